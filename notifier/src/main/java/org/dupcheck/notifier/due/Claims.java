package org.dupcheck.notifier.due;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dupcheck.store.Store;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;

/**
 * What the threads of a lane have claimed of one kind and not begun: taken from the queue by the portion, so that a thread
 * seldom has to ask the database what is next, and handed to whichever thread is free. Thread-safe.
 */
final class Claims {
    private final Store store;
    private final DueKind kind;
    private final Duration lease;
    private final int portion;
    private final ReceiverShares shares;
    /** Never more than a portion. */
    private final Deque<Due> waiting = new ArrayDeque<>();

    Claims(Store store, DueKind kind, DueSettings settings, ReceiverShares shares) {
        this.store = store;
        this.kind = kind;
        this.lease = settings.lease();
        this.portion = settings.portion();
        this.shares = shares;
    }

    /** What has been due for longest, of receivers that have not their whole share; empty where nothing is. While one thread asks the database, the others wait for its answer. */
    synchronized Optional<Due> next() {
        if (waiting.isEmpty()) {
            Set<String> closed = shares.closed();
            waiting.addAll(store.inTransaction(tables -> tables.due().claim(kind, lease, portion, closed)));
        }
        Optional<Due> next = Optional.ofNullable(waiting.poll());
        next.ifPresent(shares::enter);
        return next;
    }

    /** Leaves to others what was not begun: it is due again at once. */
    synchronized void release() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Due> left = List.copyOf(waiting);
        waiting.clear(); // whatever comes of it: the leases run out
        store.run(tables -> left.forEach(due -> {
            boolean unused = tables.due().again(due, Duration.ZERO);
        }));
    }
}
