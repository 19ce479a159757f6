package org.dupcheck.notifier.workorders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a work order moves.
 *
 * @param verdictId that the new state rests on; null where it rests on none
 * @param reason in somebody's words
 * @param userId who decided; null where nobody did
 */
public record Cause(
        @Nullable String verdictId,
        @Nullable String reason,
        @Nullable String userId,
        Instant at) {
    /** Nobody decided it. */
    public static Cause of(@Nullable String verdictId, Instant at) {
        return new Cause(verdictId, null, null, at);
    }
}
