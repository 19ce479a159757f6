package org.dupcheck.notifier.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.dupcheck.store.deliveries.DeliveryState;

/** What the role tells about itself. Thread-safe. */
public final class NotifierMeters {
    private final Counter commands;
    private volatile double unsent;
    private final Map<DeliveryState, Counter> deliveries = new EnumMap<>(DeliveryState.class);

    /** Registers the meters. */
    public NotifierMeters(MeterRegistry meters) {
        commands = Counter.builder("dupcheck.notifier.commands")
                .description("work-order commands published, those published again included")
                .register(meters);
        Gauge.builder("dupcheck.notifier.unsent.commands", this, of -> of.unsent)
                .description("work-order commands decided and not seen to be sent, of all nodes, 10,000 at most;"
                        + " NaN while it cannot be told")
                .register(meters);
        for (DeliveryState state : DeliveryState.values()) {
            deliveries.put(
                    state,
                    Counter.builder("dupcheck.notifier.sms")
                            .description("attempts to send an SMS, by how the message stood afterwards")
                            .tag("state", state.name())
                            .register(meters));
        }
    }

    /** A work-order command has been published. */
    public void commandPublished() {
        commands.increment();
    }

    /** @param commands how many there are, or NaN */
    public void unsent(double commands) {
        unsent = commands;
    }

    /** So many SMS have come to that state. */
    public void delivered(DeliveryState state, int count) {
        Counter counter = deliveries.get(state);
        if (counter != null) {
            counter.increment(count);
        }
    }
}
