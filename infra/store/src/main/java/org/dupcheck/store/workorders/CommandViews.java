package org.dupcheck.store.workorders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.due.DueTable;
import org.dupcheck.store.sql.Select;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Work-order commands as operators and the readers of an order see them, and giving back one that was set aside. */
public final class CommandViews {
    private static final String SELECT = """
            select c.command_id, c.business_type, c.business_id, c.revision, c.body ->> 'kind' as kind, c.created_at,
                   c.sent_at, c.set_aside_at, c.tries, c.answer, c.answer_reason, c.answered_at,
                   exists (select from work_order_command n
                            where n.business_type = c.business_type and n.business_id = c.business_id
                              and n.seq > c.seq) as overtaken
              from work_order_command c
            """;

    private static final String FIND = SELECT + " where c.command_id = ?";

    private static final String OF_ORDER = "select * from (" + SELECT + """
             where c.business_type = ? and c.business_id = ? and c.body ->> 'workOrderId' = ? order by c.seq desc limit ?)
            newest order by created_at, command_id
            """;

    /** An order has a handful of commands; one that has more is shown with its newest. */
    private static final int MAX_OF_AN_ORDER = 100;

    private static final String LOCK = "select 1 from work_order_command where command_id = ? for update";

    private static final String GIVE_BACK =
            "update work_order_command set set_aside_at = null, tries = 0 where command_id = ?";

    private final Sql sql;
    private final DueTable due;

    public CommandViews(Sql sql) {
        this.sql = sql;
        this.due = new DueTable(sql);
    }

    /**
     * A command.
     *
     * @param kind SUBMIT or CANCEL
     * @param sentAt when the brokers had it; null where that is not known
     * @param tries to publish it that failed though the brokers were there
     * @param answerReason of the business module; null where it gave none
     * @param isOvertaken whether there is a later command of the document: it may be on its way, and an earlier one after it would
     *     undo it
     */
    public record Listed(
            String commandId,
            BusinessKey key,
            long revision,
            String kind,
            CommandState state,
            Instant createdAt,
            @Nullable Instant sentAt,
            int tries,
            @Nullable String answerReason,
            @Nullable Instant answeredAt,
            boolean isOvertaken) {
        /** Whether it can be published once more: it was set aside, and there is no later one of the document. */
        public boolean isRetriable() {
            return state == CommandState.SET_ASIDE && !isOvertaken;
        }
    }

    /** Where the page before ended. */
    public record After(Instant createdAt, String commandId) {}

    /**
     * Commands, newest first.
     *
     * @param state null for all
     * @param businessType null for all
     */
    public List<Listed> list(@Nullable CommandState state, @Nullable String businessType, After after, int limit) {
        Select select = new Select(
                SELECT + " where (c.created_at, c.command_id) < (?, ?)", after.createdAt(), after.commandId());
        if (state != null) {
            select.add(" and " + state.condition());
        }
        select.addIfGiven(" and c.business_type = ?", businessType)
                .add(" order by c.created_at desc, c.command_id desc limit ?", limit);
        return sql.query(select.text(), CommandViews::listed, select.parameters());
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(
                row.getString("command_id"),
                new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                row.getLong("revision"),
                row.getString("kind"),
                state(row),
                Session.instant(row, "created_at"),
                Session.instantOrNull(row, "sent_at"),
                row.getInt("tries"),
                row.getString("answer_reason"),
                Session.instantOrNull(row, "answered_at"),
                row.getBoolean("overtaken"));
    }

    private static CommandState state(ResultSet row) throws SQLException {
        if (row.getString("set_aside_at") != null) {
            return CommandState.SET_ASIDE;
        }
        if (row.getString("sent_at") == null) {
            return CommandState.UNSENT;
        }
        String answer = row.getString("answer");
        return answer == null ? CommandState.UNANSWERED : CommandState.valueOf(answer);
    }

    /** Those of an order under its name that are kept, oldest first, 100 at most. */
    public List<Listed> of(WorkOrder order) {
        BusinessKey key = order.key();
        return sql.query(
                OF_ORDER,
                CommandViews::listed,
                key.businessType(),
                key.businessId(),
                order.workOrderId(),
                MAX_OF_AN_ORDER);
    }

    /** Empty where there is none, or it is kept no longer. */
    public Optional<Listed> find(String commandId) {
        return sql.queryOne(FIND, CommandViews::listed, commandId);
    }

    /** As {@link #find}, with the command's lock to the end of the transaction. */
    public Optional<Listed> lock(String commandId) {
        return sql.queryOne(LOCK, row -> true, commandId).flatMap(locked -> find(commandId));
    }

    /** Lets a command that is locked and was set aside be published, under its id and with all tries. */
    public void giveBack(Listed command) {
        sql.update(GIVE_BACK, command.commandId());
        due.request(DueKind.COMMANDS, command.key().toString());
    }
}
