package org.dupcheck.store.deliveries;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.due.DueTable;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.sql.Sql;

/**
 * The messages that go out of the house, as {@link DeliveryState} says: one for each channel, document and occasion. When one
 * goes stands in {@link DueTable}, under {@link DueKind#ofChannel}; its subject is the delivery's id.
 */
public final class Deliveries {
    /** One that was voided before it went out goes after all, where the same is to be said once more. */
    private static final String ADD = """
            insert into delivery as d (delivery_id, channel, business_type, business_id, revision, occasion, kind,
                                       content_hash, while_state, recipient, endpoint_id, title, body, message_id,
                                       unless_read, state, created_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'INTENT', ?, ?)
                on conflict (channel, business_type, business_id, occasion) do update
               set state = 'INTENT', attempts = 0, error = null, revision = excluded.revision,
                   recipient = excluded.recipient, title = excluded.title, body = excluded.body,
                   while_state = excluded.while_state, updated_at = excluded.updated_at,
                   content_hash = excluded.content_hash, message_id = excluded.message_id,
                   unless_read = excluded.unless_read, told_at = clock_timestamp(), void_reason = null, asked = 0
             where d.state = 'VOIDED'
            returning d.delivery_id
            """;

    /**
     * One that may yet go, or go once more by the provider's word, repeats from now on the message that stands on the site. The
     * one of before may be void, though the same is asked again.
     */
    private static final String FOLLOW = """
            update delivery d
               set message_id = n.message_id, revision = greatest(d.revision, n.revision),
                   recipient = case when d.state = 'INTENT' then n.recipient else d.recipient end,
                   title = n.title, body = n.body
              from (select cast(? as bigint) as message_id, cast(? as bigint) as revision, cast(? as text) as recipient,
                           cast(? as text) as title, cast(? as text) as body) n
             where channel = ? and business_type = ? and business_id = ? and occasion = ?
               and state in ('INTENT', 'SENDING', 'UNKNOWN')
            """;

    private static final String VOID_ONE =
            "update delivery set state = 'VOIDED', void_reason = ?, updated_at = ?, recipient = null"
                    + " where delivery_id = ?";

    private static final String VOID = """
            update delivery set state = 'VOIDED', void_reason = 'RECALLED', updated_at = ?, recipient = null
             where business_type = ? and business_id = ? and revision <= ? and state = 'INTENT'
               and endpoint_id is null and (while_state is not null or kind = any (?::text[]))
            """;

    private static final String VOID_OF_ENDPOINT = """
            update delivery set state = 'VOIDED', error = ?, updated_at = ?
             where endpoint_id = ? and state = 'INTENT'
            """;

    private static final String LIST = """
            select delivery_id, endpoint_id, business_type, business_id, revision, kind, state, attempts, error,
                   created_at, updated_at
              from delivery
             where endpoint_id is not null and (?::text is null or business_type = ?)
               and (?::text is null or state = ?) and (?::text is null or endpoint_id = ?)
               and (created_at, delivery_id) < (?, ?)
             order by created_at desc, delivery_id desc limit ?
            """;

    /** Not while somebody is at it. */
    private static final String RESEND = """
            update delivery set state = 'INTENT', attempts = 0, error = null, updated_at = ?
             where delivery_id = ? and endpoint_id is not null and state <> 'SENDING'
            returning endpoint_id
            """;

    /** What is being sent is not touched; should its sender have died, it is given up first. */
    private static final String PURGE = """
            delete from delivery where delivery_id in (
                select delivery_id from delivery
                 where created_at < ? and state <> 'SENDING' order by created_at limit ? for update skip locked)
            """;

    private final Sql sql;
    private final DueTable due;

    public Deliveries(Sql sql) {
        this.sql = sql;
        this.due = new DueTable(sql);
    }

