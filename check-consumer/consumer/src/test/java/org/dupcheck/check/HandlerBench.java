package org.dupcheck.check;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dupcheck.check.checking.CheckMeters;
import org.dupcheck.check.checking.CheckStages;
import org.dupcheck.check.checking.Checker;
import org.dupcheck.check.checking.KnownPolicies;
import org.dupcheck.check.checking.SectionChecks;
import org.dupcheck.check.incoming.NewestRevision;
import org.dupcheck.check.incoming.PreCheckHandler;
import org.dupcheck.check.incoming.RequestReader;
import org.dupcheck.check.incoming.SubmissionHandler;
import org.dupcheck.check.pending.OpenComparison;
import org.dupcheck.check.pending.OpenSet;
import org.dupcheck.check.pending.OpenSettings;
import org.dupcheck.check.pending.PendingWatch;
import org.dupcheck.check.preview.Preview;
import org.dupcheck.check.preview.PreviewWorker;
import org.dupcheck.check.recheck.Percolation;
import org.dupcheck.check.recheck.Recheck;
import org.dupcheck.check.recheck.RecheckWorker;
import org.dupcheck.check.references.FakeIndex;
import org.dupcheck.check.references.IndexStore;
import org.dupcheck.check.references.ReferenceChanges;
import org.dupcheck.check.references.ReferenceSetFeed;
import org.dupcheck.check.references.ReferenceSetLoader;
import org.dupcheck.check.references.StatisticsEpochs;
import org.dupcheck.check.scan.Scan;
import org.dupcheck.check.verdict.ConfirmationRules;
import org.dupcheck.check.verdict.ConfirmationSettings;
import org.dupcheck.check.verdict.VerdictAnnouncement;
import org.dupcheck.check.verdict.VerdictAssembly;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.store.Purge;
import org.dupcheck.store.Retention;
import org.dupcheck.store.Store;
import org.dupcheck.store.checks.CheckVersions;
import org.dupcheck.store.checks.PreChecks;
import org.dupcheck.store.checks.SectionResults;
import org.dupcheck.store.checks.SubmissionChecks;
import org.dupcheck.store.checks.Withdrawals;
import org.dupcheck.testkit.SettableClock;

/** A handler on a real database, a fake index and a recording publisher; records are handed to it without a broker. */
public final class HandlerBench {
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    /** With more digits than the database keeps. */
    public final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:00:00.123456789Z"));

    public final RecordingPublisher publisher = new RecordingPublisher();
    public final JsonCodec codec = new JsonCodec();
    public final FakeIndex index;
    public final StatisticsEpochs epochs;
    final ReferenceSetLoader loader;
    final ReferenceSetFeed references;
    public final SubmissionHandler handler;
    public final PreCheckHandler preCheckHandler;
    final SubmissionChecks submissions;
    final PreChecks preChecks;
    final SectionResults sectionResults;
    public final Percolation percolation;
    public final RecheckWorker recheckWorker;
    public final Recheck recheck;
    public final OpenComparison comparison;
    final PendingWatch pendingWatch;
    public final Preview preview;
    public final PreviewWorker previewWorker;
    public final StoredRows tables;

    public HandlerBench(Database database) {
        this(database, new FakeIndex(1), Duration.ZERO);
    }

    /** With any index; {@link #index} stands idle where it is not a fake. */
    public HandlerBench(Database database, ReferenceIndex any, Duration pagePause) {
        this(database, any, pagePause, FakeIndex.VERSIONS);
    }

