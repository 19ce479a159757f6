package org.dupcheck.runtime.consume;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Pauses partitions when enough is in flight and resumes them when half of it is done; polling goes on all the while, so
 * that the group's membership lives. On the poll thread only.
 *
 * <p>Only partitions that hold their equal share or more are paused: one whose records cannot be done for now fills its
 * own share and holds up no other. At twice the bound all are: so at most that is in flight, and one poll.
 */
final class FlowControl {
    /** Keys and values in flight, in bytes: texts of the largest size must not fill the heap. */
    static final long MAX_IN_FLIGHT_BYTES = 64L * 1024 * 1024;

    /** Records done behind one that is not: what a crash would repeat, and what the ledger remembers. */
    static final int MAX_SPAN = 100_000;

    private final int maxInFlight;

    FlowControl(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    /** @return the partitions that are paused now */
    Set<TopicPartition> adjust(Consumer<?, ?> consumer, Map<TopicPartition, Dispatcher.Load> loads) {
        Set<TopicPartition> paused = new HashSet<>(consumer.paused());
        Set<TopicPartition> pause = new HashSet<>();
        Set<TopicPartition> resume = new HashSet<>();
        double total = loads.values().stream().mapToDouble(this::fill).sum();
        double share = 1.0 / Math.max(1, loads.size());
        loads.forEach((partition, load) -> {
            double fill = fill(load);
            boolean full = (total >= 1 && fill >= share) || total >= 2 || load.span() >= MAX_SPAN;
            boolean roomy = (total < 0.5 || (total < 1.5 && fill < share / 2)) && load.span() < MAX_SPAN / 2;
            if (full && !paused.contains(partition)) {
                pause.add(partition);
            } else if (roomy && paused.contains(partition)) {
                resume.add(partition);
            }
        });
        if (!pause.isEmpty()) {
            consumer.pause(pause);
        }
        if (!resume.isEmpty()) {
            consumer.resume(resume);
        }
        paused.addAll(pause);
        paused.removeAll(resume);
        return paused;
    }

    /** 1 is full, by number or by bytes. */
    private double fill(Dispatcher.Load load) {
        return Math.max((double) load.inFlight() / maxInFlight, (double) load.inFlightBytes() / MAX_IN_FLIGHT_BYTES);
    }
}
