package org.dupcheck.notifier.channels;

import java.time.Duration;
import org.dupcheck.runtime.settings.Require;

/**
 * When messages to people leave the house.
 *
 * @param unreadAfter how long the message on the site may stay unread before another channel repeats it; zero: it does so at once
 * @param mergeWithin messages to one person about one submission that are told within that time become one; zero: none do.
 *     What is to go at once waits for so long
 * @param expireAfter what could not go for so long is void: it is no news any more
 * @param quiet when what disturbs waits for the morning
 * @param limits of what goes to one address, and of one business type
 */
public record DeliverySettings(
        Duration unreadAfter, Duration mergeWithin, Duration expireAfter, QuietHours quiet, SendLimits limits) {
    public static final Duration DEFAULT_UNREAD_AFTER = Duration.ofMinutes(10);
    public static final Duration DEFAULT_MERGE_WITHIN = Duration.ofMinutes(1);
    public static final Duration DEFAULT_EXPIRE_AFTER = Duration.ofDays(2);

    public DeliverySettings {
        Require.that(!unreadAfter.isNegative(), "unreadAfter: zero or more expected, not " + unreadAfter);
        Require.that(!mergeWithin.isNegative(), "mergeWithin: zero or more expected, not " + mergeWithin);
        Require.aMillisecond(expireAfter, "expireAfter");
    }

    /** The defaults. */
    public static DeliverySettings defaults() {
        return new DeliverySettings(
                DEFAULT_UNREAD_AFTER,
                DEFAULT_MERGE_WITHIN,
                DEFAULT_EXPIRE_AFTER,
                QuietHours.parse(QuietHours.DEFAULT_HOURS, QuietHours.DEFAULT_ZONE),
                SendLimits.DEFAULT);
    }
}