    /** @param versions that verdicts are pinned to */
    public HandlerBench(Database database, ReferenceIndex any, Duration pagePause, CheckVersions versions) {
        index = any instanceof FakeIndex fake ? fake : new FakeIndex(1);
        tables = new StoredRows(database);
        // not started: every check brings it up to date by itself
        epochs = new StatisticsEpochs(database, clock, versions.engine(), .1);
        loader = new ReferenceSetLoader(new ReferenceChanges(database, codec, 2), IndexStore.holding(any));
        references = new ReferenceSetFeed(loader, epochs, Duration.ofHours(1), Duration.ofHours(1), meters, () -> {});
        VerdictAnnouncement announcement = new VerdictAnnouncement(publisher, codec, "dupcheck.verdicts", clock);
        Store store = Store.on(database);
        Scan scan = new Scan(Duration.ZERO, pagePause);
        comparison =
                new OpenComparison(store, new OpenSet(store, codec, EngineSettings.defaults(), clock), scan, clock);
        pendingWatch = new PendingWatch(store, comparison, OpenSettings.DEFAULT, clock, new Drain());
        sectionResults = new SectionResults(database, clock, Duration.ofDays(7));
        CheckStages stages = new CheckStages(
                references,
                epochs,
                scan,
                new SectionChecks(scan, sectionResults, codec, FakeIndex.VERSIONS),
                new KnownPolicies(codec),
                comparison,
                new VerdictAssembly(codec, clock, versions, new ConfirmationRules(ConfirmationSettings.defaults())),
                announcement);
        CheckMeters submissionMeters = new CheckMeters(meters, Mode.SUBMIT);
        submissions = new SubmissionChecks(database, codec, clock, Duration.ofDays(180));
        handler = new SubmissionHandler(
                new NewestRevision(RequestReader.ofSubmissions(codec)),
                new Checker(submissions, stages, versions, submissionMeters, clock),
                submissions,
                new Withdrawals(database, clock),
                announcement,
                submissionMeters);
        percolation = new Percolation(store, codec, clock, OpenSettings.DEFAULT, epochs, meters, new Drain());
        recheck = new Recheck(store, stages, codec, versions.engine(), EngineSettings.defaults(), clock);
        recheckWorker = new RecheckWorker(
                store,
                submissions,
                recheck,
                comparison,
                announcement,
                OpenSettings.DEFAULT,
                clock,
                meters,
                new Drain());
        preview = new Preview(store, stages, codec);
        previewWorker = new PreviewWorker(store, preview, codec, clock, meters, new Drain());
        preChecks = new PreChecks(database, codec, clock, Duration.ofDays(7));
        preCheckHandler = new PreCheckHandler(
                new NewestRevision(RequestReader.ofPreChecks(codec)),
                new Checker(preChecks, stages, versions, new CheckMeters(meters, Mode.PRECHECK), clock));
    }

    public FakeDelivery preCheck(String id, long revision, String text, long offset) {
        return delivery(
                new Submission(
                        "project", id, revision, Mode.PRECHECK, "题目", List.of(new Section("目标", text)), null, null),
                offset);
    }

    /** As the role has it. Works off only when it is told to. */
    Retention retention() {
        List<Purge> purges = new ArrayList<>(preChecks.purges());
        purges.add(submissions.textPurge());
        purges.add(sectionResults.purge());
        return new Retention("test", clock, Duration.ofHours(1), purges);
    }

    /** Of one section by itself. */
    FakeDelivery preCheckOfSection(String id, String section, long revision, String text) {
        Submission content = new Submission(
                "project", id, revision, Mode.PRECHECK, null, List.of(new Section(section, text)), null, null);
        return FakeDelivery.of(new CheckKey(content.key(), section).toString(), codec.write(content), 0);
    }

    public FakeDelivery submission(String id, long revision, String text, long offset) {
        return delivery(
                new Submission(
                        "project",
                        id,
                        revision,
                        Mode.SUBMIT,
                        "题目",
                        List.of(new Section("目标", text)),
                        new Applicant("u", null, null),
                        null),
                offset);
    }

    public FakeDelivery withdrawal(String id, long revision, long offset) {
        return delivery(new Submission("project", id, revision, Mode.WITHDRAW, null, List.of(), null, null), offset);
    }

    public FakeDelivery delivery(Submission submission, long offset) {
        return FakeDelivery.of(submission.key().toString(), codec.write(submission), offset);
    }

    static FakeDelivery nothing(String id, long offset) {
        return FakeDelivery.of("project:" + id, null, offset);
    }

    /** What the feed does in the background once it is started. */
    public void follow() {
        loader.catchUp();
        epochs.renewIfDue(loader.current().view());
    }

    /** Until no change of the reference set and no recheck is left. */
    public void settle() {
        pendingWatch.step();
        while (percolation.step()) {
            // on to the next portion
        }
        while (recheckWorker.workOff() > 0) {
            // on to the next
        }
    }

    public StoredRows.Task task(String id) {
        return tables.task(id).orElseThrow();
    }

    public double count(String meter) {
        return meters.get(meter).tag("mode", Mode.SUBMIT.name()).counter().count();
    }

    /** Sections of submissions with that outcome: reused or scanned. */
    double sections(String outcome) {
        return meters.get("dupcheck.check.sections")
                .tag("mode", Mode.SUBMIT.name())
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    public void threeReferences() {
        for (int i = 1; i <= 3; i++) {
            tables.putReference("r" + i, 1, "题" + i, "文字" + i);
        }
    }

    /** Lets something happen once, before the scan of that page. */
    public void onceBeforePage(int wanted, Runnable action) {
        index.hook = (page, submission) -> {
            if (page == wanted) {
                index.hook = (p, s) -> {};
                action.run();
            }
        };
    }
}
