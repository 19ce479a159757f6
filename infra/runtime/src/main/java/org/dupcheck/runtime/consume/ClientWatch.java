package org.dupcheck.runtime.consume;

import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.dupcheck.runtime.health.Health;

/**
 * How the client does. Looked at on the poll thread about once a second; read by any thread.
 *
 * <p>A poll that returns nothing says nothing about the brokers: the client retries in silence. Its count of connections
 * tells.
 */
final class ClientWatch {
    private static final long INTERVAL_MILLIS = 1_000;
    private static final String JOINING = "not yet in the group";

    private final Clock clock;
    private volatile String trouble = JOINING;
    private long lastMillis;

    ClientWatch(Clock clock) {
        this.clock = clock;
    }

    void look(Consumer<?, ?> consumer) {
        long now = clock.millis();
        boolean wasUp = trouble.isEmpty();
        if (wasUp && Math.abs(now - lastMillis) < INTERVAL_MILLIS) {
            return;
        }
        lastMillis = now;
        trouble = state(consumer.metrics());
    }

    private static String state(Map<MetricName, ? extends Metric> metrics) {
        boolean connected = true;
        boolean joined = true;
        for (Metric metric : metrics.values()) {
            MetricName name = metric.metricName();
            if (name.group().equals("consumer-metrics") && name.name().equals("connection-count")) {
                connected = number(metric) > 0;
            } else if (name.name().equals("last-heartbeat-seconds-ago")) {
                joined = number(metric) >= 0;
            }
        }
        if (!connected) {
            return "no connection to the brokers";
        }
        return joined ? "" : JOINING;
    }

    private static double number(Metric metric) {
        return metric.metricValue() instanceof Number number ? number.doubleValue() : 0;
    }

    void trouble(RuntimeException failure) {
        trouble = failure.toString();
    }

    /** There is no client, and that is as it should be. */
    void away() {
        trouble = "";
    }

    Health health() {
        String now = trouble;
        return now.isEmpty() ? Health.UP : Health.down(now);
    }
}
