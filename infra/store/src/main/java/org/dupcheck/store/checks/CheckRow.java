package org.dupcheck.store.checks;

import java.time.Instant;
import org.dupcheck.contract.CheckState;
import org.dupcheck.store.topics.LogPosition;
import org.jspecify.annotations.Nullable;

/**
 * The row of a check as it is.
 *
 * @param contentHash null for a withdrawal
 * @param position of the record that brought it to this revision; null for a pre-check, which nothing takes back
 * @param verdict the verdict's JSON, of a finished check
 */
public record CheckRow(
        long revision,
        CheckState state,
        @Nullable String contentHash,
        @Nullable LogPosition position,
        Instant updatedAt,
        @Nullable String verdict) {
    /** Whether what the record at that position asks for has been taken back, or has been overtaken by a newer one. */
    public boolean overtakes(long otherRevision, LogPosition other) {
        return revision > otherRevision
                || (state == CheckState.WITHDRAWN && position != null && !position.isBefore(other));
    }

    /** Whether this very revision was used for other content. */
    public boolean reuses(long otherRevision, String otherHash) {
        return reuses(revision, contentHash, otherRevision, otherHash);
    }

    static boolean reuses(long revision, @Nullable String contentHash, long otherRevision, String otherHash) {
        return revision == otherRevision && contentHash != null && !contentHash.equals(otherHash);
    }
}
