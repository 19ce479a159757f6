package org.dupcheck.gateway.submissions;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Validator;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.http.RequestBody;
import org.dupcheck.gateway.idempotency.IdempotentCalls;
import org.dupcheck.gateway.workorders.Decisions;
import org.dupcheck.gateway.workorders.Decisions.Standing;
import org.dupcheck.store.idempotency.IdempotencyKeys.Try;
import org.jspecify.annotations.Nullable;

/** Takes submissions, pre-checks of documents and of single sections, and withdrawals. */
public final class SubmissionResource {
    private static final String SECTION = "sections[0].";

    private final Gate gate;
    private final JsonCodec codec;
    private final IdempotentCalls calls;
    private final SubmissionAcceptance acceptance;
    private final Decisions decisions;

    /**
     * @param codec that refuses fields it does not know
     * @param calls gives each request its revision
     */
    public SubmissionResource(
            Gate gate, JsonCodec codec, IdempotentCalls calls, SubmissionAcceptance acceptance, Decisions decisions) {
        this.gate = gate;
        this.codec = codec;
        this.calls = calls;
        this.acceptance = acceptance;
        this.decisions = decisions;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.post(
                Links.API + "/submissions",
                Parameters.only(calls.once(this::submit), "waitMs", "minCorpusVersion"),
                Role.MODULE);
        routes.put(
                Links.API + "/submissions/{type}/{id}/sections/{key}",
                Parameters.only(calls.once(this::checkSection), "waitMs"),
                Role.MODULE);
        routes.delete(
                Links.API + "/submissions/{type}/{id}",
                Parameters.only(
                        calls.once(this::withdraw, ctx -> decisions.newestRevision(Parameters.businessKey(ctx)))),
                Role.MODULE,
                Role.APPLICANT);
    }

    private void submit(Context ctx) throws IOException {
        Integer waitInQuery = Parameters.optionalWaitMillis(ctx);
        Long versionInQuery = Parameters.optionalCount(ctx, "minCorpusVersion");
        SubmissionRequest request = codec.read(RequestBody.read(ctx), SubmissionRequest.class);
        request.requireContentForACheck();
        Submission submission = request.toSubmission(() -> calls.revision(ctx), versionInQuery);
        gate.requireType(ctx, submission.businessType(), "businessType");
        int waitMillis = waitInQuery == null ? waitOf(request.waitMs()) : waitInQuery;
        acceptance.accept(
                ctx, submission, request.revision() != null, gate.caller(ctx).sender(), waitMillis);
    }

    private void checkSection(Context ctx) throws IOException {
        Integer waitInQuery = Parameters.optionalWaitMillis(ctx);
        BusinessKey key = gate.document(ctx);
        String section = Parameters.path(ctx, "key");
        SectionRequest request = codec.read(RequestBody.read(ctx), SectionRequest.class);
        Submission submission = new Submission(
                key.businessType(),
                key.businessId(),
                calls.revision(ctx),
                Mode.PRECHECK,
                request.title(),
                List.of(new Section(section, request.text())),
                request.applicant(),
                null);
        validate(submission);
        acceptance.acceptSection(ctx, submission, waitInQuery == null ? waitOf(request.waitMs()) : waitInQuery);
    }

    /** The client sent no array of sections: a refusal names the field it did send. */
    private static void validate(Submission submission) {
        try {
            Validator.check(submission);
        } catch (InvalidMessageException e) {
            throw new InvalidMessageException(
                    e.code(),
                    e.path().replace(SECTION, ""),
                    String.valueOf(e.getMessage()).replace(SECTION, ""));
        }
    }

    private void withdraw(Context ctx) {
        BusinessKey key = gate.document(ctx);
        Standing before = decisions.standing(key);
        Try attempt = IdempotentCalls.attempt(ctx).orElse(null);
        if (attempt != null && attempt.isAgain() && before.revision() > attempt.revision()) {
            // whether the first try had its effect nobody knows any more; what came since may not be what was meant
            throw new ProblemException(
                    ErrorCode.NOTHING_TO_RETRY,
                    null,
                    "revision " + before.revision()
                            + " has come since the first try of this key; withdraw it under a new key");
        }
        acceptance.withdraw(ctx, key, before, gate.caller(ctx).sender());
    }

    private static int waitOf(@Nullable Integer waitMs) {
        return waitMs == null ? 0 : Parameters.waitMillis(waitMs);
    }

    /**
     * The body: a submission, of which the revision may be left to us, and how long to wait. What is missing is refused
     * when the submission is.
     */
    record SubmissionRequest(
            String businessType,
            String businessId,
            @Nullable Long revision,
            Mode mode,
            @Nullable String title,
            List<Section> sections,
            @Nullable Applicant applicant,
            @Nullable String workOrderId,
            @Nullable Long minCorpusVersion,
            List<Signal> signals,
            @Nullable Integer waitMs) {
        /** A withdrawal takes no content: what a client meant by some, nobody knows. */
        void requireContentForACheck() {
            if (mode == Mode.WITHDRAW && sections != null && !sections.isEmpty()) {
                throw ProblemException.invalid("sections", "a withdrawal has no sections");
            }
            if (mode == Mode.WITHDRAW && signals != null && !signals.isEmpty()) {
                throw ProblemException.invalid("signals", "a withdrawal has no signals");
            }
        }

        Submission toSubmission(LongSupplier nextRevision, @Nullable Long versionInQuery) {
            return new Submission(
                    businessType,
                    businessId,
                    revision == null ? nextRevision.getAsLong() : revision,
                    mode,
                    title,
                    sections,
                    applicant,
                    workOrderId,
                    versionInQuery == null ? minCorpusVersion : versionInQuery,
                    signals);
        }
    }

    /**
     * The body of a pre-check. A text that is missing is refused when the submission is.
     *
     * @param applicant whose own documents the policy may leave out
     */
    record SectionRequest(
            String text,
            @Nullable String title,
            @Nullable Applicant applicant,
            @Nullable Integer waitMs) {}
}
