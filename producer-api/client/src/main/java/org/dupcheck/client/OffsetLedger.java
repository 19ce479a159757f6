package org.dupcheck.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Which records of one partition are finished. What may be committed is the offset up to which all are: a crash then repeats
 * records and loses none. On the listener's thread only.
 */
final class OffsetLedger {
    private final Deque<Entry> open = new ArrayDeque<>();
    private @Nullable OffsetAndMetadata committable;
    private int unfinished;

    /** One record's line. Holds nothing of the record, for it may outlive it by far. */
    static final class Entry {
        private final long offset;
        private final Optional<Integer> leaderEpoch;
        private boolean finished;

        private Entry(long offset, Optional<Integer> leaderEpoch) {
            this.offset = offset;
            this.leaderEpoch = leaderEpoch;
        }
    }

    /** Whether the log goes on behind what is known: it does not where it was cut, and is read from its beginning again. */
    boolean continues(long offset) {
        Entry last = open.peekLast();
        long known = last != null ? last.offset : committable != null ? committable.offset() - 1 : -1;
        return offset > known;
    }

    /** Offsets are registered in the order of the log; there may be gaps. */
    Entry register(ConsumerRecord<?, ?> record) {
        Entry entry = new Entry(record.offset(), record.leaderEpoch());
        open.addLast(entry);
        unfinished++;
        return entry;
    }

    void finish(Entry entry) {
        entry.finished = true;
        unfinished--;
        while (!open.isEmpty() && open.getFirst().finished) {
            Entry first = open.removeFirst();
            committable = new OffsetAndMetadata(first.offset + 1, first.leaderEpoch, "");
        }
    }

    /** The offset of the next record wanted; null where none is finished yet. */
    @Nullable
    OffsetAndMetadata committable() {
        return committable;
    }

    int unfinished() {
        return unfinished;
    }

    /** Records from the lowest unfinished one on, finished ones included: what a crash would repeat. */
    int span() {
        return open.size();
    }
}
