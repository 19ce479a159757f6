package org.dupcheck.notifier;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/**
 * The messages that go out of the house: one a channel and revision. PENDING until somebody claims it, SENDING while
 * only its claimer may send it, then SENT, FAILED, UNKNOWN, or PENDING again after a pause; VOIDED when it is no longer
 * true. Nothing leads from SENDING back to PENDING but the gateway's own word that it did not take the message. Thread-safe.
 */
final class Deliveries {
    private static final String SMS = "SMS";

    private static final String INSERT = """
            insert into delivery (delivery_id, channel, business_type, business_id, revision, recipient, body, state,
                                  created_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, ?) on conflict do nothing
            """;

    /**
     * Claims the oldest one that is due. Whether it is still true is asked at the last moment: the applicant may have
     * decided, sent a newer revision or withdrawn since it was written.
     */
    private static final String CLAIM = """
            with due as (
                select delivery_id from delivery
                 where state = 'PENDING' and channel = ?
                   and (attempts = 0
                        or updated_at + least(?, ? * power(2, attempts - 1)) * interval '1 millisecond' <= ?)
                 order by created_at limit 1 for update skip locked),
            judged as (
                select d.delivery_id,
                       exists (select from work_order w
                                where w.business_type = d.business_type and w.business_id = d.business_id
                                  and w.revision = d.revision and w.state = 'AWAITING_CONFIRMATION')
                       and exists (select from check_task c
                                    where c.business_type = d.business_type and c.business_id = d.business_id
                                      and c.revision = d.revision and c.state = 2) as still_true
                  from delivery d join due on d.delivery_id = due.delivery_id)
            update delivery d
               set state = case when j.still_true then 'SENDING' else 'VOIDED' end,
                   recipient = case when j.still_true then d.recipient end,
                   attempts = d.attempts + case when j.still_true then 1 else 0 end, updated_at = ?
              from judged j
             where d.delivery_id = j.delivery_id
            returning d.delivery_id, coalesce(d.recipient, '') as recipient, d.body, d.attempts, j.still_true
            """;

    /**
     * The outcome counts even if the claim was given up in the meantime as one of unknown outcome. The number stays only
     * while it may still be needed.
     */
    private static final String SETTLE = """
            update delivery
               set state = ?, error = ?, updated_at = ?, recipient = case when ? then recipient end
             where delivery_id = ? and state in ('SENDING', 'UNKNOWN')
            """;

    private static final String GIVE_UP = """
            update delivery set state = 'UNKNOWN', error = ?, updated_at = ?
             where state = 'SENDING' and channel = ? and updated_at <= ?
            """;

    private static final String VOID = """
            update delivery set state = 'VOIDED', updated_at = ?, recipient = null
             where business_type = ? and business_id = ? and revision <= ? and state = 'PENDING'
            """;

    private final Database database;
    private final Clock clock;

    Deliveries(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A message that only the caller may send.
     *
     * @param attempts this one included
     * @param stillTrue false where it was voided instead
     */
    record Claimed(String deliveryId, String recipient, String body, int attempts, boolean stillTrue) {
        /** Without personal data. */
        @Override
        public String toString() {
            return "Claimed[" + deliveryId + ", attempt " + attempts + "]";
        }
    }

    /** How a delivery stands after an attempt; the names are what {@code delivery.state} holds. */
    enum State {
        PENDING(false),
        SENT(true),
        FAILED(true),
        /** It may turn out yet. */
        UNKNOWN(false);

        private final boolean end;

        State(boolean end) {
            this.end = end;
        }
    }

    /** Lets an SMS go out once the transaction is committed, if there is none for this revision yet. */
    void sms(Session session, Submitted submitted, String phone, String text, Instant now) throws SQLException {
        BusinessKey key = submitted.key();
        String name = SMS + "\n" + key + "\n" + submitted.revision();
        session.update(
                INSERT,
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                SMS,
                key.businessType(),
                key.businessId(),
                submitted.revision(),
                phone,
                text,
                now,
                now);
    }

    /** Voids what has not gone out about this and older revisions. */
    void voidPending(Session session, BusinessKey key, long revision, Instant now) throws SQLException {
        session.update(VOID, now, key.businessType(), key.businessId(), revision);
    }

    /** Empty where nothing is due. */
    Optional<Claimed> claimSms(RetryPolicy retry) {
        Instant now = clock.instant();
        return database.inTransaction(session -> session.queryOne(
                CLAIM,
                row -> new Claimed(
                        row.getString("delivery_id"),
                        row.getString("recipient"),
                        row.getString("body"),
                        row.getInt("attempts"),
                        row.getBoolean("still_true")),
                SMS,
                retry.maxDelay().toMillis(),
                retry.firstDelay().toMillis(),
                now,
                now));
    }

    void settle(String deliveryId, State state, @Nullable String error) {
        Instant now = clock.instant();
        database.inTransaction(session -> session.update(SETTLE, state.name(), error, now, !state.end, deliveryId));
    }

    /** Gives those up that were claimed longer ago than that: whoever claimed them died over it. */
    int giveUpSmsSendingFor(Duration timeout) {
        Instant now = clock.instant();
        return database.inTransaction(session ->
                session.update(GIVE_UP, "nobody saw it end; it may have gone out", now, SMS, now.minus(timeout)));
    }
}
