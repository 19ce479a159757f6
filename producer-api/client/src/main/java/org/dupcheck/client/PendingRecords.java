package org.dupcheck.client;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Records that were polled and are not finished, in a lane for each key. Within a lane they are handed out in order; one
 * that waits for its next try holds up its own lane and no other. Lanes take turns.
 *
 * <p>Bounded by {@link FlowControl}, which stops the polling. On the listener's thread only.
 */
final class PendingRecords {
    private final Map<TopicPartition, OffsetLedger> ledgers = new HashMap<>();
    private final Map<Object, Lane> lanes = new HashMap<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private final PriorityQueue<Lane> resting = new PriorityQueue<>(Comparator.comparingLong(lane -> lane.dueMillis));
    private final Clock clock;
    private final Counters counters;
    private long bytes;

    PendingRecords(Clock clock, Counters counters) {
        this.clock = clock;
        this.counters = counters;
    }

    /** The records of one key, and when the first of them may be tried. */
    private static final class Lane {
        private final Object key;
        private final Deque<PendingRecord> records = new ArrayDeque<>();
        private long restedMillis;
        private long dueMillis;

        private Lane(Object key) {
            this.key = key;
        }

        /** A clock that was set back makes a try early, never late by the step. */
        private long millisToWait(long now) {
            return now < restedMillis ? 0 : Math.max(0, dueMillis - now);
        }
    }

    /** Takes polled records in. */
    void offer(Iterable<ConsumerRecord<byte[], byte[]>> polled) {
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            OffsetLedger ledger = ledgers.computeIfAbsent(partition, key -> new OffsetLedger());
            if (!ledger.continues(record.offset())) {
                drop(Set.of(partition));
                ledger = new OffsetLedger();
                ledgers.put(partition, ledger);
            }
            append(new PendingRecord(record, ledger.register(record)));
        }
    }

    private void append(PendingRecord pending) {
        // what has no key cannot be read anyway; it is nobody's neighbour
        Object key = pending.key() == null ? pending : pending.key();
        Lane lane = lanes.computeIfAbsent(key, Lane::new);
        if (lane.records.isEmpty()) {
            ready.addLast(lane);
        }
        lane.records.addLast(pending);
        bytes += pending.bytes();
        counters.received.incrementAndGet();
        counters.waiting.incrementAndGet();
    }

    /** The next record to be tried, which stays where it is until {@link #finish} or {@link #rest}; null where none is due. */
    @Nullable
    PendingRecord next() {
        long now = clock.millis();
        for (Lane first = resting.peek(); first != null && first.millisToWait(now) == 0; first = resting.peek()) {
            ready.addLast(resting.remove());
        }
        Lane lane = ready.peekFirst();
        return lane == null ? null : lane.records.getFirst();
    }

    /** What {@link #next} gave is finished: its offset may be committed once all before it are finished too. */
    void finish(PendingRecord pending) {
        Lane lane = taken(pending);
        lane.records.removeFirst();
        left(pending);
        OffsetLedger ledger = ledgers.get(pending.partition());
        if (ledger != null) {
            ledger.finish(pending.entry());
        }
        if (lane.records.isEmpty()) {
            lanes.remove(lane.key);
        } else {
            ready.addLast(lane);
        }
    }

    /** What {@link #next} gave is to be tried again, after a pause of its lane. */
    void rest(PendingRecord pending, long pauseMillis) {
        Lane lane = taken(pending);
        lane.restedMillis = clock.millis();
        lane.dueMillis = lane.restedMillis + pauseMillis;
        resting.add(lane);
    }

    private Lane taken(PendingRecord pending) {
        Lane lane = ready.removeFirst();
        if (lane.records.peekFirst() != pending) {
            throw new IllegalStateException(pending + " was not handed out");
        }
        return lane;
    }

    private void left(PendingRecord pending) {
        bytes -= pending.bytes();
        counters.waiting.decrementAndGet();
    }

    /** Until the next try, in milliseconds: 0 where one is due, {@code Long.MAX_VALUE} where nothing waits. */
    long millisToNext() {
        Lane first = resting.peek();
        if (!ready.isEmpty()) {
            return 0;
        }
        return first == null ? Long.MAX_VALUE : first.millisToWait(clock.millis());
    }

    /** These partitions are somebody else's now, or will be read again: what is unfinished comes from Kafka once more. */
    void drop(Collection<TopicPartition> partitions) {
        Set<TopicPartition> gone = Set.copyOf(partitions);
        for (Lane lane : lanes.values()) {
            lane.records.removeIf(pending -> gone.contains(pending.partition()) && leftToOthers(pending));
        }
        ready.removeIf(lane -> lane.records.isEmpty());
        resting.removeIf(lane -> lane.records.isEmpty());
        lanes.values().removeIf(lane -> lane.records.isEmpty());
        ledgers.keySet().removeAll(gone);
    }

    private boolean leftToOthers(PendingRecord pending) {
        left(pending);
        counters.leftToOthers.incrementAndGet();
        return true;
    }

    void dropAll() {
        drop(Set.copyOf(ledgers.keySet()));
    }

    /** What may be committed; partitions of which nothing is finished are left out. */
    Map<TopicPartition, OffsetAndMetadata> committable() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        ledgers.forEach((partition, ledger) -> {
            OffsetAndMetadata offset = ledger.committable();
            if (offset != null) {
                offsets.put(partition, offset);
            }
        });
        return offsets;
    }

    int unfinished() {
        return counters.waiting.get();
    }

    int unfinished(TopicPartition partition) {
        OffsetLedger ledger = ledgers.get(partition);
        return ledger == null ? 0 : ledger.unfinished();
    }

    int span(TopicPartition partition) {
        OffsetLedger ledger = ledgers.get(partition);
        return ledger == null ? 0 : ledger.span();
    }

    /** Of keys and values that are not finished. */
    long bytes() {
        return bytes;
    }
}
