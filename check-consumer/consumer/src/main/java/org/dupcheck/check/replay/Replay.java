package org.dupcheck.check.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.dupcheck.check.references.ReferenceSet;
import org.dupcheck.check.references.StatisticsEpochs;
import org.dupcheck.check.replay.ReplayRefusedException.Reason;
import org.dupcheck.check.scan.CheckBasis;
import org.dupcheck.check.scan.CheckedText;
import org.dupcheck.check.scan.Scan;
import org.dupcheck.check.scan.StopToken;
import org.dupcheck.check.scan.StoredSubmission;
import org.dupcheck.check.verdict.ConfirmationRules;
import org.dupcheck.check.verdict.Pending;
import org.dupcheck.check.verdict.VerdictAssembly;
import org.dupcheck.check.verdict.VerdictDifferences;
import org.dupcheck.check.verdict.VerdictSettings;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictId;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.engine.Statistics;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.Store;
import org.dupcheck.store.checks.CheckVersions;
import org.dupcheck.store.verdicts.SubmittedTexts.Text;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;

/**
 * Makes a stored verdict once more, of the text, the reference set, the statistics and the policy that it names, and holds the
 * two against each other byte for byte. It reads the database and writes nothing. Thread-safe.
 */
public final class Replay {
    private final Store store;
    private final VerdictQueries verdicts;
    private final StatisticsEpochs epochs;
    private final PastReferences past;
    private final VerdictSettings settings;
    private final JsonCodec codec = new JsonCodec();

    /** @param settings those of the nodes that check: what of them decides a verdict must be the verdict's own */
    public Replay(Database database, VerdictSettings settings, Clock clock) {
        this.store = Store.on(database);
        this.verdicts = new VerdictQueries(database);
        this.epochs = new StatisticsEpochs(database, clock, ReferenceIndex.engineVersion(), settings.statisticsShare());
        this.past = new PastReferences(store, codec, settings.engine());
        this.settings = settings;
    }

    /**
     * What came of it.
     *
     * @param stored JSON of the verdict as it is stored
     * @param made JSON of the verdict as it was made now; its time and its reason are the stored one's
     * @param differences what differs, a line each; empty if and only if the two are the same, byte for byte
     */
    public record Outcome(String stored, String made, List<String> differences) {
        public boolean same() {
            return differences.isEmpty();
        }
    }

    /**
     * Makes that verdict once more. It needs the memory of a node, and the work of one that starts without an index; twice that
     * work where the statistics were taken at another version and have been replaced since.
     *
     * @throws ReplayRefusedException where something that the verdict rests on is not there
     */
    public Outcome run(String verdictId) {
        StoredVerdict row = verdicts.find(verdictId)
                .orElseThrow(() -> refused(Reason.UNKNOWN_VERDICT, "there is no verdict " + verdictId));
        if (row.mode() == Mode.PRECHECK) {
            throw refused(
                    Reason.PRE_CHECK,
                    "it is the verdict of a pre-check, whose text is kept without the applicant and the signals");
        }
        String json = row.body().json();
        Verdict stored;
        try {
            stored = codec.read(json, Verdict.class);
        } catch (InvalidMessageException e) {
            return new Outcome(json, "", List.of("what is stored is no verdict: " + e.getMessage()));
        }
        // before anything that it names is looked for: a changed version would be refused as missing
        if (!hasItsOwnId(row, stored)) {
            return new Outcome(json, "", List.of("what the stored verdict names makes another id than the one it has"));
        }
        requireSameVersions(stored);
        Text text = store.read(tables -> tables.submittedTexts().find(row.key(), row.revision()))
                .orElseThrow(() -> refused(
                        Reason.NO_SUBMISSION,
                        "the submission's text is no longer kept (dupcheck.check.text-retention)"));
        CheckedText checked = StoredSubmission.read(codec, row.key(), row.revision(), text);
        String made = check(checked, stored);
        return new Outcome(json, made, VerdictDifferences.between(stored, json, codec.read(made, Verdict.class), made));
    }

    /** Whether it is whole, and pinned to what its row's key was made of. */
    private static boolean hasItsOwnId(StoredVerdict row, Verdict stored) {
        boolean whole = Stream.of(
                        stored.contentHash(),
                        stored.engineVersion(),
                        stored.settingsVersion(),
                        stored.reason(),
                        stored.createdAt())
                .allMatch(Objects::nonNull);
        return whole
                && row.verdictId()
                        .equals(VerdictId.of(
                                row.key(),
                                null,
                                row.revision(),
                                row.mode(),
                                stored.contentHash(),
                                stored.corpusVersion(),
                                stored.statisticsVersion(),
                                stored.engineVersion(),
                                stored.settingsVersion(),
                                stored.policyVersion(),
                                VerdictId.open(stored.openVersion(), stored.pending())));
    }

    private void requireSameVersions(Verdict stored) {
        if (!ReferenceIndex.engineVersion().equals(stored.engineVersion())) {
            throw refused(
                    Reason.OTHER_ENGINE,
                    "the verdict is of engine " + stored.engineVersion() + ", and this one is "
                            + ReferenceIndex.engineVersion());
        }
        if (!settings.version().equals(stored.settingsVersion())) {
            throw refused(
                    Reason.OTHER_SETTINGS,
                    "the verdict is of settings " + stored.settingsVersion() + ", and these are " + settings.version()
                            + "; name those of the nodes that check, as of then");
        }
    }

    private String check(CheckedText text, Verdict stored) {
        Policy policy = store.read(tables ->
                        tables.policies().find(codec, text.key().document().businessType(), stored.policyVersion()))
                .orElseThrow(() -> refused(
                        Reason.NO_POLICY,
                        "version " + stored.policyVersion() + " of the policy of "
                                + text.key().document().businessType() + " is not in the database"));
        CheckBasis basis = basis(stored.corpusVersion(), stored.statisticsVersion(), policy);
        Comparison comparison = new Scan(Duration.ZERO, Duration.ZERO)
                .run(text.content(), new StopToken(() -> false), basis, (done, total) -> {});
        VerdictAssembly assembly = new VerdictAssembly(
                codec,
                Clock.fixed(stored.createdAt(), ZoneOffset.UTC),
                new CheckVersions(ReferenceIndex.engineVersion(), settings.version()),
                new ConfirmationRules(settings.confirmation()));
        // what was open then is not known any more: it is taken over, like the time
        Pending pending = new Pending(
                stored.openVersion(),
                stored.pending(),
                stored.confirmationReasons().contains(ConfirmationReason.PENDING),
                Set.of());
        return assembly.scanned(text, stored.reason(), "", basis, comparison, pending)
                .json();
    }

    /** Statistics first where they are of another version: the reference sets of both need not be in memory at once. */
    private CheckBasis basis(long corpusVersion, long statisticsVersion, Policy policy) {
        if (statisticsVersion == corpusVersion) {
            ReferenceSet references = past.at(corpusVersion);
            return new CheckBasis(references, references.view().statistics(), policy);
        }
        Statistics statistics = statistics(statisticsVersion);
        return new CheckBasis(past.at(corpusVersion), statistics, policy);
    }

    /**
     * Those in force where they are of that version; otherwise taken again, for they depend on the documents of that version and
     * on nothing else.
     */
    private Statistics statistics(long version) {
        if (version == 0) {
            return Statistics.NONE;
        }
        Statistics inForce = epochs.inForce();
        return inForce.corpusVersion() == version
                ? inForce
                : past.at(version).view().statistics();
    }

    private static ReplayRefusedException refused(Reason reason, String message) {
        return new ReplayRefusedException(reason, message);
    }
}
