package org.dupcheck.engine;

/** One change of the reference set. */
public sealed interface Change {
    /** Of the document that it is about. */
    Document.Id id();

    /** Adds the document, or replaces the one of the same id. */
    record Put(Document document) implements Change {
        @Override
        public Document.Id id() {
            return document.id();
        }
    }

    /** Removes the document if it is there. */
    record Remove(Document.Id id) implements Change {}
}
