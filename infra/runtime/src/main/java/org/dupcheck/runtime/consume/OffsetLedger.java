package org.dupcheck.runtime.consume;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Which records of one partition, in one assignment of it, are done; what may be committed is the offset up to which all
 * are. Guarded by the lock of its {@link Dispatcher}.
 *
 * <p>A partition that is taken away and comes back gets a new ledger: a late worker of the old assignment then marks an
 * entry that nobody reads.
 */
final class OffsetLedger {
    private final Deque<Entry> open = new ArrayDeque<>();
    private @Nullable OffsetAndMetadata committable;
    private int inFlight;
    private long inFlightBytes;
    private boolean draining;

    /** One record's line. */
    static final class Entry {
        private final long offset;
        private final Optional<Integer> leaderEpoch;
        private final int bytes;
        private boolean done;

        private Entry(long offset, Optional<Integer> leaderEpoch, int bytes) {
            this.offset = offset;
            this.leaderEpoch = leaderEpoch;
            this.bytes = bytes;
        }
    }

    /** Offsets are registered in the order of the log; there may be gaps (compaction). */
    Entry register(long offset, Optional<Integer> leaderEpoch, int bytes) {
        Entry last = open.peekLast();
        if (last != null && last.offset >= offset) {
            throw new IllegalStateException("offset " + offset + " polled after " + last.offset);
        }
        Entry entry = new Entry(offset, leaderEpoch, bytes);
        open.addLast(entry);
        inFlight++;
        inFlightBytes += bytes;
        return entry;
    }

    /** The record is done: its offset may be committed once all before it are done too. */
    void complete(Entry entry) {
        leave(entry);
        entry.done = true;
        while (!open.isEmpty() && open.getFirst().done) {
            Entry first = open.removeFirst();
            committable = new OffsetAndMetadata(first.offset + 1, first.leaderEpoch, "");
        }
    }

    /** The record leaves without being done: its offset holds up the commit for as long as this ledger lives. */
    void leave(Entry entry) {
        inFlight--;
        inFlightBytes -= entry.bytes;
    }

    /** The offset of the next record wanted, or null where none is done yet. */
    @Nullable
    OffsetAndMetadata committable() {
        return committable;
    }

    /** From now on nothing of this partition is started again. */
    void drain() {
        draining = true;
    }

    boolean draining() {
        return draining;
    }

    int inFlight() {
        return inFlight;
    }

    long inFlightBytes() {
        return inFlightBytes;
    }

    /** Records from the lowest unfinished one on, done ones included: what a crash would repeat. */
    int span() {
        return open.size();
    }
}
