package org.dupcheck.store.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the log are asked for; null asks for all.
 *
 * @param subject what they are about
 * @param userId who decided; whose decisions have been forgotten are not found
 * @param from the earliest moment
 * @param before the moment after the last
 */
public record AuditFilter(
        @Nullable String businessType,
        @Nullable String subject,
        @Nullable String userId,
        @Nullable AuditAction action,
        @Nullable Instant from,
        @Nullable Instant before) {
    /** Those of a type, about a subject. */
    public static AuditFilter of(@Nullable String businessType, @Nullable String subject) {
        return new AuditFilter(businessType, subject, null, null, null, null);
    }
}
