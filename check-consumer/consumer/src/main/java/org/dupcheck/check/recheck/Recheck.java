package org.dupcheck.check.recheck;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.dupcheck.check.checking.CheckStages;
import org.dupcheck.check.references.ChangedDocuments;
import org.dupcheck.check.references.CorpusVersion;
import org.dupcheck.check.references.ReferenceSet;
import org.dupcheck.check.scan.CheckBasis;
import org.dupcheck.check.scan.CheckedText;
import org.dupcheck.check.scan.StopToken;
import org.dupcheck.check.scan.StoredSubmission;
import org.dupcheck.check.verdict.ConfirmationRules;
import org.dupcheck.check.verdict.Pending;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.engine.Statistics;
import org.dupcheck.store.Store;
import org.dupcheck.store.checks.NewVerdict;
import org.dupcheck.store.checks.StartedCheck;
import org.dupcheck.store.open.OpenSubmissions.Checked;
import org.dupcheck.store.verdicts.SubmittedTexts;
import org.jspecify.annotations.Nullable;

/** Checks a stored text against the reference set as it is now, and holds what is found against its verdict. Thread-safe. */
public final class Recheck {
    /** Changed documents that a text is compared with by themselves, at most. */
    private static final int MAX_CHANGES = 256;

    private final Store store;
    private final CheckStages stages;
    private final JsonCodec codec;
    private final String engineVersion;
    private final Clock clock;
    private final EngineSettings engine;
    private volatile @Nullable Delta last;

