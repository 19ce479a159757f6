package org.dupcheck.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One revision of one business document sent for checking, or of one of its sections sent for a pre-check. Revisions of
 * submissions, of pre-checks of the document, and of pre-checks of each section are counted apart.
 *
 * @param revision grows with every revision of the document; the greatest wins
 * @param sections empty for a withdrawal (what a sender puts there is dropped, for a withdrawal must not fail because
 *     of what it takes back), otherwise 1 to 64
 * @param applicant who is told; a SUBMIT needs one, for otherwise nobody would ever hear of it
 * @param workOrderId the business submission that waits; {@code businessType:businessId} where absent
 * @param minCorpusVersion the least corpus version that the check must have seen, 0 or more; null: whatever is newest
 * @param signals what reading the document's file brought to light; empty where the text did not come from a file
 */
public record Submission(
        String businessType,
        String businessId,
        long revision,
        Mode mode,
        @Nullable String title,
        List<Section> sections,
        @Nullable Applicant applicant,
        @Nullable String workOrderId,
        @Nullable Long minCorpusVersion,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Signal> signals)
        implements Message {

    /** Stands in {@link #revision} for "the next one": the Java client puts its clock's revision there. */
    public static final long NEXT_REVISION = -1;

    /** Copies the lists. Checks nothing: that is {@link Validator}'s work, so that a bad message gets a typed refusal. */
    public Submission {
        sections = mode == Mode.WITHDRAW ? List.of() : Copies.of(sections);
        signals = mode == Mode.WITHDRAW ? List.of() : Copies.of(signals);
    }

    /** A submission of text that came from no file. */
    public Submission(
            String businessType,
            String businessId,
            long revision,
            Mode mode,
            @Nullable String title,
            List<Section> sections,
            @Nullable Applicant applicant,
            @Nullable String workOrderId) {
        this(businessType, businessId, revision, mode, title, sections, applicant, workOrderId, null, List.of());
    }

    /** A submission for good, to be put together field by field. */
    public static SubmissionBuilder submit(String businessType, String businessId) {
        return new SubmissionBuilder(businessType, businessId, Mode.SUBMIT);
    }

    /** A document, or one of its sections, that is only looked at; to be put together field by field. */
    public static SubmissionBuilder preCheck(String businessType, String businessId) {
        return new SubmissionBuilder(businessType, businessId, Mode.PRECHECK);
    }

    /** A withdrawal of everything sent for {@code key} with a smaller revision. */
    public static Submission withdrawal(BusinessKey key, long revision) {
        return new Submission(
                key.businessType(), key.businessId(), revision, Mode.WITHDRAW, null, List.of(), null, null);
    }

    /** The same submission as another revision. */
    public Submission withRevision(long newRevision) {
        return with(newRevision, mode);
    }

    /** The same submission for another purpose. */
    public Submission withMode(Mode newMode) {
        return with(revision, newMode);
    }

    private Submission with(long newRevision, Mode newMode) {
        return new Submission(
                businessType,
                businessId,
                newRevision,
                newMode,
                title,
                sections,
                applicant,
                workOrderId,
                minCorpusVersion,
                signals);
    }

    @Override
    public BusinessKey key() {
        return new BusinessKey(businessType, businessId);
    }
}
