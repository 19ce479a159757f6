package org.dupcheck.corpussync;

import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.store.references.Content;
import org.jspecify.annotations.Nullable;

/**
 * A reference event, ready to be merged.
 *
 * @param content null if and only if the kind is DELETED
 */
record ReferenceChange(
        DocumentKey key,
        long revision,
        ReferenceEventKind kind,
        @Nullable Content content) {}
