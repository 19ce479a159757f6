package org.dupcheck.spring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.dupcheck.client.ListenerCounts;

/**
 * The listeners' counts as meters: {@code dupcheck.listener.records} by listener and outcome, {@code
 * dupcheck.listener.failed.tries} and {@code dupcheck.listener.waiting} by listener.
 */
final class ListenerMeters implements ListenerObserver {
    private static final Map<String, ToDoubleFunction<ListenerCounts>> OUTCOMES = Map.of(
            "taken", ListenerCounts::taken,
            "repeated", ListenerCounts::repeated,
            "set_aside", ListenerCounts::setAside,
            "left_to_others", ListenerCounts::leftToOthers);

    private final MeterRegistry registry;

    ListenerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void observe(RunningListener listener) {
        OUTCOMES.forEach((outcome, count) -> FunctionCounter.builder(
                        "dupcheck.listener.records", listener, one -> count.applyAsDouble(one.counts()))
                .description("Records that a listener is done with")
                .tag("listener", listener.name())
                .tag("outcome", outcome)
                .register(registry));
        FunctionCounter.builder(
                        "dupcheck.listener.failed.tries",
                        listener,
                        one -> one.counts().failedTries())
                .description("Hand-ins that failed")
                .tag("listener", listener.name())
                .register(registry);
        Gauge.builder("dupcheck.listener.waiting", listener, one -> one.counts().waiting())
                .description("Records that were polled and are not finished")
                .tag("listener", listener.name())
                .register(registry);
    }
}
