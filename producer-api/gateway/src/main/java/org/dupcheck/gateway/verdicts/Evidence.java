package org.dupcheck.gateway.verdicts;

import java.util.List;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Section;
import org.jspecify.annotations.Nullable;

/**
 * All that somebody needs to check a verdict without dupcheck: the verdict as it is stored, and the texts that its passages
 * point into, as far as they are kept. It names nobody: neither applicant nor owner.
 *
 * @param format {@link #FORMAT}
 * @param sectionKey of a pre-check of one section; else absent
 * @param policy the one that the verdict was made under, with the texts of its templates
 * @param verdict the stored JSON, byte for byte once it is written in UTF-8
 * @param verdictSha256 of these bytes, in lower-case hex
 * @param submission the sections that were checked; absent where they are missing
 * @param documents one for each match, in the order of the matches; those that are missing are left out
 * @param missing what should be here and is not
 */
public record Evidence(
        String format,
        String verdictId,
        @Nullable String sectionKey,
        @Nullable Policy policy,
        String verdict,
        String verdictSha256,
        @Nullable List<Section> submission,
        List<ReferenceText> documents,
        List<Missing> missing) {
    /** Names this form of the bundle. */
    public static final String FORMAT = "dupcheck-evidence/1";

    /**
     * A matched document as of the revision that its match names.
     *
     * @param sections those with passages, in the document's order
     */
    public record ReferenceText(String documentType, String documentId, long revision, List<SectionText> sections) {}

    /**
     * A section of a reference document.
     *
     * @param hash SHA-256 of key and text, as {@link org.dupcheck.contract.ContentHash} makes it of one section
     */
    public record SectionText(String key, String text, String hash) {}

    /**
     * A text that is not in the bundle.
     *
     * @param documentType absent for the submission's text, like the next two
     */
    public record Missing(
            Reason reason,
            @Nullable String documentType,
            @Nullable String documentId,
            @Nullable Long revision) {}

    /** Why a text is not there. */
    public enum Reason {
        /** Its retention has passed, or a newer pre-check has replaced it. */
        NOT_KEPT,
        /** The bundle would be too large with it. */
        TOO_LARGE
    }
}
