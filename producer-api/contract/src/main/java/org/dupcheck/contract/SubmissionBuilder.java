package org.dupcheck.contract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a {@link Submission} together, field by field. Not thread-safe; may be built from more than once.
 *
 * <pre>{@code
 * Submission.submit("project", "P-1").title("Title").section("background", text).applicant("u1").build()
 * }</pre>
 */
public final class SubmissionBuilder {
    private final String businessType;
    private final String businessId;
    private final Mode mode;
    private final List<Section> sections = new ArrayList<>();
    private long revision = Submission.NEXT_REVISION;
    private @Nullable String title;
    private @Nullable Applicant applicant;
    private @Nullable String workOrderId;
    private @Nullable Long minCorpusVersion;
    private List<Signal> signals = List.of();

    SubmissionBuilder(String businessType, String businessId, Mode mode) {
        this.businessType = businessType;
        this.businessId = businessId;
        this.mode = mode;
    }

    /** 0 or more, greater than that of any earlier version; by default the client's clock gives one. */
    public SubmissionBuilder revision(long number) {
        revision = number;
        return this;
    }

    public SubmissionBuilder title(@Nullable String text) {
        title = text;
        return this;
    }

    /** One more section; keys are distinct. */
    public SubmissionBuilder section(String key, String text) {
        sections.add(new Section(key, text));
        return this;
    }

    /** Who is told; a submission needs one. */
    public SubmissionBuilder applicant(String userId) {
        return applicant(new Applicant(userId, null, null));
    }

    /** Who is told, and where. */
    public SubmissionBuilder applicant(Applicant person) {
        applicant = person;
        return this;
    }

    /** The business submission that waits; {@code businessType:businessId} unless set. */
    public SubmissionBuilder workOrderId(@Nullable String id) {
        workOrderId = id;
        return this;
    }

    /** The least corpus version to be checked against, 0 or more; whatever is newest unless set. */
    public SubmissionBuilder minCorpusVersion(@Nullable Long version) {
        minCorpusVersion = version;
        return this;
    }

    /** What reading the document's file brought to light. */
    public SubmissionBuilder signals(List<Signal> traces) {
        signals = traces;
        return this;
    }

    /** @throws InvalidMessageException naming the first field that breaks the contract */
    public Submission build() {
        Submission submission = new Submission(
                businessType,
                businessId,
                revision,
                mode,
                title,
                sections,
                applicant,
                workOrderId,
                minCorpusVersion,
                signals);
        // the client's revision is not there yet, and will be a good one
        Validator.check(revision == Submission.NEXT_REVISION ? submission.withRevision(0) : submission);
        return submission;
    }
}
