package org.dupcheck.store.deliveries;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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

/** Messages of all channels as operators see them, without address and text; and sending one again. */
public final class DeliveryViews {
    /** Where an address came from that went with the end of a message. */
    private static final String ADDRESS = """
            (select case d.channel when 'SMS' then s.phone
                                   when 'EMAIL' then (select c.email from contact c where c.user_id = s.user_id) end
               from submission s
              where s.business_type = d.business_type and s.business_id = d.business_id and s.revision = d.revision)
            """;

    private static final String SELECT = """
            select d.delivery_id, d.channel, d.business_type, d.business_id, d.revision, d.kind, d.state, d.attempts,
                   d.error, d.created_at, d.updated_at, d.endpoint_id,
                   case when d.endpoint_id is null then coalesce(d.recipient, %s) is not null
                        else exists (select from webhook_endpoint e
                                      where e.endpoint_id = d.endpoint_id and e.disabled_at is null) end as has_address
              from delivery d
            """.formatted(ADDRESS);

    private static final String FIND = SELECT + " where d.delivery_id = ?";

    private static final String LOCK = "select 1 from delivery where delivery_id = ? for update";

    /**
     * The attempts of a message to a person go on counting: should the one of unknown outcome turn out yet, it is not taken
     * for the new one. The address went with the end, and stands where it came from. It is to be told as of now.
     */
    private static final String RESEND = """
            update delivery d
               set state = 'INTENT', error = null, updated_at = ?, told_at = clock_timestamp(), void_reason = null,
                   attempts = case when d.endpoint_id is null then d.attempts else 0 end,
                   recipient = coalesce(d.recipient, %s)
             where d.delivery_id = ?
            """.formatted(ADDRESS);

    private final Sql sql;
    private final DueTable due;

    public DeliveryViews(Sql sql) {
        this.sql = sql;
        this.due = new DueTable(sql);
    }

    /**
     * A message.
     *
     * @param channel such as SMS or WEBHOOK
     * @param kind what it tells
     * @param error why the last attempt failed; null where it did not
     * @param endpointId of a webhook; null of another
     * @param hasAddress whether it is known where to send it, and the webhook is not disabled
     */
    public record Listed(
            String deliveryId,
            String channel,
            BusinessKey key,
            long revision,
            @Nullable String kind,
            DeliveryState state,
            int attempts,
            @Nullable String error,
            Instant createdAt,
            Instant updatedAt,
            @Nullable String endpointId,
            boolean hasAddress) {
        /** Whether it came to no good end, so that an operator may send it again. */
        public boolean isUnsettled() {
            return state == DeliveryState.FAILED || state == DeliveryState.UNKNOWN;
        }
    }

    /** Which are wanted; null for all. */
    public record Filter(
            @Nullable String channel,
            @Nullable DeliveryState state,
            @Nullable String businessType,
            @Nullable String endpointId) {}

    /** Where the page before ended. */
    public record After(Instant createdAt, String deliveryId) {}

    /** Messages, newest first. */
    public List<Listed> list(Filter filter, After after, int limit) {
        Select select = new Select(
                SELECT + " where (d.created_at, d.delivery_id) < (?, ?)", after.createdAt(), after.deliveryId());
        if (filter.state() != null) {
            // as a constant, so that the index of the few that came to no good end is found
            select.add(" and d.state = '" + filter.state().name() + "'");
        }
        select.addIfGiven(" and d.channel = ?", filter.channel())
                .addIfGiven(" and d.business_type = ?", filter.businessType())
                .addIfGiven(" and d.endpoint_id = ?", filter.endpointId())
                .add(" order by d.created_at desc, d.delivery_id desc limit ?", limit);
        return sql.query(select.text(), DeliveryViews::listed, select.parameters());
    }

    /** Whether there is a message of that channel. */
    public boolean isUsed(String channel) {
        return sql.queryOne("select 1 from delivery where channel = ? limit 1", row -> true, channel)
                .orElse(false);
    }

    private static Listed listed(ResultSet row) throws SQLException {
        return new Listed(
                row.getString("delivery_id"),
                row.getString("channel"),
                new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                row.getLong("revision"),
                row.getString("kind"),
                DeliveryState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getString("error"),
                Session.instant(row, "created_at"),
                Session.instant(row, "updated_at"),
                row.getString("endpoint_id"),
                row.getBoolean("has_address"));
    }

    /** Empty where there is none, or it is kept no longer. */
    public Optional<Listed> find(String deliveryId) {
        return sql.queryOne(FIND, DeliveryViews::listed, deliveryId);
    }

    /** As {@link #find}, with the message's lock to the end of the transaction. */
    public Optional<Listed> lock(String deliveryId) {
        return sql.queryOne(LOCK, row -> true, deliveryId).flatMap(locked -> find(deliveryId));
    }

    /** Lets a message go out again that is locked and is not just being sent. It goes only if it is still true. */
    public void resend(Listed message, Instant now) {
        sql.update(RESEND, now, message.deliveryId());
        due.schedule(DueKind.ofChannel(message.channel()), message.deliveryId(), message.endpointId(), Duration.ZERO);
    }
}
