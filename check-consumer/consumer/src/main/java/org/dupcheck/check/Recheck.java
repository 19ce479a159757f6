package org.dupcheck.check;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Statistics;
import org.dupcheck.runtime.consume.CancelToken;
import org.dupcheck.store.Store;
import org.dupcheck.store.checks.NewVerdict;
import org.dupcheck.store.open.OpenSubmissions.Checked;

/** Checks a stored text against the reference set as it is now, and holds what is found against its verdict. Thread-safe. */
final class Recheck {
    private final Store store;
    private final Checker.Stages stages;
    private final JsonCodec codec;
    private final String engineVersion;
    private final OpenSettings settings;
    private final Clock clock;

    Recheck(
            Store store,
            Checker.Stages stages,
            JsonCodec codec,
            String engineVersion,
            OpenSettings settings,
            Clock clock) {
        this.store = store;
        this.stages = stages;
        this.codec = codec;
        this.engineVersion = engineVersion;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param differs whether the findings are others than those of the verdict before
     * @param verdict that stands after it: the one before where nothing differs
     * @param verdictVersion the corpus version that was seen
     * @param newVerdict to be stored where it differs
     */
    record Outcome(boolean differs, Verdict verdict, long verdictVersion, NewVerdict newVerdict) {}

    /** Empty where the submission is not open any more. */
    Optional<Checked> find(BusinessKey key) {
        return store.read(tables -> tables.openSubmissions()
                .find(key, engineVersion, clock.instant().minus(settings.submittedFor())));
    }

    Verdict read(String json) {
        return stages.assembly().read(json);
    }

    /**
     * @param atLeast the corpus version that it must see
     * @param stopped whether to give up
     */
    Outcome run(Checked open, long atLeast, BooleanSupplier stopped) {
        // a token belongs to the version that was read with it
        CorpusVersion version = new CorpusVersion(open.corpusVersion(), open.corpusToken());
        ReferenceSet set = stages.references().atLeast(version);
        if (set.version() < atLeast) {
            throw new IllegalStateException("corpus version " + atLeast + " was asked for, and is not there");
        }
        Statistics statistics = stages.epochs().forCheck(open.statisticsToken(), set.view());
        CheckedText text = text(open);
        Comparison comparison = stages.scan().run(text.content(), token(stopped), set, statistics, (done, total) -> {});
        NewVerdict found = stages.assembly().scanned(text, VerdictReason.CORPUS_CHANGE, set, statistics, comparison);
        Verdict before = read(open.verdict());
        boolean differs = differs(before, found.verdict());
        return new Outcome(differs, differs ? found.verdict() : before, set.version(), found);
    }

    private CheckedText text(Checked open) {
        String userId = open.userId();
        Submission content = new Submission(
                open.key().businessType(),
                open.key().businessId(),
                open.revision(),
                Mode.SUBMIT,
                open.title(),
                List.of(codec.read(open.sections(), Section[].class)),
                userId == null ? null : new Applicant(userId, null, null),
                null,
                null,
                List.of(codec.read(open.signals(), Signal[].class)));
        return new CheckedText(CheckKey.document(open.key()), content, open.contentHash());
    }

    /** In how many documents a common text stands may change with every approval, and changes no answer. */
    static boolean differs(Verdict one, Verdict other) {
        return one.resultState() != other.resultState()
                || one.containment() != other.containment()
                || one.longestRun() != other.longestRun()
                || one.matchedTokens() != other.matchedTokens()
                || one.tokens() != other.tokens()
                || one.tooLittleText() != other.tooLittleText()
                || one.commonText().tokens() != other.commonText().tokens()
                || !one.sections().equals(other.sections())
                || !one.signals().equals(other.signals())
                || !one.confirmationReasons().equals(other.confirmationReasons())
                || !one.matches().equals(other.matches());
    }

    private static CancelToken token(BooleanSupplier stopped) {
        return new CancelToken() {
            @Override
            public boolean cancelled() {
                return stopped.getAsBoolean();
            }

            @Override
            public boolean superseded() {
                return false;
            }
        };
    }
}
