package org.dupcheck.store.checks;

import java.time.Clock;
import java.time.Instant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Submission;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.topics.LogPosition;
import org.jspecify.annotations.Nullable;

/** Writes withdrawals into {@code check_task}. Thread-safe. */
public final class Withdrawals {
    /**
     * A withdrawal wins over a submission of the same revision that came before it. One that is sent again after it is
     * another matter, also where the withdrawal is delivered a second time.
     */
    private static final String WITHDRAW = """
            insert into check_task as t (business_type, business_id, revision, mode, title, record_partition,
                                         record_offset, record_time, create_time, update_time, withdrawn_by, state)
            values (?, ?, ?, 'WITHDRAW', ?, ?, ?, ?, ?, ?, ?, 5)
            on conflict (business_type, business_id) do update set
                revision = excluded.revision, mode = excluded.mode, title = coalesce(excluded.title, t.title),
                hash = null,
                record_partition = case when %1$s then excluded.record_partition else t.record_partition end,
                record_offset = case when %1$s then excluded.record_offset else t.record_offset end,
                record_time = case when %1$s then excluded.record_time else t.record_time end,
                create_time = excluded.create_time, update_time = excluded.update_time, state = 5,
                withdrawn_by = excluded.withdrawn_by,
                result_state = null, result = null, verdict_id = null, error = null
            where (t.revision < excluded.revision
                or (t.revision = excluded.revision and t.state <> 5 and %1$s))
            """.formatted(LogPosition.ROW_IS_BEFORE_EXCLUDED);

    /**
     * Without a row there is nothing to withdraw, but the row is written all the same: a node that lost its partition
     * may still hold an earlier record of this key, and must find the position that withdraws it.
     */
    private static final String WITHDRAW_BEFORE = """
            insert into check_task as t (business_type, business_id, revision, mode, record_partition, record_offset,
                                         record_time, create_time, update_time, withdrawn_by, state, withdrawn_by_null)
            values (?, ?, 0, 'WITHDRAW', ?, ?, ?, ?, ?, ?, 5, true)
            on conflict (business_type, business_id) do update set
                withdrawn_by_null = true, withdrawn_by = excluded.withdrawn_by, record_partition = excluded.record_partition,
                record_offset = excluded.record_offset, record_time = excluded.record_time,
                update_time = excluded.update_time, state = 5,
                result_state = null, result = null, verdict_id = null, error = null
            where %s
            """.formatted(LogPosition.ROW_IS_BEFORE_EXCLUDED);

    private final Database database;
    private final Clock clock;

    public Withdrawals(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Withdraws what has no greater revision; false where the row says that this changes nothing.
     *
     * @param by who had it sent, for the audit log; null where that is not said
     */
    public boolean withdraw(Submission withdrawal, LogPosition position, @Nullable String by) {
        Instant now = clock.instant();
        Parameters parameters = new Parameters(withdrawal.businessType(), withdrawal.businessId())
                .and(withdrawal.revision(), withdrawal.title())
                .and(position.columns())
                .and(now, now, by);
        return database.inTransaction(session -> session.update(WITHDRAW, parameters.values()) == 1);
    }

    /**
     * Withdraws what came in records before that one; false where the row came with a later one.
     *
     * @param by as for {@link #withdraw}
     */
    public boolean withdrawBefore(BusinessKey key, LogPosition position, @Nullable String by) {
        Instant now = clock.instant();
        Parameters parameters = new Parameters(key.businessType(), key.businessId())
                .and(position.columns())
                .and(now, now, by);
        return database.inTransaction(session -> session.update(WITHDRAW_BEFORE, parameters.values()) == 1);
    }
}
