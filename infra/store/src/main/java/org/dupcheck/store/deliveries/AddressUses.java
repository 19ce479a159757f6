package org.dupcheck.store.deliveries;

import java.time.Duration;
import java.util.Optional;
import org.dupcheck.store.sql.Sql;

/**
 * How often messages to people have gone to an address, and for a business type, in the last day. Whoever counts holds a lock to the
 * end of the transaction, so that two who send at once cannot both be the last one.
 */
public final class AddressUses {
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('address use ' || ?, 0))";

    /** When the oldest of so many is no longer within the time; a message counts once, whatever its attempts. */
    private static final String UNTIL_FREE = """
            select cast(ceil(1000 * extract(epoch from used_at - clock_timestamp())) as bigint) + ? as millis
              from address_use
             where channel = ? and %s = ? and delivery_id <> ?
               and used_at > clock_timestamp() - ? * interval '1 millisecond'
             order by used_at desc offset ? limit 1
            """;

    private static final String OF_RECIPIENT = UNTIL_FREE.formatted("recipient");
    private static final String OF_TYPE = UNTIL_FREE.formatted("business_type");

    private static final String USE = """
            insert into address_use (delivery_id, channel, recipient, business_type, used_at)
            values (?, ?, ?, ?, clock_timestamp())
                on conflict (delivery_id) do update set used_at = excluded.used_at
            """;

    private static final String PURGE = """
            delete from address_use where delivery_id in (
                select delivery_id from address_use where used_at < clock_timestamp() - interval '1 day'
                 order by used_at limit ? for update skip locked)
            """;

    private final Sql sql;

    public AddressUses(Sql sql) {
        this.sql = sql;
    }

    /**
     * How long a message has to wait so that no more than so many go to its address within the time; empty where it may go.
     *
     * @param most at least 1
     * @param within up to a day
     */
    public Optional<Duration> untilRecipientIsFree(OpenDelivery delivery, int most, Duration within) {
        return untilFree(OF_RECIPIENT, delivery, delivery.recipient(), most, within);
    }

    /** The same for its business type. */
    public Optional<Duration> untilTypeIsFree(OpenDelivery delivery, int most, Duration within) {
        return untilFree(OF_TYPE, delivery, delivery.key().businessType(), most, within);
    }

    private Optional<Duration> untilFree(
            String statement, OpenDelivery delivery, String of, int most, Duration within) {
        var unused = sql.queryOne(LOCK, row -> true, delivery.channel() + " " + of);
        return sql.queryOne(
                statement,
                row -> Duration.ofMillis(Math.max(1, row.getLong("millis"))),
                within.toMillis(),
                delivery.channel(),
                of,
                delivery.deliveryId(),
                within.toMillis(),
                most - 1);
    }

    /** A message is about to go. */
    public void use(OpenDelivery delivery) {
        sql.update(
                USE,
                delivery.deliveryId(),
                delivery.channel(),
                delivery.recipient(),
                delivery.key().businessType());
    }

    /** It certainly did not go. */
    public void release(String deliveryId) {
        sql.update("delete from address_use where delivery_id = ?", deliveryId);
    }

    /**
     * Forgets what is older than a day.
     *
     * @return how many, at most {@code limit}
     */
    public int purge(int limit) {
        return sql.update(PURGE, limit);
    }
}
