package org.dupcheck.store.messages;

import org.dupcheck.contract.BusinessKey;
import org.jspecify.annotations.Nullable;

/**
 * A message to be written.
 *
 * @param verdictId null where the check came to no verdict
 */
public record NewMessage(
        BusinessKey key,
        long revision,
        @Nullable String verdictId,
        String userId,
        MessageKind kind,
        String title,
        String body) {}
