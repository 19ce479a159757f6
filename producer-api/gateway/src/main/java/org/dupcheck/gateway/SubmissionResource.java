package org.dupcheck.gateway;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Validator;
import org.dupcheck.gateway.VerdictWaits.Outcome;
import org.jspecify.annotations.Nullable;

/** Takes submissions, pre-checks of one section, and withdrawals. */
final class SubmissionResource {
    private static final String SECTION = "sections[0].";

    private final JsonCodec codec;
    private final Publishing publishing;
    private final AcceptedSubmissions accepted;
    private final VerdictWaits waits;
    private final Decisions decisions;
    private final Executor executor;

    SubmissionResource(
            JsonCodec codec,
            Publishing publishing,
            AcceptedSubmissions accepted,
            VerdictWaits waits,
            Decisions decisions,
            Executor executor) {
        this.codec = codec;
        this.publishing = publishing;
        this.accepted = accepted;
        this.waits = waits;
        this.decisions = decisions;
        this.executor = executor;
    }

    void addTo(RoutesConfig routes) {
        routes.post(Links.API + "/submissions", Parameters.only(this::submit, "waitMs", "minCorpusVersion"));
        routes.put(
                Links.API + "/submissions/{type}/{id}/sections/{key}", Parameters.only(this::checkSection, "waitMs"));
        routes.delete(Links.API + "/submissions/{type}/{id}", Parameters.only(this::withdraw));
    }

    private void submit(Context ctx) throws IOException {
        Integer waitInQuery = Parameters.optionalWaitMillis(ctx);
        Long versionInQuery = Parameters.optionalCount(ctx, "minCorpusVersion");
        SubmissionRequest request = codec.read(RequestBody.read(ctx), SubmissionRequest.class);
        Submission submission = request.toSubmission(publishing::nextRevision, versionInQuery);
        accept(ctx, submission, waitInQuery == null ? waitOf(request.waitMs()) : waitInQuery);
    }

    private void checkSection(Context ctx) throws IOException {
        Integer waitInQuery = Parameters.optionalWaitMillis(ctx);
        BusinessKey key = Parameters.businessKey(ctx);
        String section = Parameters.path(ctx, "key");
        SectionRequest request = codec.read(RequestBody.read(ctx), SectionRequest.class);
        Submission submission = new Submission(
                key.businessType(),
                key.businessId(),
                publishing.nextRevision(),
                Mode.PRECHECK,
                request.title(),
                List.of(new Section(section, request.text())),
                null,
                null);
        validate(submission);
        accept(ctx, submission, waitInQuery == null ? waitOf(request.waitMs()) : waitInQuery);
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
        BusinessKey key = Parameters.businessKey(ctx);
        long least = decisions.requireWithdrawable(key);
        accept(ctx, Submission.withdrawal(key, Math.max(least, publishing.nextRevision())), 0);
    }

    private static int waitOf(@Nullable Integer waitMs) {
        return waitMs == null ? 0 : Parameters.waitMillis(waitMs);
    }

    private void accept(Context ctx, Submission submission, int waitMillis) {
        if (waitMillis > 0) {
            waits.reserve();
        }
        CompletableFuture<Outcome> outcome = publishing
                .publish(submission)
                .whenComplete((sent, failure) -> {
                    if (failure != null && waitMillis > 0) {
                        waits.release();
                    }
                })
                .thenCompose(sent -> {
                    accepted.add(submission.key(), submission.revision(), submission.mode());
                    return waitMillis == 0
                            ? CompletableFuture.completedFuture(new Outcome(CheckState.QUEUED, null))
                            : waits.await(submission.key(), submission.revision(), Duration.ofMillis(waitMillis));
                });
        Answers.later(ctx, outcome, executor, done -> answer(ctx, submission, done));
    }

    private static void answer(Context ctx, Submission submission, Outcome outcome) {
        if (outcome.verdict() != null) {
            Answers.stored(ctx, 200, outcome.verdict());
            return;
        }
        Map<String, String> links = Links.check(submission.key(), null);
        ctx.header("Location", String.valueOf(links.get("self")));
        Answers.json(
                ctx,
                202,
                new Accepted(
                        submission.businessType(),
                        submission.businessId(),
                        submission.revision(),
                        outcome.state(),
                        links));
    }

    /** @param state of the revision sent: QUEUED, or how far it came while the request waited */
    record Accepted(
            String businessType, String businessId, long revision, CheckState state, Map<String, String> links) {}

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

    /** The body of a pre-check. A text that is missing is refused when the submission is. */
    record SectionRequest(
            String text, @Nullable String title, @Nullable Integer waitMs) {}
}
