package org.dupcheck.store.audit;

import org.jspecify.annotations.Nullable;

/**
 * What somebody decided.
 *
 * @param businessType whose auditors may read it; null for those of all types alone
 * @param subject what it was decided on: {@code type:id} of a document, the type of a policy, the id of a key
 * @param revision of the document; null where it is about none
 * @param verdictId that was decided on; null where it is about none
 * @param detail what more is to be said, such as the id of the command that it led to; nothing personal
 * @param userId who; null where nobody did, so the rules
 * @param note why, in somebody's words
 */
public record AuditEntry(
        AuditAction action,
        @Nullable String businessType,
        String subject,
        @Nullable Long revision,
        @Nullable String verdictId,
        @Nullable String detail,
        @Nullable String userId,
        @Nullable String note) {
    /** Something that is about no document. */
    public static AuditEntry of(
            AuditAction action, @Nullable String businessType, String subject, @Nullable String detail, String userId) {
        return new AuditEntry(action, businessType, subject, null, null, detail, userId, null);
    }
}
