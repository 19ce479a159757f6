package org.dupcheck.gateway;

import java.util.Map;
import java.util.function.Supplier;
import org.dupcheck.runtime.health.Health;

/**
 * What those who operate the process may ask it.
 *
 * @param ready the health of every component by name; all up means ready
 * @param metrics the metrics as Prometheus text
 */
public record Operations(Supplier<Map<String, Health>> ready, Supplier<String> metrics) {}
