package org.dupcheck.store.deliveries;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.preferences.Way;
import org.dupcheck.store.sql.Sql;
import org.dupcheck.store.workorders.Submitted;
import org.jspecify.annotations.Nullable;

/** The messages whose time has come, as whoever is to send one sees them. */
public final class OpenDeliveries {
    /** A statement of its own: one that waits for the lock would see the rest as it was before the wait. */
    private static final String LOCK = "select 1 from delivery where delivery_id = ? for update";

    /**
     * Whether it is still true is asked at the last moment: the applicant may have decided, sent another text or withdrawn
     * since it was written. A question is true while the order waits for that very content. Anything else that is told to a
     * person is true as long as the site tells it, and no other text was sent since. After a withdrawal it is still true that
     * the module keeps what was withdrawn, and that the withdrawal was in the way of a decision.
     */
    private static final String STILL_TRUE = """
            case when endpoint_id is not null then true
                 when while_state is not null then
                   exists (select from work_order w
                            where w.business_type = d.business_type and w.business_id = d.business_id
                              and w.state = d.while_state)
                  and exists (select from check_task c
                               where c.business_type = d.business_type and c.business_id = d.business_id
                                 and c.state = 2 and c.hash = d.content_hash)
                 else not exists (select from check_task c
                               where c.business_type = d.business_type and c.business_id = d.business_id
                                 and case when c.state = 5 then d.kind <> 'CANCEL_REJECTED'
                                               and (d.kind <> 'DECISION_STALE' or c.revision > d.revision)
                                          else c.revision > d.revision and c.hash is distinct from d.content_hash end)
            end
            and (message_id is null
                 or exists (select from site_message m where m.id = d.message_id and m.voided_at is null))
            """;

    /**
     * What the person wants, and where that one is reached, is as of now: much may have been said since it was written. The
     * submission may name somebody else, where the message is about what came before it.
     */
    private static final String READ = """
            select d.delivery_id, d.channel, d.business_type, d.business_id, d.revision, d.kind, d.state, d.attempts, d.title,
                   d.body, d.via, d.asked, d.flagged_at is not null as flagged,
                   coalesce(d.void_reason = 'MERGED', false) as merged,
                   coalesce(d.recipient, d.endpoint_id, '') as recipient, d.endpoint_id is null as to_person,
                   (%s) as still_true,
                   d.unless_read, m.read_at is not null as read_on_site, p.way, c.email, c.zone, c.locale,
                   s.work_order_id, s.title as document, s.user_id, s.phone, s.locale as submitted_locale,
                   cast(1000 * extract(epoch from clock_timestamp() - coalesce(d.told_at, d.created_at)) as bigint) as age,
                   clock_timestamp() as now
              from delivery d
              left join site_message m on m.id = d.message_id
              left join preference p on p.user_id = m.user_id and p.event = d.kind and p.channel = d.channel
              left join contact c on c.user_id = m.user_id
              left join submission s on d.endpoint_id is null and s.business_type = d.business_type
               and s.business_id = d.business_id and s.revision = d.revision
               and (m.user_id is null or s.user_id = m.user_id)
             where d.delivery_id = ?
            """.formatted(STILL_TRUE);

    private static final String READDRESS = "update delivery set recipient = ?, unless_read = ? where delivery_id = ?";

    /** Who was told by another address has not been told by this one; one that has gone out has its address no more. */
    private static final String NEWER = """
            select n.delivery_id from delivery d join delivery n
                on n.business_type = d.business_type and n.business_id = d.business_id and n.channel = d.channel
               and n.delivery_id <> d.delivery_id and n.endpoint_id is null
               and n.told_at > d.told_at and n.told_at <= d.told_at + ? * interval '1 millisecond'
               and (n.recipient is null or n.recipient = d.recipient)
             where d.delivery_id = ?
             order by n.told_at desc, n.delivery_id limit 10
            """;

    private final Sql sql;

    public OpenDeliveries(Sql sql) {
        this.sql = sql;
    }

    /** Takes the lock of a message to the end of the transaction, and reads it; empty where it is gone. */
    public Optional<OpenDelivery> lock(String deliveryId) {
        return sql.queryOne(LOCK, row -> true, deliveryId)
                .flatMap(locked -> sql.queryOne(READ, OpenDeliveries::open, deliveryId));
    }

    /**
     * Those that came after it within that time: to the same address about the same document, by the same channel. Newest
     * first, ten at most.
     */
    public List<String> newerWithin(OpenDelivery delivery, Duration time) {
        return sql.query(NEWER, row -> row.getString(1), time.toMillis(), delivery.deliveryId());
    }

    /** A message that is locked goes there from now on, and only if it is unread where that is said. */
    public void readdress(String deliveryId, String recipient, boolean unlessRead) {
        sql.update(READDRESS, recipient, unlessRead, deliveryId);
    }

    /** The provider is asked once more what became of a message that is locked. */
    public void setAsked(String deliveryId, Instant now) {
        sql.update("update delivery set asked = asked + 1, updated_at = ? where delivery_id = ?", now, deliveryId);
    }

    /** Nobody can tell what became of one of unknown outcome: an operator is to look. */
    public void flag(String deliveryId, Instant now) {
        sql.update("update delivery set flagged_at = ? where delivery_id = ? and flagged_at is null", now, deliveryId);
    }

    private static OpenDelivery open(ResultSet row) throws SQLException {
        return new OpenDelivery(
                row.getString("delivery_id"),
                row.getString("channel"),
                new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                row.getString("kind"),
                DeliveryState.valueOf(row.getString("state")),
                row.getString("recipient"),
                row.getString("title"),
                row.getString("body"),
                row.getInt("attempts"),
                row.getString("via"),
                row.getInt("asked"),
                row.getBoolean("flagged"),
                row.getBoolean("merged"),
                row.getBoolean("to_person") ? addressee(row) : null,
                row.getBoolean("still_true"),
                Duration.ofMillis(row.getLong("age")),
                Session.instant(row, "now"));
    }

    private static Addressee addressee(ResultSet row) throws SQLException {
        return new Addressee(
                way(row),
                row.getBoolean("unless_read"),
                row.getBoolean("read_on_site"),
                applicant(row),
                Contact.kept(row.getString("email"), row.getString("zone"), row.getString("locale")));
    }

    /** What was chosen, else the default; of an event that only a newer version knows, as it was planned. */
    private static Way way(ResultSet row) throws SQLException {
        String chosen = row.getString("way");
        if (chosen != null) {
            return Way.valueOf(chosen);
        }
        String channel = row.getString("channel");
        Way planned = row.getBoolean("unless_read") ? Way.IF_UNREAD : Way.AT_ONCE;
        return MessageKind.named(row.getString("kind"))
                .map(kind -> Way.byDefault(kind, channel))
                .orElse(planned);
    }

    private static @Nullable Submitted applicant(ResultSet row) throws SQLException {
        String workOrderId = row.getString("work_order_id");
        return workOrderId == null
                ? null
                : new Submitted(
                        new BusinessKey(row.getString("business_type"), row.getString("business_id")),
                        row.getLong("revision"),
                        workOrderId,
                        Objects.requireNonNullElse(row.getString("document"), ""),
                        row.getString("user_id"),
                        row.getString("phone"),
                        row.getString("submitted_locale"));
    }
}
