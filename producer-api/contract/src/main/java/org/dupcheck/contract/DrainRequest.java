package org.dupcheck.contract;

import org.jspecify.annotations.Nullable;

/**
 * An operator wants a node to take no work.
 *
 * @param reason why, for the audit log, up to {@link Limits#MAX_REASON_LENGTH} characters; needed
 * @param force also where no other node would do the work of one of its roles; null for false
 */
public record DrainRequest(
        @Nullable String reason, @Nullable Boolean force) {}
