package org.dupcheck.runtime.consume;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a newly polled record goes, and what it makes of those before it: the difference between the policies. */
@FunctionalInterface
interface Admission {
    /** Where a record goes. */
    enum Place {
        /** Behind the others of its key. */
        BEHIND,
        /** Beside them, under no key. */
        ALONE,
        /** Nowhere: it is superseded already. */
        NOWHERE
    }

    /** Called for each record, once, before the lock is taken; see {@link Precedence#read}. */
    default @Nullable Object read(@Nullable String key, byte @Nullable [] value) {
        return null;
    }

    /**
     * Called under the dispatcher's lock.
     *
     * @param superseded gets the waiting records that this one replaces; they have been taken out of the lane
     */
    Place admit(Task incoming, Lane lane, List<Task> superseded);

    /** Every record is wanted. */
    static Admission inOrder() {
        return (incoming, lane, superseded) -> Place.BEHIND;
    }
}
