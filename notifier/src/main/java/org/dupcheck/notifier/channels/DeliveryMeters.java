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

    /** Registers the meters. */
    DeliveryMeters(MeterRegistry meters, Collection<Channel> channels) {
        for (Channel channel : channels) {
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
}
