package org.dupcheck.store.messages;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to one user.
 *
 * @param verdictId null where the check came to no verdict
 * @param readAt null while it is unread
 */
public record SiteMessage(
        long id,
        String businessType,
        String businessId,
        long revision,
        @Nullable String verdictId,
        MessageKind kind,
        String title,
        String body,
        Instant createdAt,
        @Nullable Instant readAt) {}
