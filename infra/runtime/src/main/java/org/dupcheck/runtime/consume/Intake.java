package org.dupcheck.runtime.consume;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What one consumer may do to the {@link Dispatcher}, until another consumer takes its place: a consumer that was
 * abandoned and wakes up later changes nothing, since its intake is closed. It also knows how far the consumer has read,
 * so that others can see whether it stands still.
 *
 * <p>Thread-safe. The monitor is held for each call, a drain included; {@link #standing} takes no lock and never waits.
 */
final class Intake {
    /** The position of a partition of which nothing has been read yet. */
    static final long UNKNOWN = -1;

    private final Dispatcher dispatcher;
    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private volatile Set<TopicPartition> paused = Set.of();
    private volatile boolean draining;
    private boolean closed;

    Intake(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * How one partition stands.
     *
     * @param position the offset of the next record to read, or {@link #UNKNOWN}
     * @param held whether it stands still on purpose: it is paused, or its partitions are being drained
     */
    record Standing(long position, boolean held, int inFlight) {}

    synchronized void assign(Collection<TopicPartition> partitions) {
        if (!closed) {
            dispatcher.assign(partitions);
            partitions.forEach(partition -> positions.put(partition, UNKNOWN));
        }
    }

    /** Positions move over gaps too (compaction, markers of transactions): records alone would not tell. */
    synchronized void offer(ConsumerRecords<byte[], byte[]> records) {
        if (!closed) {
            dispatcher.offer(records);
            records.nextOffsets()
                    .forEach((partition, next) -> positions.computeIfPresent(partition, (p, old) -> next.offset()));
        }
    }

    synchronized Set<TopicPartition> assigned() {
        return closed ? Set.of() : dispatcher.assigned();
    }

    synchronized Map<TopicPartition, OffsetAndMetadata> committable(Collection<TopicPartition> partitions) {
        return closed ? Map.of() : dispatcher.committable(partitions);
    }

    synchronized Map<TopicPartition, Dispatcher.Load> loads() {
        return closed ? Map.of() : dispatcher.loads();
    }

    /** See {@link Dispatcher#drain}. */
    synchronized int drain(Collection<TopicPartition> partitions, Duration patience, Duration grace) {
        if (closed) {
            return 0;
        }
        draining = true;
        try {
            return dispatcher.drain(partitions, patience, grace);
        } finally {
            draining = false;
        }
    }

    synchronized void forget(Collection<TopicPartition> partitions) {
        if (!closed) {
            dispatcher.forget(partitions);
            partitions.forEach(positions::remove);
        }
    }

    void paused(Set<TopicPartition> partitions) {
        paused = Set.copyOf(partitions);
    }

    /** Gives up everything that is assigned; from now on no call has an effect. */
    synchronized void close() {
        forget(assigned());
        closed = true;
        positions.clear();
    }

    /** How the assigned partitions stand, as last heard. */
    Map<TopicPartition, Standing> standing() {
        Map<TopicPartition, Dispatcher.Load> loads = dispatcher.loads();
        Map<TopicPartition, Standing> standing = new HashMap<>();
        positions.forEach((partition, position) -> {
            Dispatcher.Load load = loads.get(partition);
            standing.put(
                    partition,
                    new Standing(position, draining || paused.contains(partition), load == null ? 0 : load.inFlight()));
        });
        return standing;
    }
}
