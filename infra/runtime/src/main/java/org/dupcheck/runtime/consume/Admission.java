package org.dupcheck.runtime.consume;

import java.util.List;

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
