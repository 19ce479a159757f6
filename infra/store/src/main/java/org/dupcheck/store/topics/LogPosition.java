package org.dupcheck.store.topics;

import java.time.Instant;

/**
 * Where a record stands among the records of its topic. Offsets alone do not tell: they start over where a topic is made
 * again, and a key moves to another partition where partitions are added. The broker's time alone does not tell either:
 * it may step back where another broker takes over. So either of them is enough.
 *
 * @param time the broker's, as the topics have LogAppendTime
 */
public record LogPosition(int partition, long offset, Instant time) {
    /** Whether this record was written before the other one. False for two that are the same. */
    public boolean isBefore(LogPosition other) {
        return time.isBefore(other.time) || (partition == other.partition && offset < other.offset);
    }

    /** The same in SQL, of the row {@code t} and the row {@code excluded} that an insert proposes. */
    public static final String ROW_IS_BEFORE_EXCLUDED = isBeforeExcluded("record");

    /** The same, of the columns of the row {@code t} that begin with that word. */
    public static String isBeforeExcluded(String columns) {
        return """
                (t.%1$s_time < excluded.record_time
                 or (t.%1$s_partition = excluded.record_partition and t.%1$s_offset < excluded.record_offset))""".formatted(columns);
    }

    /** The values of {@code record_partition, record_offset, record_time}. */
    public Object[] columns() {
        return new Object[] {partition, offset, time};
    }
}
