package org.dupcheck.check;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.dupcheck.check.checking.CheckMeters;
import org.dupcheck.check.checking.Checker;
import org.dupcheck.check.checking.KnownPolicies;
import org.dupcheck.check.checking.SectionChecks;
import org.dupcheck.check.incoming.NewestRevision;
import org.dupcheck.check.incoming.PreCheckHandler;
import org.dupcheck.check.incoming.RequestReader;
import org.dupcheck.check.incoming.SubmissionHandler;
import org.dupcheck.check.pending.OpenComparison;
import org.dupcheck.check.pending.OpenSet;
import org.dupcheck.check.pending.PendingWatch;
import org.dupcheck.check.preview.Preview;
import org.dupcheck.check.preview.Previewing;
import org.dupcheck.check.recheck.Percolation;
import org.dupcheck.check.recheck.Recheck;
import org.dupcheck.check.recheck.Rechecking;
import org.dupcheck.check.references.IndexStore;
import org.dupcheck.check.references.ReferenceChanges;
import org.dupcheck.check.references.ReferenceSetFeed;
import org.dupcheck.check.references.ReferenceSetLoader;
import org.dupcheck.check.references.StatisticsEpochs;
import org.dupcheck.check.scan.Scan;
import org.dupcheck.check.verdict.ConfirmationRules;
import org.dupcheck.check.verdict.VerdictAnnouncement;
import org.dupcheck.check.verdict.VerdictAssembly;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.role.RoleContext;
import org.dupcheck.runtime.consume.ConsumeLoop;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.Purge;
import org.dupcheck.store.Retention;
import org.dupcheck.store.Store;
import org.dupcheck.store.checks.CheckQueries;
import org.dupcheck.store.checks.CheckVersions;
import org.dupcheck.store.checks.PreChecks;
import org.dupcheck.store.checks.SectionResults;
import org.dupcheck.store.checks.SubmissionChecks;
import org.dupcheck.store.checks.Withdrawals;

/**
 * The check role: consumes submissions and pre-checks, checks each against the reference set as it stands, stores the
 * verdict and announces it. The two are consumed apart, by groups and threads of their own, so that no pre-check keeps a
 * submission waiting.
 *
 * <p>Starting does not wait: the reference set is loaded in the background, and records are consumed from the moment it has
 * caught up; {@link #health} tells. The database and the publisher stay the caller's to close.
 */
public final class CheckRole implements Component {
    /** The consumer group whose members share the submissions among them. */
    public static final String GROUP = "dupcheck-check";

    /** The consumer group whose members share the pre-checks among them. */
    public static final String PRE_CHECK_GROUP = "dupcheck-pre-check";

    private final ReferenceSetFeed references;
    private final Retention retention;
    private final WaitingChecks waiting;
    private final Percolation percolation;
    private final Rechecking rechecking;
    private final PendingWatch pendingWatch;
    private final Previewing previewing;
    private final List<ConsumeLoop> loops;
    private final Drain drain;
    private boolean closed;
    private volatile boolean consuming;

    /** Assembles the role; nothing is opened or started. */
    public static CheckRole of(CheckSettings settings, RoleContext context) {
        return new CheckRole(
                settings,
                context,
                IndexStore.in(settings.indexDirectory(), settings.verdict().engine()),
                new CheckVersions(
                        ReferenceIndex.engineVersion(), settings.verdict().version()));
    }

