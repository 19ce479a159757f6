package org.dupcheck.store.workorders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.contract.WorkOrderEvent;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The outbox of work-order commands: decided in the transaction of the order's state, published after it in the order in
 * which they were decided, and what the business module answered.
 */
public final class WorkOrderCommands {
    /** {@link #countUnsent} and {@link #countSetAside} count no further. */
    public static final int MAX_COUNTED = 10_000;

    private static final String INSERT = """
            insert into work_order_command (command_id, business_type, business_id, revision, body, created_at)
            values (?, ?, ?, ?, cast(? as json), ?)
            """;

    private static final String UNSENT_OF = """
            select command_id, business_type, business_id, body, created_at from work_order_command
             where business_type = ? and business_id = ? and sent_at is null and set_aside_at is null order by seq
            """;

    private static final String BODY = "select body::text from work_order_command where command_id = ?";

    private static final String COUNT_UNSENT = """
            select count(*) from (
                select 1 from work_order_command where sent_at is null and set_aside_at is null limit ?) unsent
            """;

    private static final String COUNT_SET_ASIDE = """
            select count(*) from (select 1 from work_order_command where set_aside_at is not null limit ?) set_aside
            """;

    private static final String MARK_SENT =
            "update work_order_command set sent_at = ?, set_aside_at = null where command_id = ? and sent_at is null";

    private static final String SET_ASIDE =
            "update work_order_command set set_aside_at = ? where command_id = ? and sent_at is null";

    private static final String FAILED =
            "update work_order_command set tries = tries + 1 where command_id = ? returning tries";

    /** The first answer counts. */
    private static final String ANSWER = """
            update work_order_command set answer = ?, answer_reason = ?, answered_at = ?
             where command_id = ? and business_type = ? and business_id = ? and answer is null
            """;

    private static final String NEWEST = """
            select body::text, answer = 'REJECTED' as rejected from work_order_command
             where business_type = ? and business_id = ? order by seq desc limit ?
            """;

    private static final String ANSWERED = "select answer from work_order_command where command_id = ?";

    private static final String PURGE = """
            delete from work_order_command where command_id in (
                select command_id from work_order_command
                 where sent_at < ? order by sent_at limit ? for update skip locked)
            """;

    private final Sql sql;

    public WorkOrderCommands(Sql sql) {
        this.sql = sql;
    }

    /**
     * Keeps a command that is to be published.
     *
     * @param json the command as it is to be published
     */
    public void add(WorkOrderCommand command, String json, Instant now) {
        sql.update(
                INSERT,
                command.commandId(),
                command.businessType(),
                command.businessId(),
                command.revision(),
                json,
                now);
    }

    /** What was decided about a document and is neither known to be sent nor set aside, in the order of the decisions. */
    public List<UnsentCommand> unsentOf(BusinessKey key) {
        return sql.query(UNSENT_OF, WorkOrderCommands::unsent, key.businessType(), key.businessId());
    }

    private static UnsentCommand unsent(ResultSet row) throws SQLException {
        return new UnsentCommand(
                row.getString("command_id"),
                new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                row.getString("body"),
                Session.instant(row, "created_at"));
    }

    /** The command's JSON; empty where it is kept no longer. */
    public Optional<String> body(String commandId) {
        return sql.queryOne(BODY, row -> row.getString(1), commandId);
    }

    /** How many are unsent, those just being published included; at most {@link #MAX_COUNTED}. */
    public long countUnsent() {
        return sql.queryOne(COUNT_UNSENT, row -> row.getLong(1), MAX_COUNTED).orElse(0L);
    }

    /** How many were set aside; at most {@link #MAX_COUNTED}. */
    public long countSetAside() {
        return sql.queryOne(COUNT_SET_ASIDE, row -> row.getLong(1), MAX_COUNTED).orElse(0L);
    }

    /** The brokers have it; has no effect where that is known. */
    public void markSent(String commandId, Instant now) {
        sql.update(MARK_SENT, now, commandId);
    }

    /** It cannot be published, and holds up no other any more. */
    public void setAside(String commandId, Instant now) {
        sql.update(SET_ASIDE, now, commandId);
    }

    /**
     * It could not be published, and that is no outage.
     *
     * @return how often that was so, from 1
     */
    public int failed(String commandId) {
        return sql.queryOne(FAILED, row -> row.getInt(1), commandId).orElse(1);
    }

    /**
     * Keeps what the business module answers.
     *
     * @return false where the document has no such command, or it has been answered
     */
    public boolean answer(
            BusinessKey key, String commandId, WorkOrderEvent.Kind answer, @Nullable String reason, Instant now) {
        return sql.update(ANSWER, answer.name(), reason, now, commandId, key.businessType(), key.businessId()) > 0;
    }

    /** The commands of a document with what was answered, the newest first. */
    public List<AnsweredCommand> newest(BusinessKey key, int limit) {
        return sql.query(
                NEWEST,
                row -> new AnsweredCommand(row.getString("body"), row.getBoolean("rejected")),
                key.businessType(),
                key.businessId(),
                limit);
    }

    /** Whether the business module has answered; true too where the command is kept no longer. */
    public boolean isAnswered(String commandId) {
        return sql.queryOne(ANSWERED, row -> row.getString(1) != null, commandId)
                .orElse(true);
    }

    /**
     * Deletes commands that the brokers have had since before that time; one that is not known to be sent stays.
     *
     * @return how many, at most {@code limit}
     */
    public int purge(Instant before, int limit) {
        return sql.update(PURGE, before, limit);
    }
}
