package org.dupcheck.store.operators;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Select;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Checks that failed, with what was submitted, so that they can begin again. */
public final class FailedChecks {
    private static final String FIND = """
            select t.revision, t.state, t.hash, t.error, t.attempts, s.title, s.sections, s.signals, s.user_id, s.phone, s.locale,
                   s.work_order_id
              from check_task t
              left join submission s on s.business_type = t.business_type and s.business_id = t.business_id
                   and s.revision = t.revision
             where t.business_type = ? and t.business_id = ?
            """;

    private static final String LIST = """
            select id, business_type, business_id, revision, error, create_time, attempts from check_task
             where state = 3 and (create_time, id) < (?, ?)
            """;

    private final Sql sql;

    public FailedChecks(Sql sql) {
        this.sql = sql;
    }

    /**
     * A check as it stands. Personal data: not to be logged.
     *
     * @param contentHash of what was submitted
     * @param error why it failed; null where it did not
     * @param content null where what was submitted is not kept, or not kept any more
     */
    public record Checked(
            long revision,
            CheckState state,
            @Nullable String contentHash,
            @Nullable String error,
            int attempts,
            @Nullable Content content) {}

    /**
     * What was submitted.
     *
     * @param sections JSON of the contract's sections
     * @param signals JSON of the contract's signals
     */
    public record Content(
            @Nullable String title,
            String sections,
            String signals,
            @Nullable String userId,
            @Nullable String phone,
            @Nullable String locale,
            @Nullable String workOrderId) {}

    /** A check that failed, and stands so. */
    public record Failed(
            long id,
            BusinessKey key,
            long revision,
            @Nullable String error,
            Instant submittedAt,
            int attempts) {}

    /** Where the page before ended. */
    public record After(Instant submittedAt, long id) {}

    /**
     * Those that stand failed, newest first.
     *
     * @param types business types; null for all
     */
    public List<Failed> list(@Nullable Set<String> types, After after, int limit) {
        Select select = new Select(LIST, after.submittedAt(), after.id());
        if (types != null) {
            select.add(" and business_type = any(?)", sql.texts(types, type -> type));
        }
        select.add(" order by create_time desc, id desc limit ?", limit);
        return sql.query(
                select.text(),
                row -> new Failed(
                        row.getLong("id"),
                        new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                        row.getLong("revision"),
                        row.getString("error"),
                        Session.instant(row, "create_time"),
                        row.getInt("attempts")),
                select.parameters());
    }

    /** The check of a document's newest submission; empty where there is none. */
    public Optional<Checked> find(BusinessKey key) {
        return sql.queryOne(
                FIND,
                row -> {
                    String sections = row.getString("sections");
                    Content content = sections == null
                            ? null
                            : new Content(
                                    row.getString("title"),
                                    sections,
                                    row.getString("signals"),
                                    row.getString("user_id"),
                                    row.getString("phone"),
                                    row.getString("locale"),
                                    row.getString("work_order_id"));
                    return new Checked(
                            row.getLong("revision"),
                            CheckState.ofCode(row.getInt("state")),
                            row.getString("hash"),
                            row.getString("error"),
                            row.getInt("attempts"),
                            content);
                },
                key.businessType(),
                key.businessId());
    }
}
