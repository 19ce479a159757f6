package org.dupcheck.notifier.sms;

import java.time.Duration;
import org.dupcheck.notifier.channels.Tries;
import org.dupcheck.runtime.settings.Require;

/**
 * How messages go out by SMS.
 *
 * @param workers threads that send, at least 1: as many messages are under way at once
 * @param pollInterval how often they look for messages of other nodes and for retries; their own node's are sent at
 *     once
 * @param tries how often a message that the gateway refused for now is offered, and the pauses between
 * @param sendingTimeout after which a message that is being sent counts as one of unknown outcome; longer than the
 *     gateway ever takes
 */
public record SmsSettings(int workers, Duration pollInterval, Tries tries, Duration sendingTimeout) {
    public static final int DEFAULT_WORKERS = 2;
    public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofSeconds(5);
    public static final Tries DEFAULT_TRIES = Tries.doubling(5, Duration.ofSeconds(10), Duration.ofMinutes(10));
    public static final Duration DEFAULT_SENDING_TIMEOUT = Duration.ofMinutes(2);

    public SmsSettings {
        if (workers < 1) {
            throw new IllegalArgumentException("workers: at least 1 expected, not " + workers);
        }
        Require.aMillisecond(pollInterval, "pollInterval");
        Require.aMillisecond(sendingTimeout, "sendingTimeout");
    }

    /** The defaults. */
    public static SmsSettings defaults() {
        return new SmsSettings(DEFAULT_WORKERS, DEFAULT_POLL_INTERVAL, DEFAULT_TRIES, DEFAULT_SENDING_TIMEOUT);
    }
}
