package org.dupcheck.notifier.due;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.dupcheck.store.due.Due;

/**
 * How many threads of a lane are at each receiver: half of them at most, so that a server that hangs leaves the others to the
 * rest. What calls nobody's server is not counted. Thread-safe.
 */
final class ReceiverShares {
    private final int share;
    private final Supplier<Set<String>> suspended;
    /** Never more than the lane has threads. */
    private final Map<String, Integer> threads = new HashMap<>();

    /** @param suspended receivers to which nothing is to go for now */
    ReceiverShares(int workers, Supplier<Set<String>> suspended) {
        this.share = Math.max(1, workers / 2);
        this.suspended = suspended;
    }

    /** Receivers of which nothing is to be begun now. */
    synchronized Set<String> closed() {
        Set<String> closed = new HashSet<>(suspended.get());
        threads.forEach((receiver, count) -> {
            if (count >= share) {
                closed.add(receiver);
            }
        });
        return closed;
    }

    /** A thread begins. */
    synchronized void enter(Due due) {
        if (due.receiver() != null) {
            threads.merge(due.receiver(), 1, Integer::sum);
        }
    }

    /**
     * A thread has done.
     *
     * @return whether its receiver had its whole share, so that something of it may have waited
     */
    synchronized boolean leave(Due due) {
        if (due.receiver() == null) {
            return false;
        }
        int count = threads.getOrDefault(due.receiver(), 1);
        if (count > 1) {
            threads.put(due.receiver(), count - 1);
        } else {
            threads.remove(due.receiver());
        }
        return count >= share;
    }
}
