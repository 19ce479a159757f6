package org.dupcheck.corpussync;

import java.util.LinkedHashSet;
import java.util.Set;
import org.dupcheck.runtime.consume.Delivery;

/**
 * Remembers the records of a batch that were applied although the batch failed because of another one. The loop hands
 * the records of a failed batch in again one by one; those remembered here need no transaction of their own, so a bad
 * record costs its neighbours next to nothing. Only a shortcut: a record that is forgotten is applied again, which
 * changes nothing. Thread-safe.
 */
final class AppliedRecords {
    private final int capacity;
    private final Set<Position> positions = new LinkedHashSet<>();

    /** @param capacity over which the oldest are forgotten */
    AppliedRecords(int capacity) {
        this.capacity = capacity;
    }

    synchronized void remember(Iterable<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            positions.add(Position.of(delivery));
        }
        var oldest = positions.iterator();
        while (positions.size() > capacity) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Whether the record is remembered; it no longer is afterwards. */
    synchronized boolean forget(Delivery delivery) {
        return positions.remove(Position.of(delivery));
    }

    private record Position(String topic, int partition, long offset) {
        static Position of(Delivery delivery) {
            return new Position(delivery.topic(), delivery.partition(), delivery.offset());
        }
    }
}
