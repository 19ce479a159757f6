package org.dupcheck.store.reviews;

import org.jspecify.annotations.Nullable;

/**
 * What a reviewer leaves out: a source, or the passage of it with that span of the submission.
 *
 * @param section null for the whole source; then {@code start} and {@code end} are null too
 * @param start half-open offset in UTF-16 code units of the section's original text
 */
public record ReviewTarget(
        String documentType,
        String documentId,
        @Nullable String section,
        @Nullable Integer start,
        @Nullable Integer end) {
    /** A whole source. */
    public static ReviewTarget source(String documentType, String documentId) {
        return new ReviewTarget(documentType, documentId, null, null, null);
    }

    /** As people read it, such as {@code lixiang:7} or {@code lixiang:7 目标[12,40)}. */
    @Override
    public String toString() {
        String source = documentType + ":" + documentId;
        return section == null ? source : source + " " + section + "[" + start + "," + end + ")";
    }

    public boolean isSource() {
        return section == null;
    }
}
