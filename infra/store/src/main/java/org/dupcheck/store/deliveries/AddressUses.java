package org.dupcheck.store.deliveries;

import java.time.Duration;
import java.util.Optional;
import org.dupcheck.store.sql.Sql;

/**
 * How often messages to people have gone to an address, and for a business type, in the last day; {@link Attempts#begin} counts them. Whoever asks holds a lock to the
 * end of the transaction, so that two who send at once cannot both be the last one.
 */
public final class AddressUses {
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('address use ' || ?, 0))";

    /**
     * When of each time the oldest of so many is no longer within it, the later of the two; a message counts once, whatever its
     * attempts.
     */
    private static final String UNTIL_FREE = """
            select greatest(1, cast(ceil(1000 * extract(epoch from max(free.at) - clock_timestamp())) as bigint)) as millis
              from (values (cast(? as integer), interval '1 hour'), (cast(? as integer), interval '1 day')) l (most, within),
                   lateral (select u.used_at + l.within as at from address_use u
                             where l.most > 0 and u.channel = ? and u.%s = ? and u.delivery_id <> ?
                               and u.used_at > clock_timestamp() - l.within
                             order by u.used_at desc offset greatest(l.most - 1, 0) limit 1) free
            having max(free.at) is not null
            """;

    private static final String OF_RECIPIENT = UNTIL_FREE.formatted("recipient");
    private static final String OF_TYPE = UNTIL_FREE.formatted("business_type");

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
     * How many may go; of each 0: any number.
     *
     * @param perHour 0 or more
     * @param perDay 0 or more
     */
    public record Limit(int perHour, int perDay) {
        boolean isNone() {
            return perHour == 0 && perDay == 0;
        }
    }

    /** How long a message has to wait so that no more go to its address; empty where it may go. */
    public Optional<Duration> untilRecipientIsFree(OpenDelivery delivery, Limit limit) {
        return untilFree(OF_RECIPIENT, delivery, delivery.recipient(), limit);
    }

    /** The same for its business type. */
    public Optional<Duration> untilTypeIsFree(OpenDelivery delivery, Limit limit) {
        return untilFree(OF_TYPE, delivery, delivery.key().businessType(), limit);
    }

    private Optional<Duration> untilFree(String statement, OpenDelivery delivery, String of, Limit limit) {
        if (limit.isNone()) {
            return Optional.empty();
        }
        var unused = sql.queryOne(LOCK, row -> true, delivery.channel() + " " + of);
        return sql.queryOne(
                statement,
                row -> Duration.ofMillis(row.getLong("millis")),
                limit.perHour(),
                limit.perDay(),
                delivery.channel(),
                of,
                delivery.deliveryId());
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
