package org.dupcheck.corpussync;

import org.jspecify.annotations.Nullable;

/**
 * What the events seen so far make of one reference document: the greatest revision of each kind, and the text that counts.
 *
 * @param approved greatest revision of an APPROVED event, or {@link #NEVER}
 * @param edited greatest revision of an EDITED event, or {@link #NEVER}
 * @param deleted greatest revision of a DELETED event, or {@link #NEVER}
 * @param text of the event at {@link #textRevision}; null once a deletion has caught up with it
 */
record DocumentState(
        long approved, long edited, long deleted, @Nullable DocumentText text) {
    /** Smaller than every revision. */
    static final long NEVER = Long.MIN_VALUE;

    /** Of a document that no event has named. */
    static final DocumentState UNSEEN = new DocumentState(NEVER, NEVER, NEVER, null);

    /** Whether checks compare with this document. At equal revisions the deletion wins. */
    boolean inForce() {
        return approved > deleted;
    }

    /** The revision whose text counts, in force or not. */
    long textRevision() {
        return Math.max(approved, edited);
    }

    /** Whether a check sees the same in both: both not in force, or both in force with the same content. */
    boolean looksLike(DocumentState other) {
        if (!inForce() || !other.inForce()) {
            return inForce() == other.inForce();
        }
        return hash() != null && hash().equals(other.hash());
    }

    @Nullable
    String hash() {
        return text == null ? null : text.hash();
    }
}
