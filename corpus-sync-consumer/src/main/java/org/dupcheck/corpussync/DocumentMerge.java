package org.dupcheck.corpussync;

import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.store.references.Content;
import org.dupcheck.store.references.DocumentState;
import org.dupcheck.store.references.DocumentText;

/**
 * Merges events into the state of one document so that neither their order nor their repetition matters.
 *
 * <p>What is meant is the fold of the events sorted by revision: APPROVED adds or replaces, EDITED replaces what is in
 * force, DELETED removes. Of that fold, only the newest event of each kind can matter: the document is in force if the
 * newest approval is newer than the newest deletion, and then its text is that of the newest approval or edit, whichever
 * is newer (an edit newer than the approval found the document in force, because no deletion lies in between). So the
 * state is three maxima and the text that belongs to the greater of two of them: a join semilattice, and merging is its
 * join, which is commutative, associative and idempotent.
 *
 * <p>An edit that comes before its approval does is kept, text and all, though the document is not in force; a deletion
 * drops every text that is not newer than itself, for nothing can bring that text back.
 *
 * <p>Ties, so that the result is the same for all: at equal revisions DELETED counts as later than EDITED and EDITED as
 * later than APPROVED; of two contents of one kind at one revision (which a business module should never send) the one
 * with the greater hash wins.
 *
 * @see <a href="https://hal.inria.fr/inria-00555588">Shapiro et al., A comprehensive study of convergent and commutative
 *     replicated data types (2011)</a>
 */
final class DocumentMerge {
    private DocumentMerge() {}

    static DocumentState merge(DocumentState before, ReferenceChange change) {
        Content content = change.content();
        DocumentText text =
                content != null && outranks(content, change, before) ? DocumentText.of(content) : before.text();
        long approved = newest(before.approved(), change, ReferenceEventKind.APPROVED);
        long edited = newest(before.edited(), change, ReferenceEventKind.EDITED);
        long deleted = newest(before.deleted(), change, ReferenceEventKind.DELETED);
        boolean textIsGone = deleted >= Math.max(approved, edited);
        return new DocumentState(approved, edited, deleted, textIsGone ? null : text);
    }

    private static long newest(long before, ReferenceChange change, ReferenceEventKind kind) {
        return change.kind() == kind ? Math.max(before, change.revision()) : before;
    }

    /** Whether the change's text takes the place of the one that counted before. */
    private static boolean outranks(Content content, ReferenceChange change, DocumentState before) {
        String hash = before.hash();
        if (hash == null) {
            return true; // no text yet, or a deletion dropped it: then this one is dropped as well unless it is newer
        }
        if (change.revision() != before.textRevision()) {
            return change.revision() > before.textRevision();
        }
        ReferenceEventKind kind =
                before.edited() >= before.approved() ? ReferenceEventKind.EDITED : ReferenceEventKind.APPROVED;
        if (change.kind() != kind) {
            return change.kind() == ReferenceEventKind.EDITED;
        }
        return content.hash().compareTo(hash) > 0;
    }
}
