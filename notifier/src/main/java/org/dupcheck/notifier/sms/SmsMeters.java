package org.dupcheck.notifier.sms;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.dupcheck.store.deliveries.DeliveryState;

/** SMS in figures. Thread-safe. */
final class SmsMeters {
    private final Map<DeliveryState, Counter> deliveries = new EnumMap<>(DeliveryState.class);

    /** Registers the meters. */
    SmsMeters(MeterRegistry meters) {
        for (DeliveryState state : DeliveryState.values()) {
            deliveries.put(
                    state,
                    Counter.builder("dupcheck.notifier.sms")
                            .description("attempts to send an SMS, by how the message stood afterwards")
                            .tag("state", state.name())
                            .register(meters));
        }
    }

    /** So many SMS have come to that state. */
    void delivered(DeliveryState state, int count) {
        Counter counter = deliveries.get(state);
        if (counter != null) {
            counter.increment(count);
        }
    }
}
