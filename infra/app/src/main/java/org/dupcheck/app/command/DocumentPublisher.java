package org.dupcheck.app.command;

import org.dupcheck.contract.ReferenceEvent;

/** Publishes the documents of a load one after the other, and tells {@link LoadOutcomes} what came of each. Used by one thread. */
interface DocumentPublisher extends AutoCloseable {
    /** The revision of a document that says none: greater than every one before, also those of an earlier load. */
    long nextRevision();

    /** @param where the file, or the line, that the document was read from */
    void publish(ReferenceEvent document, String where);

    /** Returns when the reference set has dealt with all that was published. */
    void finish();

    @Override
    void close();
}
