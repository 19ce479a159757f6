package org.dupcheck.store.references;

/**
 * A row of {@code reference_document}.
 *
 * @param shownRevision the revision under which the text stands in the row. It is the text's own, except that a newer
 *     revision with the same content leaves it alone: it then changes nothing that anybody sees, and what verdicts point
 *     into is still found under the revision they name
 * @param changedVersion the corpus version of the last visible change; 0 if there was none
 */
public record StoredDocument(DocumentState state, long shownRevision, long changedVersion) {
    public static final StoredDocument UNSEEN = new StoredDocument(DocumentState.UNSEEN, DocumentState.NEVER, 0);

    /** This row with a new state; it takes {@code nextVersion} if a check can see the difference. */
    public StoredDocument become(DocumentState next, long nextVersion) {
        boolean same = state.looksLike(next);
        long shown = same && next.inForce() ? shownRevision : next.textRevision();
        return new StoredDocument(next, shown, same ? changedVersion : nextVersion);
    }

    /** Whether a text that was in force no longer is in {@code after}. */
    public boolean losesItsText(StoredDocument after) {
        return state.inForce() && !state.looksLike(after.state);
    }
}
