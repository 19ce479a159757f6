package org.dupcheck.check;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.engine.Comparison;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.consume.RecordHandler;
import org.dupcheck.runtime.consume.RejectedRecordException;
import org.dupcheck.runtime.consume.SupersededException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one submission: begin, find (by a scan, or an earlier verdict that stands), store, announce. Every step may
 * be repeated after a crash at any point. Thread-safe.
 */
final class CheckHandler implements RecordHandler {
    private static final Logger LOG = LoggerFactory.getLogger(CheckHandler.class);

    /** How long after its record a submission may wait for the corpus version that it names. */
    static final Duration CORPUS_PATIENCE = Duration.ofSeconds(10);

    private final JsonCodec codec;
    private final CheckTasks tasks;
    private final CheckTasks.Versions versions;
    private final ReferenceSetFeed references;
    private final Scan scan;
    private final VerdictAssembly assembly;
    private final Verdicts verdicts;
    private final VerdictAnnouncement announcement;
    private final CheckMeters meters;
    private final Clock clock;

    CheckHandler(JsonCodec codec, Steps steps, CheckTasks.Versions versions, CheckMeters meters, Clock clock) {
        this.codec = codec;
        this.tasks = steps.tasks();
        this.references = steps.references();
        this.scan = steps.scan();
        this.assembly = steps.assembly();
        this.verdicts = steps.verdicts();
        this.announcement = steps.announcement();
        this.versions = versions;
        this.meters = meters;
        this.clock = clock;
    }

    /** What the way leads over. */
    record Steps(
            CheckTasks tasks,
            ReferenceSetFeed references,
            Scan scan,
            VerdictAssembly assembly,
            Verdicts verdicts,
            VerdictAnnouncement announcement) {}

    @Override
    public void handle(Delivery delivery) {
        try {
            if (delivery.value() == null) {
                withdrawBefore(delivery);
                return;
            }
            Submission submission = SubmissionPrecedence.submission(codec, delivery);
            if (submission.mode() == Mode.WITHDRAW) {
                withdraw(submission, delivery);
            } else {
                check(submission, delivery);
            }
        } catch (InvalidMessageException e) {
            throw new RejectedRecordException(e.code().name(), e.path(), String.valueOf(e.getMessage()), e);
        }
    }

    private void check(Submission submission, Delivery delivery) {
        delivery.throwIfCancelled();
        String hash = ContentHash.of(submission);
        Optional<CheckTasks.Begun> begun =
                meters.begin.record(() -> tasks.begin(submission, hash, delivery.offset(), versions));
        if (begun.isEmpty()) {
            settle(submission, hash, delivery);
            return;
        }
        Claim claim = begun.get().claim();
        Finding finding;
        try {
            finding = find(submission, hash, begun.get(), delivery);
            delivery.throwIfCancelled();
            meters.store.record(() -> verdicts.store(claim, finding, submission));
        } catch (ClaimLostException e) {
            settle(submission, hash, delivery);
            return;
        } catch (SupersededException e) {
            giveUp(claim, delivery);
            throw e;
        } catch (RetryLaterException e) {
            throw e; // the check stands as running, and the next try begins it again
        } catch (RuntimeException | StackOverflowError e) {
            throw failed(claim, submission, delivery, e);
        }
        announce(finding.verdict(), submission.mode());
        meters.verdict(finding.verdict(), Duration.between(delivery.timestamp(), clock.instant()));
    }

    private Finding find(Submission submission, String hash, CheckTasks.Begun begun, Delivery delivery) {
        awaitCorpus(submission, begun, delivery);
        if (begun.reusableVerdict() != null) {
            return assembly.unchanged(begun.claim(), begun.reusableVerdict());
        }
        CorpusVersion version = begun.corpusVersion();
        ReferenceSet set = Objects.requireNonNull(meters.references.record(() -> references.atLeast(version)));
        Comparison comparison = Objects.requireNonNull(
                meters.scan.record(() -> scan.run(submission, begun.claim(), set.view(), delivery)));
        return assembly.scanned(begun.claim(), hash, set, comparison, submission.signals());
    }

