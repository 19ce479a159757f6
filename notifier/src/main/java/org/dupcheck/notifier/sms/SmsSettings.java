package org.dupcheck.notifier.sms;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dupcheck.notifier.channels.Tries;
import org.dupcheck.notifier.outgoing.HttpSettings;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.runtime.settings.Require;
import org.jspecify.annotations.Nullable;

/**
 * How messages go out by SMS.
 *
 * @param workers threads that send, at least 1: as many messages are under way at once
 * @param pollInterval how often they look for messages of other nodes and for retries; their own node's are sent at
 *     once
 * @param tries how often a message that the gateway refused for now is offered, and the pauses between
 * @param sendingTimeout after which a message that is being sent counts as one of unknown outcome; longer than the
 *     gateway ever takes
 * @param asks how often a provider is asked what became of a message of unknown outcome, and when
 * @param providers who sends them
 */
public record SmsSettings(
        int workers, Duration pollInterval, Tries tries, Duration sendingTimeout, Tries asks, Providers providers) {
    public static final int DEFAULT_WORKERS = 2;
    public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofSeconds(5);
    /** Over some hours: what a provider's bad morning cost would never be told by SMS again. */
    public static final Tries DEFAULT_TRIES = new Tries(
            Stream.of("PT10S", "PT1M", "PT5M", "PT20M", "PT1H", "PT2H", "PT4H")
                    .map(Duration::parse)
                    .toList(),
            0.2);

    public static final Duration DEFAULT_SENDING_TIMEOUT = Duration.ofMinutes(2);

    /** Not before a provider has had time to know of the message. */
    public static final Tries DEFAULT_ASKS = new Tries(
            Stream.of("PT1M", "PT5M", "PT30M", "PT2H", "PT12H")
                    .map(Duration::parse)
                    .toList(),
            0.2);

    public SmsSettings {
        if (workers < 1) {
            throw new IllegalArgumentException("workers: at least 1 expected, not " + workers);
        }
        Require.aMillisecond(pollInterval, "pollInterval");
        Require.aMillisecond(sendingTimeout, "sendingTimeout");
        Require.that(
                providers.gateways().isEmpty()
                        || sendingTimeout.compareTo(providers.timeout().multipliedBy(2)) >= 0,
                "sendingTimeout: at least twice the time that a provider has, which is " + providers.timeout());
    }

    /** Without a provider. */
    public SmsSettings(int workers, Duration pollInterval, Tries tries, Duration sendingTimeout) {
        this(workers, pollInterval, tries, sendingTimeout, DEFAULT_ASKS, Providers.NONE);
    }

    /**
     * The providers, and how they are called.
     *
     * @param gateways in the order in which they are tried; where there is none, messages are recorded and not sent
     * @param plugins the folder of the plug-ins that some of them need; null where there is none
     * @param secrets that their definitions name; not to be logged
     * @param rules which addresses are called
     * @param timeout over a whole exchange
     */
    public record Providers(
            List<GatewayDefinition> gateways,
            @Nullable Path plugins,
            Map<String, String> secrets,
            OutgoingRules rules,
            Duration timeout) {
        public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);
        public static final Providers NONE =
                new Providers(List.of(), null, Map.of(), OutgoingRules.STRICT, DEFAULT_TIMEOUT);

        public Providers {
            gateways = List.copyOf(gateways);
            secrets = Map.copyOf(secrets);
            Require.aMillisecond(timeout, "timeout");
        }

        /** For connecting a third of the whole time: a server may have more than one address. */
        HttpSettings client(int workers) {
            return new HttpSettings(rules, Duration.ofMillis(Math.max(1, timeout.toMillis() / 3)), timeout, workers);
        }

        /** Without secrets. */
        @Override
        public String toString() {
            return "Providers" + gateways.stream().map(GatewayDefinition::name).toList();
        }
    }

    /** The defaults. */
    public static SmsSettings defaults() {
        return new SmsSettings(DEFAULT_WORKERS, DEFAULT_POLL_INTERVAL, DEFAULT_TRIES, DEFAULT_SENDING_TIMEOUT);
    }
}
