package org.dupcheck.gateway.submissions;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Submission;
import org.dupcheck.gateway.checks.AcceptedChecks;
import org.dupcheck.gateway.checks.AcceptedChecks.Accepted;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.checks.CheckQueries;
import org.dupcheck.store.checks.CheckQueries.Sent;
import org.dupcheck.store.checks.StoredCheck;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what is known of a document's revisions before another one is published, as a service to the client: what
 * counts is the look of the consumers. Where the database is away a submission goes out unseen, and for a while nobody
 * looks, as each look would hold a thread for the time that a connection may take. Thread-safe.
 */
final class KnownRevisions {
    private static final Logger LOG = LoggerFactory.getLogger(KnownRevisions.class);
    private static final long NO_LOOK_AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final CheckQueries queries;
    private final AcceptedChecks accepted;
    private volatile @Nullable Long failedNanos;

    /** @param accepted what may be newer than its row */
    KnownRevisions(CheckQueries queries, AcceptedChecks accepted) {
        this.queries = queries;
        this.accepted = accepted;
    }

    /**
     * Whether a newer revision is known, so that this one will have no effect. A revision that a record without a value took
     * back before its check began overtakes nothing. So one that was accepted here counts only where nothing is known to have
     * come after it.
     *
     * @param contentHash of what is submitted; empty for a withdrawal
     * @param isChosen whether the client chose the revision; for others the database is asked only where a newer one is remembered
     * @throws ProblemException with REVISION_REUSED where the revision was used for other content
     */
    boolean isOvertaken(CheckKey key, Submission submission, String contentHash, boolean isChosen) {
        Accepted newer = accepted(key, submission.mode())
                .filter(newest -> !newest.byNull() && newest.revision() > submission.revision())
                .orElse(null);
        Optional<StoredCheck> row = isChosen || newer != null
                ? look(() -> row(key, submission.mode()), Optional.empty())
                : Optional.empty();
        if (row.isPresent() && !contentHash.isEmpty()) {
            requireSame(row.get(), submission, contentHash);
        }
        if (row.isPresent() && row.get().revision() > submission.revision()) {
            return true;
        }
        return newer != null
                && row.filter(found -> found.isAfter(newer.partition(), newer.offset()))
                        .isEmpty();
    }

    private Optional<Accepted> accepted(CheckKey key, Mode mode) {
        return mode == Mode.PRECHECK
                ? accepted.preChecks(key.document()).stream()
                        .filter(newest -> newest.key().equals(key))
                        .findFirst()
                : accepted.submission(key.document());
    }

    private Optional<StoredCheck> row(CheckKey key, Mode mode) {
        return mode == Mode.PRECHECK ? queries.findPreCheck(key) : queries.findSubmission(key.document());
    }

    /** Of one and the same revision; what is beside the text is known once its check has ended. */
    private void requireSame(StoredCheck row, Submission submission, String contentHash) {
        if (row.reuses(submission.revision(), contentHash)) {
            throw reused(submission);
        }
        if (row.revision() != submission.revision()
                || row.state() != CheckState.FINISHED
                || submission.mode() != Mode.SUBMIT) {
            return;
        }
        BusinessKey key = submission.key();
        Sent before = look(() -> queries.findSent(key, submission.revision()), Optional.<Sent>empty())
                .orElse(null);
        if (before == null) {
            return;
        }
        Applicant applicant = submission.applicant();
        if (!Objects.equals(before.title(), submission.title())) {
            throw reused(submission, "title");
        }
        if (applicant != null && !applicant.userId().equals(before.userId())) {
            throw reused(submission, "applicant.userId");
        }
        String order = submission.workOrderId() == null ? key.toString() : submission.workOrderId();
        if (!order.equals(before.workOrderId())) {
            throw reused(submission, "workOrderId");
        }
    }

    private <T> T look(Supplier<T> query, T unseen) {
        Long failed = failedNanos;
        if (failed != null && System.nanoTime() - failed < NO_LOOK_AFTER_FAILURE_NANOS) {
            return unseen;
        }
        try {
            return query.get();
        } catch (RetryLaterException e) {
            failedNanos = System.nanoTime();
            LOG.debug("a submission goes out unseen: {}", e.getMessage());
            return unseen;
        }
    }

    private static ProblemException reused(Submission submission, String path) {
        return new ProblemException(
                ErrorCode.REVISION_REUSED,
                path,
                "revision " + submission.revision() + " was used before, with another " + path);
    }

    static ProblemException reused(Submission submission) {
        return new ProblemException(
                ErrorCode.REVISION_REUSED,
                "revision",
                "revision " + submission.revision() + " was used before, with other content");
    }
}
