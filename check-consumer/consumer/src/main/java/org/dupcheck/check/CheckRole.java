package org.dupcheck.check;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Topics;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.runtime.consume.ConsumeLoop;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.runtime.kafka.RecordPublisher;

/**
 * The check role: consumes submissions, checks each against the reference set as it stands, stores the verdict and
 * announces it.
 *
 * <p>Starting does not wait: the reference set is loaded in the background, and submissions are consumed from the moment
 * it has caught up; {@link #health} tells. The database and the publisher stay the caller's to close.
 */
public final class CheckRole implements Component {
    /** The consumer group, whose members share the submissions among them. */
    public static final String GROUP = "dupcheck-check";

    private final ReferenceSetFeed references;
    private final SubmissionRetention retention;
    private final WaitingChecks waiting;
    private final ConsumeLoop loop;
    private boolean closed;
    private volatile boolean consuming;

    /** What the role stands on, and shares with others of the same process. */
    record Surroundings(
            KafkaSettings kafka,
            Topics topics,
            Database database,
            RecordPublisher publisher,
            MeterRegistry meters,
            Clock clock) {}

    /** Assembles the role; nothing is opened or started. Needs a migrated database. */
    public static CheckRole of(
            CheckSettings settings,
            KafkaSettings kafka,
            Topics topics,
            Database database,
            RecordPublisher publisher,
            MeterRegistry meters,
            Clock clock) {
        return new CheckRole(
                settings,
                new Surroundings(kafka, topics, database, publisher, meters, clock),
                IndexStore.in(settings.indexDirectory(), settings.engine()),
                new CheckTasks.Versions(ReferenceIndex.engineVersion(), settings.version()));
    }

    /** With any index, as tests need it. */
    CheckRole(CheckSettings settings, Surroundings surroundings, IndexStore store, CheckTasks.Versions versions) {
        Database database = surroundings.database();
        Topics topics = surroundings.topics();
        Clock clock = surroundings.clock();
        MeterRegistry meters = surroundings.meters();
        JsonCodec codec = new JsonCodec();

        references = new ReferenceSetFeed(
                new ReferenceSetLoader(new ReferenceChanges(database, codec, settings.corpusChunkDocuments()), store),
                settings.corpusPollInterval(),
                settings.indexSaveInterval(),
                meters,
                this::consume);
        CheckTasks tasks = new CheckTasks(database, clock);
        CheckHandler handler = new CheckHandler(
                codec,
                new CheckHandler.Steps(
                        tasks,
                        references,
                        new Scan(tasks, settings.progressInterval(), settings.pagePause()),
                        new VerdictAssembly(codec, clock, versions, new ConfirmationRules(settings.confirmation())),
                        new Verdicts(database, codec, clock, settings.textRetention()),
                        new VerdictAnnouncement(surroundings.publisher(), codec, topics.verdicts(), clock)),
                versions,
                new CheckMeters(meters),
                clock);
        loop = ConsumeLoop.superseding(
                new ConsumeLoop.Plan(
                        "check",
                        GROUP,
                        List.of(topics.submissions()),
                        Topics.DEAD_LETTER_SUFFIX,
                        surroundings.kafka(),
                        settings.consume(),
                        meters,
                        clock),
                new SubmissionPrecedence(codec),
                handler);
        waiting = new WaitingChecks(database, meters, clock, WaitingChecks.INTERVAL);
        retention = new SubmissionRetention(database, clock, settings.retentionInterval());
    }

    @Override
    public void start() {
        references.start();
        retention.start();
        waiting.start();
    }

    private synchronized void consume() {
        if (!closed) {
            loop.start();
            consuming = true;
        }
    }

    /** Down while the reference set is loading, and whenever the reference set or the loop is in trouble. */
    @Override
    public Health health() {
        Health kept = retention.health().up() ? waiting.health() : retention.health();
        if (kept.broken()) {
            return kept;
        }
        Health fed = references.health();
        return fed.up() && consuming ? loop.health() : fed;
    }

    /** Ends running checks as the settings' drain timeout allows; what is cut off is checked again on another node. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        loop.close();
        retention.close();
        waiting.close();
        references.close();
    }
}
