package org.dupcheck.gateway.submissions;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.dupcheck.client.Published;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Sender;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Validator;
import org.dupcheck.gateway.cache.VerdictCache;
import org.dupcheck.gateway.checks.AcceptedChecks;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.common.MessagePublisher;
import org.dupcheck.gateway.common.VerdictAnswer;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.idempotency.IdempotentCalls;
import org.dupcheck.gateway.limits.RateLimits;
import org.dupcheck.gateway.submissions.VerdictWaits.WaitResult;
import org.dupcheck.gateway.workorders.Decisions.Standing;
import org.dupcheck.store.checks.AwaitedChecks.Awaited;
import org.dupcheck.store.checks.CheckQueries;
import org.dupcheck.store.verdicts.VerdictBody;
import org.jspecify.annotations.Nullable;

/** Publishes what is to be checked, remembers that it did, and answers with the verdict or with where it stands. */
public final class SubmissionAcceptance {
    private final KnownRevisions revisions;
    private final MessagePublisher publisher;
    private final AcceptedChecks accepted;
    private final VerdictWaits waits;
    private final VerdictCache cache;
    private final RateLimits limits;
    private final Executor executor;

    /**
     * @param cache is told of each verdict that is told
     * @param limits how much may be checked
     * @param executor writes the answers
     */
    public SubmissionAcceptance(
            CheckQueries queries,
            MessagePublisher publisher,
            AcceptedChecks accepted,
            VerdictWaits waits,
            VerdictCache cache,
            RateLimits limits,
            Executor executor) {
        this.revisions = new KnownRevisions(queries, accepted);
        this.publisher = publisher;
        this.accepted = accepted;
        this.waits = waits;
        this.cache = cache;
        this.limits = limits;
        this.executor = executor;
    }

    /**
     * How far a submission came while somebody waited.
     *
     * @param verdict the verdict as of when it was seen, if and only if the state is FINISHED
     */
    public record Outcome(CheckState state, @Nullable VerdictBody verdict) {}

    /** A revision greater than all before it. */
    public long nextRevision() {
        return publisher.nextRevision();
    }

    /**
     * Of a whole document, in the mode it names.
     *
     * @param isChosen whether the client chose the revision, which it may have used before
     * @param sender who asks; null where that is not told
     */
    void accept(Context ctx, Submission submission, boolean isChosen, @Nullable Sender sender, int waitMillis) {
        CheckKey key = CheckKey.document(submission.key());
        answerLater(ctx, key, submission, check(key, submission, isChosen, sender, waitMillis));
    }

    /** A pre-check of the one section that the submission has. */
    void acceptSection(Context ctx, Submission section, int waitMillis) {
        CheckKey key = sectionKey(section);
        answerLater(ctx, key, section, check(key, section, false, null, waitMillis));
    }

    private void answerLater(Context ctx, CheckKey key, Submission submission, CompletableFuture<Outcome> outcome) {
        Answers.later(ctx, outcome, executor, done -> answer(ctx, key, submission, done));
    }

    /**
     * Has a whole document checked, in the mode it names, under a revision of {@link #nextRevision}.
     *
     * @return completes on a thread that must not be held up; with a failure where nothing was published
     * @throws ProblemException where too many wait already, or too much came within a minute
     * @throws org.dupcheck.contract.InvalidMessageException where it breaks the contract
     */
    public CompletableFuture<Outcome> check(Submission submission, int waitMillis) {
        return check(CheckKey.document(submission.key()), submission, false, null, waitMillis);
    }

    /** As {@link #check(Submission, int)}, a pre-check of the one section that the submission has. */
    public CompletableFuture<Outcome> checkSection(Submission section, int waitMillis) {
        return check(sectionKey(section), section, false, null, waitMillis);
    }

    private static CheckKey sectionKey(Submission section) {
        return new CheckKey(section.key(), section.sections().get(0).key());
    }

