package org.dupcheck.gateway.references;

import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.jspecify.annotations.Nullable;

/**
 * A reference event that was published, without its text: who waits long must not hold megabytes of it.
 *
 * @param contentHash null for a deletion
 */
record SentEvent(
        DocumentKey key,
        long revision,
        ReferenceEventKind kind,
        @Nullable String contentHash) {
    static SentEvent of(ReferenceEvent event) {
        String hash = event.kind() == ReferenceEventKind.DELETED ? null : ContentHash.of(event);
        return new SentEvent(event.key(), event.revision(), event.kind(), hash);
    }
}
