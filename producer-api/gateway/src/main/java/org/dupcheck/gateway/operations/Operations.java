package org.dupcheck.gateway.operations;

import java.util.Map;
import java.util.function.Supplier;
import org.dupcheck.runtime.health.Health;
import org.jspecify.annotations.Nullable;

/**
 * What those who operate the process may ask it.
 *
 * @param components the health of every component by name
 * @param live the health of those that may be broken for good, by name; answers at once whatever is away, for whoever
 *     probes it restarts a process that is late
 * @param capabilities what the gateway can do now; null in a process without one, which is ready when all its components
 *     are up
 * @param metrics the metrics as Prometheus text
 */
public record Operations(
        Supplier<Map<String, Health>> components,
        Supplier<Map<String, Health>> live,
        @Nullable Supplier<Capabilities> capabilities,
        Supplier<String> metrics) {
    /** Of a process without a gateway, whose components all answer at once. */
    public Operations(Supplier<Map<String, Health>> components, Supplier<String> metrics) {
        this(components, components, null, metrics);
    }

    /**
     * What a gateway can do now.
     *
     * @param writes taking submissions, events and decisions; needs Kafka
     * @param reads telling checks, verdicts and messages; needs the database
     */
    public record Capabilities(Health writes, Health reads) {}
}
