package org.dupcheck.store.workorders;

/** Whether two revisions of a document were submitted in the name of the same person, as a condition of SQL. */
final class SameApplicant {
    private SameApplicant() {}

    /** Of two rows with the columns of the document and the revision, by their aliases. Nobody is the same as nobody. */
    static String of(String one, String other) {
        return userOf(one) + " is not distinct from " + userOf(other);
    }

    private static String userOf(String row) {
        return "(select u.user_id from submission u where u.business_type = %1$s.business_type"
                .concat(" and u.business_id = %1$s.business_id and u.revision = %1$s.revision)")
                .formatted(row);
    }
}
