package org.dupcheck.client;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Pauses partitions when enough waits, and resumes them when half of it is finished. Polling goes on all the while, so that
 * the group's membership lives. A partition is paused for what waits of itself: one that is stuck holds up no other, until
 * twice the bound waits. On the listener's thread only.
 */
final class FlowControl {
    /** Records that wait; a poll may bring {@link ListenerBuilder#MAX_POLL_RECORDS} more. */
    static final int MAX_WAITING = 1_000;

    static final long MAX_WAITING_BYTES = 64L * 1024 * 1024;

    /** Records behind one that is not finished: what a crash would repeat, and what the ledger remembers. */
    static final int MAX_SPAN = 10_000;

    private final PendingRecords pending;

    FlowControl(PendingRecords pending) {
        this.pending = pending;
    }

    void adjust(Consumer<?, ?> consumer) {
        Set<TopicPartition> assigned = consumer.assignment();
        Set<TopicPartition> paused = consumer.paused();
        Set<TopicPartition> pause = new HashSet<>();
        Set<TopicPartition> resume = new HashSet<>();
        double fill =
                Math.max((double) pending.unfinished() / MAX_WAITING, (double) pending.bytes() / MAX_WAITING_BYTES);
        double share = (double) pending.unfinished() / Math.max(1, assigned.size());
        for (TopicPartition partition : assigned) {
            int own = pending.unfinished(partition);
            int span = pending.span(partition);
            boolean full = fill >= 2 || (fill >= 1 && own >= share) || span >= MAX_SPAN;
            boolean roomy = span < MAX_SPAN / 2 && (fill < 0.5 || (fill < 1.5 && own < share / 2));
            if (full && !paused.contains(partition)) {
                pause.add(partition);
            } else if (roomy && paused.contains(partition)) {
                resume.add(partition);
            }
        }
        if (!pause.isEmpty()) {
            consumer.pause(pause);
        }
        if (!resume.isEmpty()) {
            consumer.resume(resume);
        }
    }
}