    private CompletableFuture<Outcome> check(
            CheckKey key, Submission submission, boolean isChosen, @Nullable Sender sender, int patienceMillis) {
        // what breaks the contract has no hash, no name to be counted by, and would be told only afterwards
        Validator.check(submission);
        // a withdrawal has no content to compare and no verdict to wait for
        boolean hasContent = submission.mode() != Mode.WITHDRAW;
        if (hasContent) {
            Applicant applicant = submission.applicant();
            limits.check(applicant == null ? null : applicant.userId(), submission.businessType());
        }
        String contentHash = hasContent ? ContentHash.of(submission) : "";
        boolean isOvertaken = revisions.isOvertaken(key, submission, contentHash, isChosen);
        int waitMillis = hasContent && !isOvertaken ? patienceMillis : 0;
        if (waitMillis > 0) {
            waits.reserve();
        }
        return publish(key, submission, sender)
                .whenComplete((sent, failure) -> {
                    if (failure != null && waitMillis > 0) {
                        waits.release();
                    }
                })
                .thenCompose(sent -> {
                    accepted.add(key, submission.revision(), submission.mode(), hasContent ? contentHash : null, sent);
                    return waitMillis == 0
                            ? CompletableFuture.completedFuture(
                                    WaitResult.of(isOvertaken ? CheckState.SUPERSEDED : CheckState.QUEUED))
                            : waits.await(awaited(key, submission), contentHash, sent, Duration.ofMillis(waitMillis));
                })
                .thenApply(done -> outcome(key, submission, done));
    }

    private Outcome outcome(CheckKey key, Submission submission, WaitResult done) {
        if (done.reused()) {
            throw KnownRevisions.reused(submission);
        }
        if (done.verdict() != null) {
            cache.forget(key.document());
        }
        return new Outcome(done.state(), done.verdict());
    }

    private CompletableFuture<Published> publish(CheckKey key, Submission submission, @Nullable Sender sender) {
        return key.section() == null ? publisher.publish(submission, sender) : publisher.precheckSection(submission);
    }

    private static Awaited awaited(CheckKey key, Submission submission) {
        return submission.mode() == Mode.PRECHECK
                ? Awaited.preCheck(key, submission.revision())
                : Awaited.submission(key.document(), submission.revision());
    }

    /**
     * Takes back whatever was accepted before, by any gateway.
     *
     * @param revision the newest that is known to be taken back; 0 where none is
     * @param sender who asks; null where that is not told
     */
    public CompletableFuture<Outcome> withdraw(BusinessKey key, long revision, @Nullable Sender sender) {
        return publisher.withdraw(key, sender).thenApply(sent -> {
            accepted.withdrawn(key, revision, sent);
            return new Outcome(CheckState.QUEUED, null);
        });
    }

    /**
     * As {@link #withdraw(BusinessKey, long, Sender)}. It is published whatever is known: a submission may be on its way that this
     * gateway does not know.
     *
     * @param before how things stood before it
     */
    void withdraw(Context ctx, BusinessKey key, Standing before, @Nullable Sender sender) {
        IdempotentCalls.mayHaveEffect(ctx);
        CompletableFuture<Outcome> sent = switch (before.kind()) {
            case OPEN -> withdraw(key, before.revision(), sender);
            case WITHDRAWN ->
                publisher.withdraw(key, sender).thenApply(published -> new Outcome(CheckState.WITHDRAWN, null));
            case UNKNOWN ->
                publisher.withdraw(key, sender).thenApply(published -> {
                    throw ProblemException.notFound("no submission of this document is known here;"
                            + " one that is on its way is withdrawn all the same");
                });
        };
        int status = before.kind() == Standing.Kind.WITHDRAWN ? 200 : 202;
        Submission withdrawal = Submission.withdrawal(key, before.revision());
        Answers.later(ctx, sent, executor, done -> answer(ctx, CheckKey.document(key), withdrawal, status, done));
    }

    private static void answer(Context ctx, CheckKey key, Submission submission, Outcome outcome) {
        if (outcome.verdict() != null) {
            String section = key.section();
            VerdictAnswer.send(ctx, outcome.verdict(), section == null ? "" : section);
        } else {
            answer(ctx, key, submission, 202, outcome);
        }
    }

    private static void answer(Context ctx, CheckKey key, Submission submission, int status, Outcome outcome) {
        Map<String, String> links = Links.accepted(key);
        ctx.header("Location", String.valueOf(links.get("self")));
        Answers.json(
                ctx,
                status,
                new Accepted(
                        submission.businessType(),
                        submission.businessId(),
                        submission.revision(),
                        outcome.state(),
                        links));
    }

    /**
     * What was accepted.
     *
     * @param revision that was sent; of a withdrawal, the newest that it is known to take back
     * @param state of the revision sent: QUEUED, or how far it came while the request waited; SUPERSEDED where a newer one
     *     was known before; WITHDRAWN where a withdrawal found it so
     */
    record Accepted(
            String businessType, String businessId, long revision, CheckState state, Map<String, String> links) {}
}
