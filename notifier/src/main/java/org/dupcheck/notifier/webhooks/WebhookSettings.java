package org.dupcheck.notifier.webhooks;

import java.time.Duration;
import java.util.stream.Stream;
import org.dupcheck.notifier.channels.Tries;
import org.dupcheck.notifier.outgoing.HttpSettings;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.runtime.settings.Require;

/**
 * How business modules are called.
 *
 * @param rules which addresses are called
 * @param workers threads that call
 * @param pollInterval how often messages of other nodes and those to be offered again are looked for
 * @param timeout over a whole exchange
 * @param tries how often a message is offered that was not taken
 * @param maxRetryAfter what a receiver may ask for at most
 */
public record WebhookSettings(
        OutgoingRules rules,
        int workers,
        Duration pollInterval,
        Duration timeout,
        Tries tries,
        Duration maxRetryAfter) {
    public static final int DEFAULT_WORKERS = 4;
    public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofSeconds(1);
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);

    /** Eight tries over a day. */
    public static final Tries DEFAULT_TRIES = new Tries(
            Stream.of("PT5S", "PT1M", "PT5M", "PT30M", "PT2H", "PT6H", "PT15H")
                    .map(Duration::parse)
                    .toList(),
            0.2);

    public static final Duration DEFAULT_MAX_RETRY_AFTER = Duration.ofHours(6);

    public WebhookSettings {
        Require.that(workers >= 1, "workers: at least 1 expected, not " + workers);
        Require.aMillisecond(pollInterval, "pollInterval");
        Require.aMillisecond(timeout, "timeout");
        Require.aMillisecond(maxRetryAfter, "maxRetryAfter");
    }

    /** The defaults. */
    public static WebhookSettings defaults() {
        return new WebhookSettings(
                OutgoingRules.STRICT,
                DEFAULT_WORKERS,
                DEFAULT_POLL_INTERVAL,
                DEFAULT_TIMEOUT,
                DEFAULT_TRIES,
                DEFAULT_MAX_RETRY_AFTER);
    }

    /** For connecting a third of the whole time: a server may have more than one address. */
    HttpSettings http() {
        return new HttpSettings(rules, Duration.ofMillis(Math.max(1, timeout.toMillis() / 3)), timeout, workers);
    }

    /** When nobody can be at it any more. */
    Duration sendingTimeout() {
        return timeout.multipliedBy(2).plusSeconds(30);
    }
}
