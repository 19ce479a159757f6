package org.dupcheck.check.checking;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.dupcheck.check.pending.OpenComparison;
import org.dupcheck.check.references.CorpusVersion;
import org.dupcheck.check.references.ReferenceSet;
import org.dupcheck.check.references.ReferenceSetFeed;
import org.dupcheck.check.references.StatisticsEpochs;
import org.dupcheck.check.scan.CheckBasis;
import org.dupcheck.check.verdict.Pending;
import org.dupcheck.check.verdict.VerdictAnnouncement;
import org.dupcheck.check.verdict.VerdictAssembly;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.engine.Comparison;
import org.dupcheck.runtime.consume.SupersededException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.checks.CheckRow;
import org.dupcheck.store.checks.CheckStart;
import org.dupcheck.store.checks.CheckTable;
import org.dupcheck.store.checks.CheckVersions;
import org.dupcheck.store.checks.Claim;
import org.dupcheck.store.checks.NewVerdict;
import org.dupcheck.store.checks.StartedCheck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one check, whatever its job: begin, find (by an earlier verdict that stands, or section by section), store, announce.
 * Every step may be repeated after a crash at any point. Thread-safe.
 */
public final class Checker {
    private static final Logger LOG = LoggerFactory.getLogger(Checker.class);

    /** How long after it was asked for a check may wait for the corpus version that it names. */
    static final Duration CORPUS_PATIENCE = Duration.ofSeconds(10);

    private final CheckTable table;
    private final ReferenceSetFeed references;
    private final StatisticsEpochs epochs;
    private final SectionChecks sections;
    private final KnownPolicies policies;
    private final OpenComparison open;
    private final VerdictAssembly assembly;
    private final VerdictAnnouncement announcement;
    private final CheckVersions versions;
    private final CheckMeters meters;
    private final Clock clock;

