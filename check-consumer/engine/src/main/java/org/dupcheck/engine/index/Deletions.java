package org.dupcheck.engine.index;

import java.util.BitSet;
import org.dupcheck.engine.base.PageInput;
import org.dupcheck.engine.base.PageOutput;

/** Which documents of a page are no longer in force. Immutable. */
public final class Deletions {
    static final Deletions NONE = new Deletions(new BitSet());

    private final BitSet documents;
    private final int count;

    private Deletions(BitSet documents) {
        this.documents = documents;
        count = documents.cardinality();
    }

    /** @param documents must not be changed any more */
    static Deletions of(BitSet documents) {
        return documents.isEmpty() ? NONE : new Deletions(documents);
    }

    /** Whether all documents of the page are in force. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Whether a document, by its number on the page, is no longer in force. */
    public boolean has(int document) {
        return documents.get(document);
    }

    int count() {
        return count;
    }

    /** A copy of the set, the caller's own. */
    BitSet copy() {
        return (BitSet) documents.clone();
    }

    void write(PageOutput out) {
        out.ints(documents.stream().toArray());
    }

    static Deletions read(PageInput in) {
        BitSet documents = new BitSet();
        for (int document : in.ints()) {
            documents.set(document);
        }
        return of(documents);
    }
}
