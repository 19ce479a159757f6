package org.dupcheck.engine;

/** One change of the reference set. */
public sealed interface Change {
    /** Adds the document, or replaces the one of the same id. */
    record Put(Document document) implements Change {}

    /** Removes the document if it is there. */
    record Remove(Document.Id id) implements Change {}
}