    /** Where the submission asks for a reference set that is not there yet, the check is tried again in a moment. */
    private void awaitCorpus(Submission submission, CheckTasks.Begun begun, Delivery delivery) {
        Long least = submission.minCorpusVersion();
        if (least == null || begun.corpusVersion().number() >= least) {
            return;
        }
        String message = "the reference set is at corpus version "
                + begun.corpusVersion().number() + ", not yet at " + least;
        if (Duration.between(delivery.timestamp(), clock.instant()).compareTo(CORPUS_PATIENCE) > 0) {
            throw new CorpusVersionMissedException(message);
        }
        throw new RetryLaterException(message, null);
    }

    private void announce(Verdict verdict, Mode mode) {
        meters.announce.record(() -> announcement.finished(verdict, mode));
    }

    /** What is left to do for a check that may not run: tell its end again where it has one, for that may be untold. */
    private void settle(Submission submission, String hash, Delivery delivery) {
        CheckTasks.Standing standing = tasks.standing(submission.key())
                .orElseThrow(() -> new RetryLaterException("the check's row is gone", null));
        boolean withdrawn = standing.state() == CheckState.WITHDRAWN && standing.recordOffset() >= delivery.offset();
        boolean older = Math.max(standing.revision() - 1, standing.lateWithdrawal()) >= submission.revision();
        if (older || withdrawn) {
            throw new SupersededException();
        }
        if (standing.revision() < submission.revision() || standing.state() != CheckState.FINISHED) {
            // a node that lost the partition, or is about to, may be at it; should it die, nobody else would finish.
            // Or the database was put back, as by a fail-over that lost the begin: what it does not know is not done.
            throw new RetryLaterException("the check has been begun elsewhere, or has to be begun again", null);
        }
        if (!hash.equals(standing.hash())) {
            LOG.warn(
                    "{} revision {} came twice with different content; the first stands",
                    submission.key(),
                    submission.revision());
            throw new SupersededException();
        }
        // the first stands in this as well: a pre-check repeated as a submission is none
        announce(assembly.read(Objects.requireNonNull(standing.result())), standing.mode());
    }

    private void giveUp(Claim claim, Delivery delivery) {
        try {
            if (delivery.superseded()) {
                tasks.supersede(claim);
            } else {
                tasks.putBack(claim);
            }
        } catch (RetryLaterException e) {
            // the begin of whatever comes next writes the row all the same
            LOG.info("{} revision {} given up, but not written: {}", claim.key(), claim.revision(), e.getMessage());
        }
    }

    /** Where the failure cannot be written down either, that exception goes out: such a try does not count. */
    private CheckFailedException failed(Claim claim, Submission submission, Delivery delivery, Throwable failure) {
        meters.failure();
        String reason = "the check failed: " + failure.getClass().getSimpleName() + " in try " + claim.attempt();
        LOG.warn("{} revision {}: {}", claim.key(), claim.revision(), reason);
        boolean failed = tasks.fail(claim, reason);
        // where the row is somebody else's by now, this failure is nobody's concern
        if (failed && delivery.lastAttempt()) {
            verdicts.keepFailed(claim, submission);
            announcement.failed(claim.key(), claim.revision(), submission.mode(), reason);
        }
        return new CheckFailedException(reason, failure);
    }

    private void withdraw(Submission withdrawal, Delivery delivery) {
        BusinessKey key = withdrawal.key();
        tasks.withdraw(withdrawal, delivery.offset());
        CheckTasks.Standing standing = tasks.standing(key).orElseThrow(SupersededException::new);
        if (standing.revision() != withdrawal.revision() || standing.state() != CheckState.WITHDRAWN) {
            throw new SupersededException();
        }
        withdrawn(key, standing);
    }

    /** A null record: takes back what came before it in the log, and has no revision of its own. */
    private void withdrawBefore(Delivery delivery) {
        if (delivery.key() == null) {
            throw new InvalidMessageException(ErrorCode.MISSING_FIELD, "key", "a withdrawal by null needs a key");
        }
        BusinessKey key = BusinessKey.parse(delivery.key());
        tasks.withdrawBefore(key, delivery.offset());
        CheckTasks.Standing standing = tasks.standing(key).orElseThrow(SupersededException::new);
        if (standing.recordOffset() != delivery.offset() || standing.state() != CheckState.WITHDRAWN) {
            throw new SupersededException();
        }
        withdrawn(key, standing);
    }

    private void withdrawn(BusinessKey key, CheckTasks.Standing standing) {
        announcement.withdrawn(key, standing.revision(), standing.updatedAt());
        meters.withdrawal();
    }
}
