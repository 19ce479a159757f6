package org.dupcheck.notifier;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CloudEvents;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.runtime.kafka.RecordPublisher;

/**
 * The outbox of work-order commands: one a revision at most, decided in a transaction and published after it. A command
 * that was published but not marked, because of a crash in between, is published again as the same bytes under the same
 * {@code commandId}. Thread-safe.
 */
final class WorkOrderCommands {
    private static final String SOURCE = "/dupcheck/notifier";

    private static final String INSERT = """
            insert into work_order_command (command_id, business_type, business_id, revision, body, created_at)
            values (?, ?, ?, ?, cast(? as json), ?) on conflict do nothing
            """;

    private static final String UNSENT_OF = """
            select command_id, business_type, business_id, body, created_at from work_order_command
             where business_type = ? and business_id = ? and sent_at is null
               and revision = (select revision from verdict where verdict_id = ?)
            """;

    private static final String UNSENT = """
            select command_id, business_type, business_id, body, created_at from work_order_command
             where sent_at is null and created_at <= ? order by created_at limit ?
            """;

    private static final String COUNT_UNSENT =
            "select count(*) from (select 1 from work_order_command where sent_at is null limit 10000) unsent";

    private static final String IS_UNSENT = "select 1 from work_order_command where command_id = ? and sent_at is null";

    private static final String MARK_SENT =
            "update work_order_command set sent_at = ? where command_id = ? and sent_at is null";

    private final Database database;
    private final RecordPublisher publisher;
    private final JsonCodec codec;
    private final String topic;
    private final Clock clock;
    private final NotifierMeters meters;
    /** What a thread of this process is publishing: another one leaves it alone. */
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    WorkOrderCommands(
            Database database,
            RecordPublisher publisher,
            JsonCodec codec,
            String topic,
            Clock clock,
            NotifierMeters meters) {
        this.database = database;
        this.publisher = publisher;
        this.codec = codec;
        this.topic = topic;
        this.clock = clock;
        this.meters = meters;
    }

    /** A command as it was decided. */
    record Unsent(String commandId, BusinessKey key, String body, Instant createdAt) {
        static Unsent of(ResultSet row) throws SQLException {
            return new Unsent(
                    row.getString("command_id"),
                    new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                    row.getString("body"),
                    Session.instant(row, "created_at"));
        }
    }

    /** Decides that the work order is to be submitted; has no effect where that was decided for this revision before. */
    void decide(Session session, Submitted submitted, String verdictId, boolean confirmed, Instant now)
            throws SQLException {
        BusinessKey key = submitted.key();
        String commandId = commandId(key, submitted.revision());
        WorkOrderCommand command = new WorkOrderCommand(
                commandId,
                WorkOrderCommand.Kind.SUBMIT,
                submitted.workOrderId(),
                key.businessType(),
                key.businessId(),
                submitted.revision(),
                verdictId,
                confirmed,
                now);
        session.update(
                INSERT,
                commandId,
                key.businessType(),
                key.businessId(),
                submitted.revision(),
                new String(codec.write(command), StandardCharsets.UTF_8),
                now);
    }

    /** The same for the same revision, for ever and on every node. */
    static String commandId(BusinessKey key, long revision) {
        String name = key + "\n" + revision + "\n" + WorkOrderCommand.Kind.SUBMIT;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /**
     * What was decided by this verdict, now or at an earlier try of the same record, and is not known to be sent. Only
     * that: another record's command may be on its way from another node just now.
     */
    List<Unsent> unsentOf(Session session, BusinessKey key, String verdictId) throws SQLException {
        return session.query(UNSENT_OF, Unsent::of, key.businessType(), key.businessId(), verdictId);
    }

    /** Those that have been unsent since before that time, oldest first. */
    List<Unsent> unsentSince(Instant time, int limit) {
        return database.read(session -> session.query(UNSENT, Unsent::of, time, limit));
    }

    /** Tells the meters how many are unsent, those just being published included. */
    void countUnsent() {
        try {
            meters.unsent(database.read(session -> session.queryOne(COUNT_UNSENT, row -> row.getLong(1)))
                    .orElse(0L));
        } catch (RuntimeException e) {
            meters.unsent(Double.NaN);
            throw e;
        }
    }

    boolean isUnsent(Unsent command) {
        return database.read(session -> session.queryOne(IS_UNSENT, row -> true, command.commandId()))
                .isPresent();
    }

    /**
     * Publishes the command, waits until the brokers have it, and marks it sent; unless another thread of this process is
     * about it, which will do so or leave it to the sweep.
     */
    void publish(Unsent command) {
        if (inFlight.add(command.commandId())) {
            try {
                send(command);
                database.inTransaction(session -> session.update(MARK_SENT, clock.instant(), command.commandId()));
            } finally {
                inFlight.remove(command.commandId());
            }
        }
    }

    private void send(Unsent command) {
        String key = command.key().toString();
        try {
            publisher
                    .publish(
                            topic,
                            key,
                            command.body().getBytes(StandardCharsets.UTF_8),
                            CloudEvents.headers(
                                    WorkOrderCommand.class, command.commandId(), SOURCE, key, command.createdAt()))
                    .join();
        } catch (CompletionException e) {
            // the publisher fails with unchecked exceptions only; the loop tells by the type what to do
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
        meters.commandPublished();
    }
}
