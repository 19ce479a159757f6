package org.dupcheck.gateway;

import java.util.Map;
import java.util.function.Supplier;
import org.dupcheck.runtime.health.Health;

/**
 * What those who operate the process may ask it.
 *
 * @param ready the health of every component by name; all up means ready
 * @param live the health of those that may be broken for good, by name; answers at once whatever is away, for whoever
 *     probes it restarts a process that is late
 * @param metrics the metrics as Prometheus text
 */
public record Operations(
        Supplier<Map<String, Health>> ready, Supplier<Map<String, Health>> live, Supplier<String> metrics) {
    /** Of components that all answer at once. */
    public Operations(Supplier<Map<String, Health>> ready, Supplier<String> metrics) {
        this(ready, ready, metrics);
    }
}
