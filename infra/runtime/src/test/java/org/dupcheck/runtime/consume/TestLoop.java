package org.dupcheck.runtime.consume;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.runtime.kafka.KafkaSettings;

/** Plans for loops of tests, and what their counters say. */
final class TestLoop {
    static final RetryPolicy QUICK_RETRY = new RetryPolicy(3, Duration.ofMillis(10), Duration.ofMillis(100));

    private TestLoop() {}

    static ConsumeSettings settings(int workers, int maxInFlight, int maxBatch) {
        return new ConsumeSettings(workers, maxInFlight, maxBatch, QUICK_RETRY, Duration.ofSeconds(5));
    }

    static ConsumeLoop.Plan plan(String brokers, String group, String topic, ConsumeSettings settings) {
        return plan(brokers, group, topic, settings, new SimpleMeterRegistry());
    }

    static ConsumeLoop.Plan plan(
            String brokers, String group, String topic, ConsumeSettings settings, MeterRegistry meters) {
        return plan(brokers, group, topic, settings, meters, new Drain());
    }

    static ConsumeLoop.Plan plan(
            String brokers, String group, String topic, ConsumeSettings settings, MeterRegistry meters, Drain drain) {
        return new ConsumeLoop.Plan(
                "test",
                group,
                List.of(topic),
                ".dead-letter",
                KafkaSettings.of(brokers),
                settings,
                meters,
                Clock.systemUTC(),
                drain);
    }

    /** The greater number wins; equal ones follow; what is no number stands alone. */
    static Precedence.Ruling byNumber(Delivery incoming, Delivery earlier) {
        if (incoming.value() == null) {
            return Precedence.Ruling.SUPERSEDES;
        }
        try {
            int order = Long.compare(number(incoming), number(earlier));
            return order > 0
                    ? Precedence.Ruling.SUPERSEDES
                    : order < 0 ? Precedence.Ruling.IS_SUPERSEDED : Precedence.Ruling.FOLLOWS;
        } catch (NumberFormatException e) {
            return Precedence.Ruling.STANDS_ALONE;
        }
    }

    private static long number(Delivery delivery) {
        return Long.parseLong(new String(delivery.value(), UTF_8));
    }

    static long count(MeterRegistry meters, String name) {
        return (long) meters.get("dupcheck.consume." + name).counter().count();
    }

    static long inFlight(MeterRegistry meters) {
        return (long) meters.get("dupcheck.consume.in_flight").gauge().value();
    }

    /** received = succeeded + superseded + retried + dead-lettered, once idle. */
    static boolean balanced(MeterRegistry meters) {
        return count(meters, "received")
                == count(meters, "succeeded")
                        + count(meters, "superseded")
                        + count(meters, "retried")
                        + count(meters, "dead_lettered");
    }
}