    /** With any index, as tests need it. */
    CheckRole(CheckSettings settings, RoleContext context, IndexStore store, CheckVersions versions) {
        Database database = context.database();
        Clock clock = context.clock();
        drain = context.drain();
        JsonCodec codec = new JsonCodec();

        StatisticsEpochs epochs = new StatisticsEpochs(
                database, clock, versions.engine(), settings.verdict().statisticsShare());
        references = new ReferenceSetFeed(
                new ReferenceSetLoader(new ReferenceChanges(database, codec, settings.corpusChunkDocuments()), store),
                epochs,
                settings.corpusPollInterval(),
                settings.indexSaveInterval(),
                context.meters(),
                this::consume);
        VerdictAnnouncement announcement = new VerdictAnnouncement(
                context.publisher(), codec, context.topics().verdicts(), clock);
        Scan scan = new Scan(settings.progressInterval(), settings.pagePause());
        OpenSet openSet =
                new OpenSet(Store.on(database), codec, settings.verdict().engine(), clock);
        OpenComparison comparison = new OpenComparison(Store.on(database), openSet, scan, clock);
        SectionResults sectionResults =
                new SectionResults(database, clock, settings.retention().preChecks());
        Checker.Stages steps = new Checker.Stages(
                references,
                epochs,
                scan,
                new SectionChecks(scan, sectionResults, codec, versions),
                new KnownPolicies(codec),
                comparison,
                new VerdictAssembly(
                        codec,
                        clock,
                        versions,
                        new ConfirmationRules(settings.verdict().confirmation())),
                announcement);

        SubmissionChecks checks = new SubmissionChecks(
                database, codec, clock, settings.retention().texts());
        CheckMeters meters = new CheckMeters(context.meters(), Mode.SUBMIT);
        NewestRevision submissions = new NewestRevision(RequestReader.ofSubmissions(codec));
        ConsumeLoop submissionLoop = ConsumeLoop.superseding(
                context.loop("check", GROUP, List.of(context.topics().submissions()), settings.consume()),
                submissions,
                new SubmissionHandler(
                        submissions,
                        new Checker(checks, steps, versions, meters, clock),
                        checks,
                        new Withdrawals(database, clock),
                        announcement,
                        meters));

        PreChecks preChecks =
                new PreChecks(database, codec, clock, settings.retention().preChecks());
        NewestRevision preCheckRequests = new NewestRevision(RequestReader.ofPreChecks(codec));
        ConsumeLoop preCheckLoop = ConsumeLoop.superseding(
                context.loop(
                        "pre-check",
                        PRE_CHECK_GROUP,
                        List.of(context.topics().preChecks()),
                        settings.preCheckConsume()),
                preCheckRequests,
                new PreCheckHandler(
                        preCheckRequests,
                        new Checker(
                                preChecks, steps, versions, new CheckMeters(context.meters(), Mode.PRECHECK), clock)));

        percolation =
                new Percolation(Store.on(database), codec, clock, settings.open(), epochs, context.meters(), drain);
        rechecking = new Rechecking(
                Store.on(database),
                checks,
                new Recheck(
                        Store.on(database),
                        steps,
                        codec,
                        versions.engine(),
                        settings.verdict().engine(),
                        clock),
                comparison,
                announcement,
                settings.open(),
                clock,
                context.meters(),
                drain);

        pendingWatch = new PendingWatch(Store.on(database), comparison, settings.open(), clock, drain);
        Store tables = Store.on(database);
        previewing = new Previewing(tables, new Preview(tables, steps, codec), codec, clock, context.meters(), drain);

        loops = List.of(submissionLoop, preCheckLoop);
        waiting =
                new WaitingChecks(new CheckQueries(database), tables, context.meters(), clock, WaitingChecks.INTERVAL);
        List<Purge> purges = new ArrayList<>(preChecks.purges());
        purges.add(checks.textPurge());
        purges.add(Previewing.purge(tables));
        purges.add(sectionResults.purge());
        retention = new Retention("check", clock, settings.retention().interval(), purges, drain);
    }

    @Override
    public void start() {
        references.start();
        retention.start();
        waiting.start();
    }

    private synchronized void consume() {
        if (!closed) {
            loops.forEach(ConsumeLoop::start);
            percolation.start();
            rechecking.start();
            pendingWatch.start();
            previewing.start();
            consuming = true;
        }
    }

    /** Down while the reference set is loading, and whenever the reference set or the loop is in trouble. */
    @Override
    public Health health() {
        return drain.tell(ownHealth());
    }

    private Health ownHealth() {
        Health kept = Health.of(
                retention.health(),
                waiting.health(),
                percolation.health(),
                rechecking.health(),
                pendingWatch.health(),
                previewing.health());
        Health fed = references.health();
        if (kept.broken() || !fed.up() || !consuming) {
            return Health.of(kept, fed);
        }
        return Health.of(kept, loops.get(0).health(), loops.get(1).health());
    }

    /** Ends running checks as the settings' drain timeout allows; what is cut off is checked again on another node. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        loops.forEach(ConsumeLoop::close);
        percolation.close();
        rechecking.close();
        pendingWatch.close();
        previewing.close();
        retention.close();
        waiting.close();
        references.close();
    }
}
