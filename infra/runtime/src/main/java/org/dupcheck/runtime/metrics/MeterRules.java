package org.dupcheck.runtime.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which figures are shown, and how. */
final class MeterRules {
    private static final String OWN = "dupcheck.";
    private static final String CLIENTS = "kafka.";

    /** Of the several hundred figures of Kafka's clients, those that tell whether a client works, and how fast. */
    private static final Set<String> CLIENTS_SHOWN = Set.of(
            "kafka.consumer.connection.count",
            "kafka.consumer.coordinator.failed.rebalance.total",
            "kafka.consumer.coordinator.rebalance.total",
            "kafka.consumer.fetch.manager.fetch.latency.avg",
            "kafka.consumer.fetch.manager.records.lag.max",
            "kafka.consumer.last.poll.seconds.ago",
            "kafka.producer.buffer.available.bytes",
            "kafka.producer.connection.count",
            "kafka.producer.record.error.total",
            "kafka.producer.record.retry.total",
            "kafka.producer.record.send.total",
            "kafka.producer.request.latency.avg");

    /** From a read out of a cache to a check that somebody gives up on. */
    private static final double[] BUCKETS_NANOS = Stream.of(
                    1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
            .toArray();

    private MeterRules() {}

    /** Leaves out what nobody looks at. */
    static MeterFilter chosenClientFigures() {
        return new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                boolean left = id.getName().startsWith(CLIENTS) && !CLIENTS_SHOWN.contains(id.getName());
                return left ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
            }
        };
    }

    /**
     * Our times as histograms, so that a share of the slowest can be told over all nodes. A timer that names buckets keeps
     * its own.
     */
    static MeterFilter buckets() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                double[] own = config.getServiceLevelObjectiveBoundaries();
                boolean named = own != null && own.length > 0;
                if (id.getType() != Meter.Type.TIMER || !id.getName().startsWith(OWN) || named) {
                    return config;
                }
                return DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(BUCKETS_NANOS)
                        .build()
                        .merge(config);
            }
        };
    }

    /** A line of help for figures whose library gives none. */
    static MeterFilter help() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                @Nullable String description = id.getDescription();
                return description != null && !description.isBlank()
                        ? id
                        : new Meter.Id(
                                id.getName(),
                                io.micrometer.core.instrument.Tags.of(id.getTagsAsIterable()),
                                id.getBaseUnit(),
                                id.getName().replace('.', ' '),
                                id.getType());
            }
        };
    }
}
