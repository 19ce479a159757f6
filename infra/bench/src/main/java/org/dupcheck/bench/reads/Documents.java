package org.dupcheck.bench.reads;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.dupcheck.contract.BusinessKey;
import org.jspecify.annotations.Nullable;

/** The documents of a run, and which verdicts of them have been committed when. Thread-safe. */
final class Documents {
    private final List<BusinessKey> keys;
    private final Object[] locks;
    private final AtomicReferenceArray<Committed> newest;

    /** @param type of business; each run has one of its own */
    Documents(String type, int number) {
        keys = IntStream.range(0, number)
                .mapToObj(i -> new BusinessKey(type, "d" + i))
                .toList();
        locks = keys.stream().map(key -> new Object()).toArray();
        newest = new AtomicReferenceArray<>(number);
        for (int i = 0; i < number; i++) {
            newest.set(i, new Committed(1, System.nanoTime(), null));
        }
    }

    /**
     * A verdict that is committed.
     *
     * @param nanos no earlier than the commit
     */
    record Committed(long revision, long nanos, @Nullable Committed before) {
        /**
         * For how long a newer verdict than {@code seen} had been committed at a time, in nanoseconds; 0 or less where none
         * had.
         */
        long staleness(long seen, long atNanos) {
            long oldestUnseen = atNanos;
            for (Committed at = this; at != null && at.revision > seen; at = at.before) {
                oldestUnseen = at.nanos;
            }
            return atNanos - oldestUnseen;
        }
    }

    List<BusinessKey> keys() {
        return keys;
    }

    BusinessKey key(int document) {
        return keys.get(document);
    }

    Committed newest(int document) {
        return newest.get(document);
    }

    /** Commits one more verdict of a document. */
    void write(int document, StoredVerdicts table) {
        synchronized (locks[document]) {
            Committed before = newest.get(document);
            table.add(key(document), before.revision() + 1);
            newest.set(document, new Committed(before.revision() + 1, System.nanoTime(), before));
        }
    }
}
