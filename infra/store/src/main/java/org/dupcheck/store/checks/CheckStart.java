package org.dupcheck.store.checks;

import org.dupcheck.contract.CheckKey;
import org.dupcheck.store.topics.LogPosition;
import org.jspecify.annotations.Nullable;

/**
 * A check that wants to begin.
 *
 * @param contentHash of what is checked
 * @param userId who submits it, null where nobody is named: documents of the same owner may be told apart
 * @param workOrderId of the order that waits for it; null where none is named, and for a pre-check
 * @param position of the record that asks for it
 * @param versions of what would check it: an earlier verdict made by the same may be used again
 */
public record CheckStart(
        CheckKey key,
        long revision,
        @Nullable String title,
        String contentHash,
        @Nullable String userId,
        @Nullable String workOrderId,
        LogPosition position,
        CheckVersions versions) {}
