package org.dupcheck.store.operators;

import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
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
