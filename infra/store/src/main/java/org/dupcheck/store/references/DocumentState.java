package org.dupcheck.store.references;

import org.jspecify.annotations.Nullable;

/**
 * What the events seen so far make of one reference document: the greatest revision of each kind, and the text that counts.
 *
 * @param approved greatest revision of an APPROVED event, or {@link #NEVER}
 * @param edited greatest revision of an EDITED event, or {@link #NEVER}
 * @param deleted greatest revision of a DELETED event, or {@link #NEVER}
 * @param text of the event at {@link #textRevision}; null once a deletion has caught up with it
 */
public record DocumentState(
        long approved, long edited, long deleted, @Nullable DocumentText text) {
    /** Smaller than every revision. */
    public static final long NEVER = Long.MIN_VALUE;

    /** Of a document that no event has named. */
    public static final DocumentState UNSEEN = new DocumentState(NEVER, NEVER, NEVER, null);

    /** Whether checks compare with this document. At equal revisions the deletion wins. */
    public boolean inForce() {
        return approved > deleted;
    }

    /** The revision whose text counts, in force or not. */
    public long textRevision() {
        return Math.max(approved, edited);
    }

    /** Whether a check sees the same in both: both not in force, or both in force with the same content. */
    public boolean looksLike(DocumentState other) {
        if (!inForce() || !other.inForce()) {
            return inForce() == other.inForce();
        }
        return hash() != null && hash().equals(other.hash());
    }

    public @Nullable String hash() {
        return text == null ? null : text.hash();
    }
}
