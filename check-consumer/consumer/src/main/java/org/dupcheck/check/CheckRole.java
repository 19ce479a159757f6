package org.dupcheck.check;

import java.time.Clock;
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
import org.dupcheck.check.pending.PendingWatch;
import org.dupcheck.check.preview.Preview;
import org.dupcheck.check.preview.PreviewWorker;
import org.dupcheck.check.recheck.Percolation;
import org.dupcheck.check.recheck.Recheck;
import org.dupcheck.check.recheck.RecheckWorker;
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
import org.dupcheck.store.checks.CheckTable;
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
    private final List<ConsumeLoop> loops;
    /** What checks stored texts again; it begins with the loops, once the reference set is there. */
    private final List<Component> background;

    private final Retention retention;
    private final WaitingChecks waiting;
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
    CheckRole(CheckSettings settings, RoleContext context, IndexStore index, CheckVersions versions) {
        Database database = context.database();
        Store store = Store.on(database);
        Clock clock = context.clock();
        drain = context.drain();
        JsonCodec codec = new JsonCodec();

        StatisticsEpochs epochs = new StatisticsEpochs(
                database, clock, versions.engine(), settings.verdict().statisticsShare());
        references = new ReferenceSetFeed(
                new ReferenceSetLoader(new ReferenceChanges(database, codec, settings.corpusChunkDocuments()), index),
                epochs,
                settings.corpusPollInterval(),
                settings.indexSaveInterval(),
                context.meters(),
                this::consume);
        Scan scan = new Scan(settings.progressInterval(), settings.pagePause());
        OpenSet openSet = new OpenSet(store, codec, settings.verdict().engine(), clock);
        SectionResults sectionResults =
                new SectionResults(database, clock, settings.retention().preChecks());
        CheckStages stages = new CheckStages(
                references,
                epochs,
                scan,
                new SectionChecks(scan, sectionResults, codec, versions),
                new KnownPolicies(codec),
                new OpenComparison(store, openSet, scan, clock),
                new VerdictAssembly(
                        codec,
                        clock,
                        versions,
                        new ConfirmationRules(settings.verdict().confirmation())),
                new VerdictAnnouncement(
                        context.publisher(), codec, context.topics().verdicts(), clock));

        SubmissionChecks checks = new SubmissionChecks(
                database, codec, clock, settings.retention().texts());
        PreChecks preChecks =
                new PreChecks(database, codec, clock, settings.retention().preChecks());
        Parts parts = new Parts(settings, context, stages, versions, codec);
        loops = List.of(parts.submissionLoop(checks), parts.preCheckLoop(preChecks));
        background = List.of(
                new Percolation(store, codec, clock, settings.open(), epochs, context.meters(), drain),
                parts.recheckWorker(checks),
                new PendingWatch(store, stages.open(), settings.open(), clock, drain),
                new PreviewWorker(store, new Preview(store, stages, codec), codec, clock, context.meters(), drain));

        waiting = new WaitingChecks(new CheckQueries(database), store, context.meters(), clock, WaitingChecks.INTERVAL);
        List<Purge> purges = new ArrayList<>(preChecks.purges());
        purges.addAll(List.of(checks.textPurge(), PreviewWorker.purge(store), sectionResults.purge()));
        retention = new Retention("check", clock, settings.retention().interval(), purges, drain);
    }

    /** What the loops and the rechecks have in common. */
    private record Parts(
            CheckSettings settings, RoleContext context, CheckStages stages, CheckVersions versions, JsonCodec codec) {
        ConsumeLoop submissionLoop(SubmissionChecks checks) {
            CheckMeters meters = new CheckMeters(context.meters(), Mode.SUBMIT);
            NewestRevision newest = new NewestRevision(RequestReader.ofSubmissions(codec));
            return ConsumeLoop.superseding(
                    context.loop("check", GROUP, List.of(context.topics().submissions()), settings.consume()),
                    newest,
                    new SubmissionHandler(
                            newest,
                            checker(checks, meters),
                            checks,
                            new Withdrawals(context.database(), context.clock()),
                            stages.announcement(),
                            meters));
        }

        ConsumeLoop preCheckLoop(PreChecks checks) {
            NewestRevision newest = new NewestRevision(RequestReader.ofPreChecks(codec));
            return ConsumeLoop.superseding(
                    context.loop(
                            "pre-check",
                            PRE_CHECK_GROUP,
                            List.of(context.topics().preChecks()),
                            settings.preCheckConsume()),
                    newest,
                    new PreCheckHandler(newest, checker(checks, new CheckMeters(context.meters(), Mode.PRECHECK))));
        }

        private Checker checker(CheckTable checks, CheckMeters meters) {
            return new Checker(checks, stages, versions, meters, context.clock());
        }

        RecheckWorker recheckWorker(SubmissionChecks checks) {
            Store store = Store.on(context.database());
            return new RecheckWorker(
                    store,
                    checks,
                    new Recheck(
                            store,
                            stages,
                            codec,
                            versions.engine(),
                            settings.verdict().engine(),
                            context.clock()),
                    stages.open(),
                    stages.announcement(),
                    settings.open(),
                    context.clock(),
                    context.meters(),
                    context.drain());
        }
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
            background.forEach(Component::start);
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
                Health.of(background.stream().map(Component::health).toArray(Health[]::new)));
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
        background.forEach(Component::close);
        retention.close();
        waiting.close();
        references.close();
    }
}
