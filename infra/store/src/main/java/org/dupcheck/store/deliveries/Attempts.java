package org.dupcheck.store.deliveries;

import java.time.Duration;
import java.time.Instant;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * How attempts at a message begin and end. Begin and usual end are one statement each, together with the row of what is
 * due: they are most of what a message costs the database.
 */
public final class Attempts {
    private static final String BEGIN = """
            with mine as (
                update due set due_at = clock_timestamp() + ? * interval '1 millisecond', claim = nextval('due_claim')
                 where kind = ? and subject = ? and claim = ?
                returning subject),
            marked as (
                update delivery d
                   set state = 'SENDING', attempts = attempts + 1, via = ?, asked = 0, updated_at = ?, begun_claim = ?
                  from mine where d.delivery_id = mine.subject
                returning d.delivery_id, d.channel, d.recipient, d.business_type, d.endpoint_id),
            used as (
                insert into address_use (delivery_id, channel, recipient, business_type, used_at)
                select delivery_id, channel, coalesce(recipient, ''), business_type, clock_timestamp()
                  from marked where endpoint_id is null
                    on conflict (delivery_id) do update set used_at = excluded.used_at)
            select 1 from marked
            """;

    /**
     * The outcome counts even if the attempt was given up in the meantime as one of unknown outcome, unless another attempt
     * was made. The address stays only while it may still be needed.
     */
    private static final String SET_OUTCOME = """
            update delivery
               set state = ?, error = ?, updated_at = ?, recipient = case when ? then recipient end,
                   flagged_at = null
             where delivery_id = ? and attempts = ? and state in ('SENDING', 'UNKNOWN')
            """;

    private static final String SUCCEED = """
            with ended as (%s returning delivery_id)
            delete from due using ended where kind = ? and subject = ended.delivery_id
            """.formatted(SET_OUTCOME);

    /** Also of one that was given up in the meantime, for nothing has been sent. */
    private static final String TAKE_BACK = """
            update delivery set state = 'INTENT', error = ?, updated_at = ?, flagged_at = null
             where delivery_id = ? and attempts = ? and begun_claim = ? and state in ('SENDING', 'UNKNOWN')
            """;

    private static final String GIVE_UP =
            "update delivery set state = ?, error = ?, updated_at = ? where delivery_id = ? and state = 'SENDING'";

    private final Sql sql;

    public Attempts(Sql sql) {
        this.sql = sql;
    }

    /**
     * Begins another attempt at a message that is locked. It is due again after that time; one to a person counts for the limits.
     *
     * @param due the claim
     * @param via by which of its channel's ways
     * @param timeout when nobody will be at the attempt any more
     * @return false where the claim is no longer the caller's, who then has begun nothing
     */
    public boolean begin(Due due, String via, Duration timeout, Instant now) {
        return sql.queryOne(
                        BEGIN,
                        row -> true,
                        timeout.toMillis(),
                        due.kind().name(),
                        due.subject(),
                        due.claim(),
                        via,
                        now,
                        due.claim())
                .isPresent();
    }

    /**
     * Whoever began an attempt has not made it, and cannot tell whether its begin was committed: if so, the message waits again.
     * The number of the attempt stays used. Has no effect on an attempt that somebody else began.
     *
     * @param due the claim that it was begun by
     * @param attempt its number, from 1
     * @return false where it was not committed, or another attempt has been made since
     */
    public boolean takeBack(Due due, int attempt, String error, Instant now) {
        return sql.update(TAKE_BACK, error, now, due.subject(), attempt, due.claim()) > 0;
    }

    /**
     * Writes that the channel has taken a message, which ends it, or has delivered it. No more than one statement, and so a
     * transaction of its own where the caller has none. Has no effect where another attempt has been made since, or it had an
     * end already.
     *
     * @param attempt its number, from 1
     * @param state {@link DeliveryState#SENT} or {@link DeliveryState#DELIVERED}
     */
    public void succeed(DueKind kind, String deliveryId, int attempt, DeliveryState state, Instant now) {
        sql.update(SUCCEED, state.name(), null, now, false, deliveryId, attempt, kind.name());
    }

    /**
     * Writes how an attempt ended.
     *
     * @param attempt its number, from 1
     * @return false where another attempt has been made since, or it had an end already
     */
    public boolean setOutcome(
            String deliveryId, int attempt, DeliveryState state, @Nullable String error, Instant now) {
        return sql.update(SET_OUTCOME, state.name(), error, now, !state.isEnd(), deliveryId, attempt) > 0;
    }

    /** Nobody saw the attempt end: whoever made it died over it, or hangs. */
    public void giveUp(String deliveryId, DeliveryState state, String error, Instant now) {
        sql.update(GIVE_UP, state.name(), error, now, deliveryId);
    }
}
