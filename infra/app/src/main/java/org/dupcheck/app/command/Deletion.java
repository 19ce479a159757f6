package org.dupcheck.app.command;

import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;

/** Events that take documents out of the reference set. */
final class Deletion {
    private Deletion() {}

    /** The revision that deletes a document which has that one: of two of the greatest revision the deletion wins. */
    static long revisionAfter(long newest) {
        return newest == Long.MAX_VALUE ? newest : newest + 1;
    }

    static ReferenceEvent of(DocumentKey key, long revision, Instant at) {
        return new ReferenceEvent(
                key.documentType(), key.documentId(), revision, ReferenceEventKind.DELETED, null, null, List.of(), at);
    }
}
