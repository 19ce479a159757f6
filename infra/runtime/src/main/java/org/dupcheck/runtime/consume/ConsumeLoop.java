package org.dupcheck.runtime.consume;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.kafka.KafkaSettings;

/** Poll, dispatch, complete, commit. To be written. */
public final class ConsumeLoop implements Component {
    /** Records of a key one after the other, in the order of the log. */
    public static ConsumeLoop inOrder(Plan plan, RecordHandler handler) {
        throw new UnsupportedOperationException("runtime: to be written");
    }

    /** As {@link #inOrder(Plan, RecordHandler)}, several records at once. */
    public static ConsumeLoop inOrderBatches(Plan plan, BatchHandler handler) {
        throw new UnsupportedOperationException("runtime: to be written");
    }

    /** One running and at most one waiting record a key; {@code precedence} decides which are still wanted. */
    public static ConsumeLoop superseding(Plan plan, Precedence precedence, RecordHandler handler) {
        throw new UnsupportedOperationException("runtime: to be written");
    }

    /**
     * What a loop reads, and with what.
     *
     * @param name the loop's name in threads, logs and metrics
     * @param deadLetterSuffix appended to a topic's name for its dead letters
     */
    public record Plan(
            String name,
            String groupId,
            Collection<String> topics,
            String deadLetterSuffix,
            KafkaSettings kafka,
            ConsumeSettings settings,
            MeterRegistry meters,
            Clock clock) {}

    private ConsumeLoop() { // to be written
    }

    @Override
    public void start() {
        throw new UnsupportedOperationException("runtime: to be written");
    }

    @Override
    public org.dupcheck.runtime.health.Health health() {
        throw new UnsupportedOperationException("runtime: to be written");
    }

    @Override
    public void close() {}
}