    /** @param table that has the rows of such checks */
    public Checker(CheckTable table, CheckStages stages, CheckVersions versions, CheckMeters meters, Clock clock) {
        this.table = table;
        this.references = stages.references();
        this.epochs = stages.epochs();
        this.sections = stages.sections();
        this.policies = stages.policies();
        this.open = stages.open();
        this.assembly = stages.assembly();
        this.announcement = stages.announcement();
        this.versions = versions;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Runs the check. Where it has ended before, publishes its end again, because the first publication may be missing.
     *
     * @throws SupersededException where the check is no longer wanted
     * @throws InvalidMessageException with REVISION_REUSED where the revision was used for other content
     * @throws RetryLaterException where it has to be tried again, and that is nobody's fault
     * @throws CheckFailedException where this try failed
     */
    public void check(CheckJob job) {
        job.token().throwIfCancelled();
        Optional<StartedCheck> started = meters.begin.record(() -> table.begin(new CheckStart(
                job.key(),
                job.revision(),
                job.content().title(),
                job.contentHash(),
                job.userId(),
                job.content().workOrderId(),
                job.position(),
                versions)));
        if (started.isEmpty()) {
            publishAgain(job);
            return;
        }
        Claim claim = started.get().claim();
        Found found;
        try {
            found = find(job, started.get());
            job.token().throwIfCancelled();
            meters.store.record(() -> store(claim, found.verdict(), job));
        } catch (ClaimLostException e) {
            publishAgain(job);
            return;
        } catch (SupersededException e) {
            giveUp(claim, job);
            throw e;
        } catch (RetryLaterException e) {
            throw e; // the check stands as running, and the next try begins it again
        } catch (RuntimeException | StackOverflowError e) {
            throw failed(claim, job, e);
        }
        Verdict verdict = found.verdict().verdict();
        announce(job, verdict, found.others());
        boolean reused = started.get().reusableVerdict() != null;
        meters.verdict(verdict, reused, Duration.between(job.since(), clock.instant()));
    }

    /** @param others open submissions with the same text */
    private record Found(NewVerdict verdict, Set<BusinessKey> others) {}

    private Found find(CheckJob job, StartedCheck started) {
        awaitCorpus(job, started);
        Policy policy = policies.inForce(started);
        String reusable = started.reusableVerdict();
        if (reusable != null && !open.isWanted(policy)) {
            return new Found(assembly.takenOver(started, job.content().mode(), reusable, Pending.NONE), Set.of());
        }
        CorpusVersion version = new CorpusVersion(started.corpusVersion(), started.corpusToken());
        ReferenceSet set = Objects.requireNonNull(meters.references.record(() -> references.atLeast(version)));
        CheckBasis basis = new CheckBasis(set, epochs.forCheck(started.statisticsToken(), set.view()), policy);
        if (reusable != null) {
            Pending pending = open.compare(job.text(), basis, assembly.read(reusable), job.token());
            return new Found(assembly.takenOver(started, job.content().mode(), reusable, pending), pending.others());
        }
        Comparison comparison = Objects.requireNonNull(meters.scan.record(() ->
                sections.compare(job, started.ownerKey(set.version()), basis, meters, (done, total) -> {
                    if (!table.progress(started.claim(), done, total)) {
                        throw new ClaimLostException();
                    }
                })));
        Pending pending = open.compare(job.text(), basis, comparison, job.token());
        VerdictReason reason = started.reason(
                job.contentHash(), set.version(), basis.statistics().corpusVersion(), versions);
        return new Found(
                assembly.scanned(job.text(), reason, started.ownerKey(set.version()), basis, comparison, pending),
                pending.others());
    }

    /** Where the content asks for a reference set that is not there yet, the check is tried again in a moment. */
    private void awaitCorpus(CheckJob job, StartedCheck started) {
        Long least = job.content().minCorpusVersion();
        if (least == null || started.corpusVersion() >= least) {
            return;
        }
        String message = "the reference set is at corpus version " + started.corpusVersion() + ", not yet at " + least;
        if (Duration.between(job.since(), clock.instant()).compareTo(CORPUS_PATIENCE) > 0) {
            throw new CorpusVersionMissedException(message);
        }
        throw new RetryLaterException(message, null);
    }

    private void store(Claim claim, NewVerdict found, CheckJob job) {
        if (!table.finish(claim, found, job.content())) {
            throw new ClaimLostException();
        }
    }

    /** For a check that may not run. Where it has ended, its end is published again: the first publication may be missing. */
    private void publishAgain(CheckJob job) {
        CheckRow row =
                table.find(job.key()).orElseThrow(() -> new RetryLaterException("the check's row is gone", null));
        if (row.overtakes(job.revision(), job.position())) {
            throw new SupersededException();
        }
        if (row.reuses(job.revision(), job.contentHash())) {
            throw new InvalidMessageException(
                    ErrorCode.REVISION_REUSED,
                    "revision",
                    "revision " + job.revision() + " was used before, with other content");
        }
        if (row.revision() < job.revision() || row.state() != CheckState.FINISHED) {
            // a node that lost the partition, or is about to, may be at it; should it die, nobody else would finish.
            // Or the database was put back, as by a fail-over that lost the begin: what it does not know is not done.
            throw new RetryLaterException("the check has been begun elsewhere, or has to be begun again", null);
        }
        String verdict = row.verdict();
        if (verdict == null) {
            throw new RetryLaterException("the verdict's time was up; the row goes next", null);
        }
        announce(job, assembly.read(verdict), Set.of());
    }

    /**
     * Only what is stored: a change of the reference set that came meanwhile either sees this verdict (the percolation),
     * or is seen here. Before the announcement, for that lets the work order go.
     */
    private void announce(CheckJob job, Verdict verdict, Set<BusinessKey> others) {
        table.recheckIfBehind(verdict);
        if (verdict.mode() == Mode.SUBMIT) {
            open.followNew(verdict, others);
        }
        meters.announce.record(() -> announcement.finished(job.key(), verdict));
    }

    private void giveUp(Claim claim, CheckJob job) {
        try {
            if (job.token().superseded()) {
                table.supersede(claim);
            } else {
                table.putBack(claim);
            }
        } catch (RetryLaterException e) {
            // the begin of whatever comes next writes the row all the same
            LOG.info("{} revision {} given up, but not written: {}", claim.key(), claim.revision(), e.getMessage());
        }
    }

    /** Where the failure cannot be written down either, that exception goes out: such a try does not count. */
    private CheckFailedException failed(Claim claim, CheckJob job, Throwable failure) {
        meters.failure();
        // no more than the kind: a message of the engine or of Java may quote the text
        String reason = failure instanceof CorpusVersionMissedException missed
                ? String.valueOf(missed.getMessage())
                : "the check failed: " + failure.getClass().getSimpleName() + " in try " + claim.attempt();
        LOG.warn("{} revision {}: {}", claim.key(), claim.revision(), reason);
        boolean failed = table.fail(claim, reason);
        // where the row is somebody else's by now, this failure is nobody's concern
        if (failed && job.lastTry()) {
            table.keepFailed(claim, job.content());
            announcement.failed(job.key(), claim.revision(), job.content().mode(), reason);
        }
        return new CheckFailedException(reason, failure);
    }
}
