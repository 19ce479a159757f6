package org.dupcheck.store.deliveries;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** The messages that go out of the house, as {@link DeliveryState} says: one a channel and revision. */
public final class Deliveries {
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
    private static final String SET_OUTCOME = """
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

    /** What is being sent is not touched; should its sender have died, it is given up first. */
    private static final String PURGE = """
            delete from delivery where delivery_id in (
                select delivery_id from delivery
                 where created_at < ? and state <> 'SENDING' order by created_at limit ? for update skip locked)
            """;

    private final Sql sql;

    public Deliveries(Sql sql) {
        this.sql = sql;
    }

    /** Lets a message go out once the transaction is committed, if there is none for this channel and revision yet. */
    public void add(Channel channel, BusinessKey key, long revision, String recipient, String body, Instant now) {
        String name = channel + "\n" + key + "\n" + revision;
        sql.update(
                INSERT,
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
                channel.name(),
                key.businessType(),
                key.businessId(),
                revision,
                recipient,
                body,
                now,
                now);
    }

    /** Voids what has not gone out about this and older revisions. */
    public void voidPending(BusinessKey key, long revision, Instant now) {
        sql.update(VOID, now, key.businessType(), key.businessId(), revision);
    }

    /**
     * Claims the oldest one that is due; empty where none is.
     *
     * @param firstPause before the second attempt; it doubles with each
     * @param maxPause between two attempts
     */
    public Optional<ClaimedDelivery> claim(Channel channel, Duration firstPause, Duration maxPause, Instant now) {
        return sql.queryOne(
                CLAIM,
                row -> new ClaimedDelivery(
                        row.getString("delivery_id"),
                        row.getString("recipient"),
                        row.getString("body"),
                        row.getInt("attempts"),
                        row.getBoolean("still_true")),
                channel.name(),
                maxPause.toMillis(),
                firstPause.toMillis(),
                now,
                now);
    }

    /** Writes how an attempt ended. */
    public void setOutcome(String deliveryId, DeliveryState state, @Nullable String error, Instant now) {
        sql.update(SET_OUTCOME, state.name(), error, now, !state.isEnd(), deliveryId);
    }

    /**
     * Deletes what was written before that time, sent or not, with number and text.
     *
     * @return how many, at most {@code limit}
     */
    public int purge(Instant before, int limit) {
        return sql.update(PURGE, before, limit);
    }

    /**
     * Gives those up that were claimed before that time: whoever claimed them died over it.
     *
     * @return how many
     */
    public int giveUpSendingSince(Channel channel, Instant time, Instant now) {
        return sql.update(GIVE_UP, "nobody saw it end; it may have gone out", now, channel.name(), time);
    }
}
