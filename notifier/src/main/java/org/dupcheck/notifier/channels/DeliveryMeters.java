package org.dupcheck.notifier.channels;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.dupcheck.store.deliveries.DeliveryState;

/** Deliveries in figures, by channel. Thread-safe. */
final class DeliveryMeters {
    private final Map<String, Counter> counters = new HashMap<>();
    private final Map<String, Counter> flagged = new HashMap<>();

    /** Registers the meters. */
    DeliveryMeters(MeterRegistry meters, Collection<Channel> channels) {
        for (Channel channel : channels) {
            flagged.put(
                    channel.name(),
                    Counter.builder("dupcheck.notifier.deliveries.flagged")
                            .description("messages of which nobody can tell whether they have gone out")
                            .tag("channel", channel.name().toLowerCase(Locale.ROOT))
                            .register(meters));
            for (DeliveryState state : DeliveryState.values()) {
                counters.put(
                        channel.name() + state,
                        Counter.builder("dupcheck.notifier.deliveries")
                                .description("attempts to send a message, by how it stood afterwards")
                                .tag("channel", channel.name().toLowerCase(Locale.ROOT))
                                .tag("state", state.name())
                                .register(meters));
            }
        }
    }

    /** A message has come to that state. */
    void delivered(String channel, DeliveryState state) {
        Counter counter = counters.get(channel + state);
        if (counter != null) {
            counter.increment();
        }
    }

    /** An operator is to look at a message. */
    void flagged(String channel) {
        Counter counter = flagged.get(channel);
        if (counter != null) {
            counter.increment();
        }
    }
}