    /**
     * Lets a message go out once the transaction is committed and its delay is over, unless it went, failed or waits already for this occasion.
     *
     * @return whether there is something to send
     */
    public boolean add(NewDelivery message, Instant now) {
        NewDelivery.Truth truth = message.truth();
        Optional<String> added = sql.queryOne(
                ADD,
                row -> row.getString(1),
                idOf(message),
                message.channel(),
                message.key().businessType(),
                message.key().businessId(),
                message.revision(),
                message.occasion(),
                message.kind(),
                truth == null ? null : truth.contentHash(),
                truth == null || truth.state() == null ? null : truth.state().name(),
                message.recipient(),
                message.endpointId(),
                message.title(),
                message.body(),
                message.timing().messageId(),
                message.timing().unlessRead(),
                now,
                now);
        if (added.isEmpty() && message.endpointId() == null) {
            follow(message);
        }
        added.ifPresent(id -> due.schedule(
                DueKind.ofChannel(message.channel()),
                id,
                message.endpointId(),
                message.timing().delay()));
        return added.isPresent();
    }

    private void follow(NewDelivery message) {
        sql.update(
                FOLLOW,
                message.timing().messageId(),
                message.revision(),
                message.recipient(),
                message.title(),
                message.body(),
                message.channel(),
                message.key().businessType(),
                message.key().businessId(),
                message.occasion());
    }

    /** The same for the same occasion, for ever and on every node: receivers tell repeated messages by it. */
    private static String idOf(NewDelivery message) {
        String name = message.channel() + "\n" + message.key() + "\n" + message.occasion();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Voids a message that is locked and is not to go; nothing is due of it any more. */
    public void setVoided(OpenDelivery delivery, VoidReason reason, Instant now) {
        sql.update(VOID_ONE, reason.name(), now, delivery.deliveryId());
        due.cancel(DueKind.ofChannel(delivery.channel()), List.of(delivery.deliveryId()));
    }

    /** Recalls what has not gone out to people about this and older revisions, and what a new outcome makes untrue or pointless. */
    public void voidPending(BusinessKey key, long revision, Instant now) {
        Array kinds = sql.texts(MessageKind.OVERTAKABLE, MessageKind::name);
        sql.update(VOID, now, key.businessType(), key.businessId(), revision, kinds);
    }

    /**
     * Recalls what has not gone out to people about this and older revisions: they were withdrawn. Whoever has decided in vain is
     * told all the same, for it may be the withdrawal that was in the way.
     */
    public void voidAll(BusinessKey key, long revision, Instant now) {
        Set<MessageKind> recalled = EnumSet.complementOf(EnumSet.of(MessageKind.DECISION_STALE));
        Array kinds = sql.texts(recalled, MessageKind::name);
        sql.update(VOID, now, key.businessType(), key.businessId(), revision, kinds);
    }

    /** Voids what waits for an endpoint that takes nothing any more. */
    public void voidOfEndpoint(String endpointId, String reason, Instant now) {
        sql.update(VOID_OF_ENDPOINT, reason, now, endpointId);
    }

    /** Deliveries to webhooks, newest first. */
    public List<WebhookDelivery> toWebhooks(WebhookDelivery.Filter filter, WebhookDelivery.After after, int limit) {
        return sql.query(
                LIST,
                Deliveries::toWebhook,
                filter.businessType(),
                filter.businessType(),
                filter.state() == null ? null : filter.state().name(),
                filter.state() == null ? null : filter.state().name(),
                filter.endpointId(),
                filter.endpointId(),
                after.createdAt(),
                after.deliveryId(),
                limit);
    }

    private static WebhookDelivery toWebhook(ResultSet row) throws SQLException {
        return new WebhookDelivery(
                row.getString("delivery_id"),
                row.getString("endpoint_id"),
                row.getString("kind"),
                row.getString("business_type"),
                row.getString("business_id"),
                row.getLong("revision"),
                DeliveryState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getString("error"),
                Session.instant(row, "created_at"),
                Session.instant(row, "updated_at"));
    }

    /**
     * Sends a webhook's message again, with all its tries, whatever has become of it.
     *
     * @return false where it is just being sent
     */
    public boolean resendToWebhook(String channel, String deliveryId, Instant now) {
        Optional<String> endpoint = sql.queryOne(RESEND, row -> row.getString(1), now, deliveryId);
        endpoint.ifPresent(id -> due.schedule(DueKind.ofChannel(channel), deliveryId, id, Duration.ZERO));
        return endpoint.isPresent();
    }

    /**
     * Deletes what was written before that time, sent or not, with address and text.
     *
     * @return how many, at most {@code limit}
     */
    public int purge(Instant before, int limit) {
        return sql.update(PURGE, before, limit);
    }
}
