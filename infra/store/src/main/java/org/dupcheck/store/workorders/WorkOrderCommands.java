package org.dupcheck.store.workorders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;

/** The outbox of work-order commands: one a revision at most, decided in a transaction and published after it. */
public final class WorkOrderCommands {
    /** {@link #countUnsent} counts no further. */
    public static final int MAX_COUNTED = 10_000;

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
            "select count(*) from (select 1 from work_order_command where sent_at is null limit ?) unsent";

    private static final String IS_UNSENT = "select 1 from work_order_command where command_id = ? and sent_at is null";

    private static final String MARK_SENT =
            "update work_order_command set sent_at = ? where command_id = ? and sent_at is null";

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
     * Keeps a command that is to be published; has no effect where there is one of this revision.
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

    /**
     * What was decided by this verdict, now or at an earlier try of the same record, and is not known to be sent. Only
     * that: another record's command may be on its way from another node just now.
     */
    public List<UnsentCommand> unsentOf(BusinessKey key, String verdictId) {
        return sql.query(UNSENT_OF, WorkOrderCommands::unsent, key.businessType(), key.businessId(), verdictId);
    }

    /** Those that have been unsent since before that time, oldest first. */
    public List<UnsentCommand> unsentSince(Instant time, int limit) {
        return sql.query(UNSENT, WorkOrderCommands::unsent, time, limit);
    }

    private static UnsentCommand unsent(ResultSet row) throws SQLException {
        return new UnsentCommand(
                row.getString("command_id"),
                new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                row.getString("body"),
                Session.instant(row, "created_at"));
    }

    /** How many are unsent, those just being published included; at most {@link #MAX_COUNTED}. */
    public long countUnsent() {
        return sql.queryOne(COUNT_UNSENT, row -> row.getLong(1), MAX_COUNTED).orElse(0L);
    }

    public boolean isUnsent(String commandId) {
        return sql.queryOne(IS_UNSENT, row -> true, commandId).isPresent();
    }

    /**
     * Deletes commands that the brokers have had since before that time; one that is not known to be sent stays.
     *
     * @return how many, at most {@code limit}
     */
    public int purge(Instant before, int limit) {
        return sql.update(PURGE, before, limit);
    }

    /** The brokers have it; has no effect where that is known. */
    public void markSent(String commandId, Instant now) {
        sql.update(MARK_SENT, now, commandId);
    }
}
