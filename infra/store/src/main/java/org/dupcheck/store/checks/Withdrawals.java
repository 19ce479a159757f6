package org.dupcheck.store.checks;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Submission;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.Session;

/** Writes withdrawals into {@code check_task}. Thread-safe. */
public final class Withdrawals {
    /**
     * Taken before a withdrawal: waits for the notifier where it is deciding about this document, so that the statement
     * after it sees what was decided. A subquery would see the state of before the wait.
     */
    private static final String LOCK =
            "select 1 from check_task where business_type = ? and business_id = ? for update";

    /** One that came too late still takes back what is older than it and has not begun. */
    private static final String REMEMBER_LATE = """
            update check_task set late_withdrawal = greatest(late_withdrawal, ?)
             where business_type = ? and business_id = ? and revision < ?
            """;

    /** What has been submitted cannot be taken back by a withdrawal. */
    private static final String NOT_SUBMITTED = """
             and not exists (
                   select from work_order w
                    where w.business_type = t.business_type and w.business_id = t.business_id
                      and w.revision = t.revision and w.state = 'SUBMITTED')
            """;

    /**
     * A withdrawal wins over a submission of the same revision that came before it. One that is sent again after it is
     * another matter, also where the withdrawal is delivered a second time.
     */
    private static final String WITHDRAW = """
            insert into check_task as t (business_type, business_id, revision, mode, title, record_partition,
                                         record_offset, record_time, create_time, update_time, state)
            values (?, ?, ?, 'WITHDRAW', ?, ?, ?, ?, ?, ?, 5)
            on conflict (business_type, business_id) do update set
                revision = excluded.revision, mode = excluded.mode, title = coalesce(excluded.title, t.title),
                hash = null,
                record_partition = case when %1$s then excluded.record_partition else t.record_partition end,
                record_offset = case when %1$s then excluded.record_offset else t.record_offset end,
                record_time = case when %1$s then excluded.record_time else t.record_time end,
                create_time = excluded.create_time, update_time = excluded.update_time, state = 5,
                result_state = null, result = null, verdict_id = null, error = null
            where (t.revision < excluded.revision
                or (t.revision = excluded.revision and t.state <> 5 and %1$s))
            """.formatted(LogPosition.ROW_IS_BEFORE_EXCLUDED) + NOT_SUBMITTED;

    /**
     * Without a row there is nothing to withdraw, but the row is written all the same: a node that lost its partition
     * may still hold an earlier record of this key, and must find the position that withdraws it.
     */
    private static final String WITHDRAW_BEFORE = """
            insert into check_task as t (business_type, business_id, revision, mode, record_partition, record_offset,
                                         record_time, create_time, update_time, state, withdrawn_by_null)
            values (?, ?, 0, 'WITHDRAW', ?, ?, ?, ?, ?, 5, true)
            on conflict (business_type, business_id) do update set
                withdrawn_by_null = true, record_partition = excluded.record_partition,
                record_offset = excluded.record_offset, record_time = excluded.record_time,
                update_time = excluded.update_time, state = 5,
                result_state = null, result = null, verdict_id = null, error = null
            where %s
            """.formatted(LogPosition.ROW_IS_BEFORE_EXCLUDED) + NOT_SUBMITTED;

    private final Database database;
    private final Clock clock;

    public Withdrawals(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Withdraws what has no greater revision; false where the row says that this changes nothing. */
    public boolean withdraw(Submission withdrawal, LogPosition position) {
        BusinessKey key = withdrawal.key();
        return database.inTransaction(session -> {
            lock(session, key);
            boolean withdrawn = withdraw(session, withdrawal, position);
            if (!withdrawn) {
                session.update(
                        REMEMBER_LATE,
                        withdrawal.revision(),
                        key.businessType(),
                        key.businessId(),
                        withdrawal.revision());
            }
            return withdrawn;
        });
    }

    private boolean withdraw(Session session, Submission withdrawal, LogPosition position) throws SQLException {
        Instant now = clock.instant();
        Parameters parameters = new Parameters(withdrawal.businessType(), withdrawal.businessId())
                .and(withdrawal.revision(), withdrawal.title())
                .and(position.columns())
                .and(now, now);
        return session.update(WITHDRAW, parameters.values()) == 1;
    }

    /** Withdraws what came in records before that one; false where the row came with a later one. */
    public boolean withdrawBefore(BusinessKey key, LogPosition position) {
        Instant now = clock.instant();
        Parameters parameters = new Parameters(key.businessType(), key.businessId())
                .and(position.columns())
                .and(now, now);
        return database.inTransaction(session -> {
            lock(session, key);
            return session.update(WITHDRAW_BEFORE, parameters.values()) == 1;
        });
    }

    private static void lock(Session session, BusinessKey key) throws SQLException {
        session.queryOne(LOCK, row -> true, key.businessType(), key.businessId());
    }
}
