package org.dupcheck.check.preview;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dupcheck.check.checking.CheckStages;
import org.dupcheck.check.references.CorpusVersion;
import org.dupcheck.check.references.ReferenceSet;
import org.dupcheck.check.scan.CheckBasis;
import org.dupcheck.check.scan.CheckedText;
import org.dupcheck.check.scan.Scan;
import org.dupcheck.check.scan.StopToken;
import org.dupcheck.check.scan.StoredSubmission;
import org.dupcheck.check.verdict.Pending;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Statistics;
import org.dupcheck.runtime.consume.CancelToken;
import org.dupcheck.runtime.consume.SupersededException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.Store;
import org.dupcheck.store.policies.PolicyPreviews.Claimed;
import org.dupcheck.store.policies.PolicyPreviews.Standing;
import org.dupcheck.store.policies.PreviewResult;
import org.dupcheck.store.verdicts.SubmittedTexts.Checked;
import org.dupcheck.store.verdicts.SubmittedTexts.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks stored texts under a draft policy and under the one in force, and tells where the verdicts differ. Both see the same
 * reference set and the same statistics, so a difference is the policy's and not that of a change since the stored verdict. It
 * writes nothing. Thread-safe.
 */
public final class Preview {
    private static final Logger LOG = LoggerFactory.getLogger(Preview.class);

    /** The longest rest between two texts, and how often it is asked within one whether to stop. */
    private static final long MAX_REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long REST_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Store store;
    private final CheckStages stages;
    private final JsonCodec codec;

    public Preview(Store store, CheckStages stages, JsonCodec codec) {
        this.store = store;
        this.stages = stages;
        this.codec = codec;
    }

    /**
     * Looks at the stored checks that the preview is about.
     *
     * @param progress is told after each; what it throws ends the work
     * @param stopped whether to give up
     * @throws SupersededException where it was to give up
     */
    PreviewResult run(Claimed claimed, Scan.Progress progress, BooleanSupplier stopped) {
        String type = claimed.businessType();
        Policy draft = codec.read(claimed.draft(), Policy.class);
        Standing standing = store.read(tables -> tables.policyPreviews().standing(type));
        ReferenceSet set =
                stages.references().atLeast(new CorpusVersion(standing.corpusVersion(), standing.corpusToken()));
        // those in force, also where new ones are due: taking them would write
        Statistics statistics = stages.epochs().inForce();
        CheckBasis inForce = new CheckBasis(set, statistics, stages.policies().of(type, standing.policy()));
        CheckBasis drafted = new CheckBasis(set, statistics, draft);
        List<Checked> sample = store.read(tables -> tables.submittedTexts().newest(type, claimed.sample()));
        PreviewTally tally = new PreviewTally();
        CancelToken token = new StopToken(stopped);
        for (int i = 0; i < sample.size(); i++) {
            progress.report(i, sample.size());
            long started = System.nanoTime();
            compare(sample.get(i), inForce, drafted, token, tally);
            rest(System.nanoTime() - started, token);
        }
        return tally.result(inForce);
    }

    /** One text that cannot be checked costs the others nothing. */
    private void compare(Checked one, CheckBasis inForce, CheckBasis drafted, CancelToken token, PreviewTally tally) {
        Optional<Text> text = store.read(tables -> tables.submittedTexts().find(one.key(), one.revision()));
        if (text.isEmpty()) {
            tally.addNotChecked();
            return;
        }
        try {
            CheckedText checked = StoredSubmission.read(codec, one.key(), one.revision(), text.get());
            tally.add(one.verdictId(), verdict(checked, inForce, token), verdict(checked, drafted, token));
        } catch (SupersededException | RetryLaterException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // no more than the kind: a message of the engine or of Java may quote the text
            LOG.warn(
                    "{} cannot be checked for a preview: {}",
                    one.key(),
                    e.getClass().getSimpleName());
            tally.addNotChecked();
        }
    }

    /** As a check would give it. Its reason and the owner's key are not looked at. */
    private Verdict verdict(CheckedText text, CheckBasis basis, CancelToken token) {
        Comparison comparison = stages.scan().run(text.content(), token, basis, (done, total) -> {});
        Pending pending = stages.open().compare(text, basis, comparison, token);
        return stages.assembly()
                .scanned(text, VerdictReason.POLICY, "", basis, comparison, pending)
                .verdict();
    }

    /** As long as the work took, so that a preview takes half a core at most. */
    private static void rest(long nanos, CancelToken token) {
        long end = System.nanoTime() + Math.min(nanos, MAX_REST_NANOS);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            token.throwIfCancelled();
            LockSupport.parkNanos(Math.min(left, REST_STEP_NANOS));
        }
    }
}