    public Recheck(
            Store store,
            CheckStages stages,
            JsonCodec codec,
            String engineVersion,
            EngineSettings engine,
            Clock clock) {
        this.store = store;
        this.stages = stages;
        this.codec = codec;
        this.engineVersion = engineVersion;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param verdict that is to stand after it
     * @param replacement to be stored; null where the verdict before holds
     */
    record Outcome(Verdict verdict, @Nullable NewVerdict replacement) {}

    /** Those of them that are open still. */
    List<Checked> find(Collection<BusinessKey> keys) {
        return store.read(tables -> tables.openSubmissions().find(keys, engineVersion, clock.instant()));
    }

    Verdict read(String json) {
        return stages.assembly().read(json);
    }

    /**
     * Checks again what a change may have touched: first against the changed documents alone, and in full only where one of
     * them matches, or the verdict names one.
     *
     * @param from the verdict is known to hold up to this corpus version
     * @param atLeast the corpus version that it must see
     * @param stopped whether to give up
     */
    Outcome run(Checked open, long from, long atLeast, BooleanSupplier stopped) {
        // a token belongs to the version that was read with it
        CorpusVersion version = new CorpusVersion(open.corpusVersion(), open.corpusToken());
        ReferenceSet set = stages.references().atLeast(version);
        if (set.version() < atLeast) {
            throw new IllegalStateException("corpus version " + atLeast + " was asked for, and is not there");
        }
        Statistics statistics = stages.epochs().forCheck(open.statisticsToken(), set.view());
        Policy policy = stages.policies().of(open.key().businessType(), open.policy());
        CheckBasis basis = new CheckBasis(set, statistics, policy);
        CheckedText text = text(open);
        Verdict before = read(open.verdict());
        boolean samePolicy = before.policyVersion() == policy.version();
        StartedCheck.Owner owner = StartedCheck.Owner.of(open.key(), open.userId(), open.hasDocuments());
        if (samePolicy && holdsAgainstChanges(text, before, from, open.corpusToken(), basis, stopped)) {
            Pending pending = stages.open().compare(text, basis, before, new StopToken(stopped));
            return held(text, before, owner.keyAt(before.corpusVersion(), open.corpusVersion()), pending);
        }
        Comparison comparison = scan(text, basis, stopped);
        Pending pending = stages.open().compare(text, basis, comparison, new StopToken(stopped));
        VerdictReason reason = reason(before, basis, from);
        NewVerdict found = stages.assembly()
                .scanned(text, reason, owner.keyAt(set.version(), open.corpusVersion()), basis, comparison, pending);
        if (samePolicy && !findingsDiffer(before, found.verdict())) {
            return held(text, before, owner.keyAt(before.corpusVersion(), open.corpusVersion()), pending);
        }
        return differs(before, found.verdict()) ? replaced(found) : new Outcome(before, null);
    }

    /** What was found in the reference set holds; of the other open submissions there may be something new to say. */
    private Outcome held(CheckedText text, Verdict before, String ownerKey, Pending pending) {
        return pending.isToldBy(before)
                ? new Outcome(before, null)
                : replaced(stages.assembly().withPending(text.key(), before, ownerKey, pending));
    }

    private static Outcome replaced(NewVerdict found) {
        return new Outcome(found.verdict(), found);
    }

    private static VerdictReason reason(Verdict before, CheckBasis basis, long from) {
        boolean sameCorpus = basis.references().version() == before.corpusVersion();
        if (before.policyVersion() == basis.policy().version()) {
            return sameCorpus ? VerdictReason.RECHECK : VerdictReason.CORPUS_CHANGE;
        }
        // a verdict that held under a policy keeps the version of the one before: other statistics may have moved it
        boolean sameStatistics =
                before.statisticsVersion() == basis.statistics().corpusVersion();
        return sameCorpus || (from == 0 && sameStatistics) ? VerdictReason.POLICY : VerdictReason.CORPUS_CHANGE;
    }

    /** Whether the verdict names none of the documents that changed after a version, and none of them matches. */
    private boolean holdsAgainstChanges(
            CheckedText text,
            Verdict verdict,
            long from,
            @Nullable String corpusToken,
            CheckBasis basis,
            BooleanSupplier stopped) {
        Delta delta = delta(from, new CorpusVersion(basis.references().version(), corpusToken));
        if (delta == null || delta.isNamedBy(verdict) || restsOnUnnamed(verdict)) {
            return false;
        }
        ReferenceSet changed =
                new ReferenceSet(delta.documents, basis.references().sources());
        CheckBasis alone = new CheckBasis(changed, basis.statistics(), basis.policy());
        Comparison comparison = scan(text, alone, stopped);
        return comparison.matches().isEmpty()
                && comparison.exclusions().stream()
                        .allMatch(left -> left.matchedTokens() == 0
                                && (left.kind() != Comparison.Exclusion.Kind.UNDER_FLOOR || left.tokens() == 0));
    }

    /**
     * The applicant's own documents and minor passages are in the figures, and not among the matches. So is common text that
     * counts: no changed document by itself shows whether a text is common, and not all that hold it are named.
     */
    private static boolean restsOnUnnamed(Verdict verdict) {
        return verdict.ratios().stream()
                        .anyMatch(ratio -> ratio.leftOut() > 0
                                && (ratio.name().equals("ownDocuments")
                                        || ratio.name().equals("minorPassages")))
                || verdict.commonTextCounts()
                || verdict.ratios().isEmpty()
                || verdict.ratios().get(0).matchedTokens() != verdict.matchedTokens();
    }

    private Comparison scan(CheckedText text, CheckBasis basis, BooleanSupplier stopped) {
        return stages.scan().run(text.content(), new StopToken(stopped), basis, (done, total) -> {});
    }

    /** The documents that changed between two versions, as a reference set of their own. */
    private record Delta(long from, CorpusVersion to, Set<DocumentKey> changed, ReferenceIndex.View documents) {
        boolean isNamedBy(Verdict verdict) {
            return verdict.matches().stream()
                            .anyMatch(match ->
                                    changed.contains(new DocumentKey(match.documentType(), match.documentId())))
                    || verdict.commonText().passages().stream()
                            .flatMap(passage -> passage.examples().stream())
                            .anyMatch(source ->
                                    changed.contains(new DocumentKey(source.documentType(), source.documentId())));
        }
    }

    /** Null where there are too many. What one change touches is mostly checked in a row: the last one is kept. */
    private @Nullable Delta delta(long from, CorpusVersion to) {
        if (from == 0) {
            return null; // nothing is known
        }
        Delta known = last;
        if (known != null && known.from == from && known.to.equals(to)) {
            return known;
        }
        ChangedDocuments changes =
                store.read(tables -> ChangedDocuments.between(tables, codec, from, to.number(), MAX_CHANGES));
        if (changes.reached() < to.number()) {
            return null;
        }
        ReferenceIndex index = ReferenceIndex.empty(engine);
        index.apply(changes.inForce().stream().<Change>map(Change.Put::new).toList(), to.number());
        last = new Delta(from, to, changes.keys(), index.view());
        return last;
    }

    private CheckedText text(Checked open) {
        return StoredSubmission.read(
                codec,
                open.key(),
                open.revision(),
                new SubmittedTexts.Text(open.title(), open.sections(), open.signals(), open.userId()));
    }

    /** In how many documents a common text stands may change with every approval, and changes no answer. */
    private static boolean differs(Verdict one, Verdict other) {
        return findingsDiffer(one, other)
                || !one.confirmationReasons().equals(other.confirmationReasons())
                || !one.pending().equals(other.pending());
    }

    /** Those in the reference set, whatever there is in other open submissions. */
    private static boolean findingsDiffer(Verdict one, Verdict other) {
        return one.resultState() != other.resultState()
                || one.containment() != other.containment()
                || one.longestRun() != other.longestRun()
                || one.matchedTokens() != other.matchedTokens()
                || one.tokens() != other.tokens()
                || one.tooLittleText() != other.tooLittleText()
                || one.commonText().tokens() != other.commonText().tokens()
                || !one.sections().equals(other.sections())
                || !one.ratios().equals(other.ratios())
                || !one.signals().equals(other.signals())
                || !ConfirmationRules.withPending(one.confirmationReasons(), false)
                        .equals(ConfirmationRules.withPending(other.confirmationReasons(), false))
                || !one.matches().equals(other.matches());
    }
}
