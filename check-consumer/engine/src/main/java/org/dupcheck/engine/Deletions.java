package org.dupcheck.engine;

import java.util.BitSet;

/** Which documents of a page are no longer in force. Immutable. */
final class Deletions {
    static final Deletions NONE = new Deletions(new BitSet());

    private final BitSet documents;

    private Deletions(BitSet documents) {
        this.documents = documents;
    }

    boolean isEmpty() {
        return documents.isEmpty();
    }

    boolean has(int document) {
        return documents.get(document);
    }

    int count() {
        return documents.cardinality();
    }

    void write(PageOutput out) {
        out.ints(documents.stream().toArray());
    }

    static Deletions read(PageInput in) {
        BitSet documents = new BitSet();
        for (int document : in.ints()) {
            documents.set(document);
        }
        return new Deletions(documents);
    }

    Deletions with(int document) {
        BitSet copy = (BitSet) documents.clone();
        copy.set(document);
        return new Deletions(copy);
    }
}
