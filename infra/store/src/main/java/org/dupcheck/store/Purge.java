package org.dupcheck.store;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that a table does not keep for ever.
 *
 * @param what as a log names it, such as "site messages"
 * @param keep how long it is kept, 0 or more; 0 where the rows themselves know until when
 */
public record Purge(String what, Duration keep, Step step) {
    /**
     * Between two turns of a {@link Retention}, unless configured. It stands here, where there is no logger: settings are
     * read before it is known where the log goes, and the first logger decides that.
     */
    public static final Duration DEFAULT_INTERVAL = Duration.ofHours(1);

    public Purge {
        if (keep.isNegative()) {
            throw new IllegalArgumentException(what + ": kept for 0 or more expected, not for " + keep);
        }
    }

    /** One whose steps are transactions of that store. */
    public static Purge of(Store store, String what, Duration keep, Within within) {
        return new Purge(
                what, keep, (before, limit) -> store.inTransaction(tables -> within.run(tables, before, limit)));
    }

    /** A {@link Step} within a transaction. */
    @FunctionalInterface
    public interface Within {
        /** As {@link Step#run}. */
        int run(Tables tables, Instant before, int limit);
    }

    /** Part of the work, in a transaction of its own. */
    @FunctionalInterface
    public interface Step {
        /**
         * Deletes, or makes anonymous, rows that are older than that; leaves alone those that another transaction holds.
         *
         * @param limit rows, at least 1
         * @return rows changed; fewer than {@code limit} if and only if nothing was left to do
         */
        int run(Instant before, int limit);
    }
}
