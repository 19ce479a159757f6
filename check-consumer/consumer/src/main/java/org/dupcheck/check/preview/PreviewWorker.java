package org.dupcheck.check.preview;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dupcheck.check.checking.ClaimLostException;
import org.dupcheck.check.scan.Scan;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.runtime.consume.SupersededException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.health.RecurringTask;
import org.dupcheck.store.Purge;
import org.dupcheck.store.Store;
import org.dupcheck.store.policies.PolicyPreviews;
import org.dupcheck.store.policies.PolicyPreviews.Claimed;
import org.dupcheck.store.policies.PreviewResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off the previews of draft policies, one at a time, on a thread of its own: checks have others and do not wait for it.
 * The queue stands in the database. What a node leaves behind another one takes up from the beginning, since the reference set
 * may have moved on.
 */
public final class PreviewWorker implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(PreviewWorker.class);

    /** How often it is looked whether somebody asks. */
    static final Duration INTERVAL = Duration.ofMillis(500);
    /** After that long without progress another node takes it up. */
    static final Duration LEASE = Duration.ofSeconds(60);
    /** The shortest time between two writes of how far it is. */
    private static final Duration PROGRESS = Duration.ofMillis(250);

    private final Store store;
    private final Preview preview;
    private final JsonCodec codec;
    private final Clock clock;
    private final RecurringTask task;
    private final Counter finished;
    private final Counter failed;

    public PreviewWorker(
            Store store, Preview preview, JsonCodec codec, Clock clock, MeterRegistry meters, Drain drain) {
        this.store = store;
        this.preview = preview;
        this.codec = codec;
        this.clock = clock;
        this.task = new RecurringTask("previewing policies", "dupcheck-preview", INTERVAL, this::turn, drain);
        finished = outcomes(meters, "finished");
        failed = outcomes(meters, "failed");
    }

    private static Counter outcomes(MeterRegistry meters, String outcome) {
        return Counter.builder("dupcheck.policy.previews")
                .description("previews of draft policies: finished, and ended without a result")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** What is kept of them. */
    public static Purge purge(Store store) {
        return Purge.of(
                store,
                "previews of policies",
                PolicyPreviews.KEPT_FOR,
                (tables, before, limit) -> tables.policyPreviews().purge(before, limit));
    }

    @Override
    public void start() {
        task.start();
    }

    private void turn() {
        try {
            while (!task.isHalted() && workOff()) {
                // on to the next
            }
        } catch (RetryLaterException e) {
            LOG.info("previews of policies wait for their turn: {}", e.getMessage());
        }
    }

    /** Works off the oldest that is due; returns whether there was one. */
    public boolean workOff() {
        Optional<Claimed> claimed =
                store.inTransaction(tables -> tables.policyPreviews().claim(LEASE, clock.instant()));
        claimed.ifPresent(this::work);
        return claimed.isPresent();
    }

    private void work(Claimed claimed) {
        try {
            PreviewResult result = preview.run(claimed, new Progress(claimed), task::isHalted);
            store.run(tables -> tables.policyPreviews().finish(codec, claimed, result));
            finished.increment();
        } catch (ClaimLostException e) {
            LOG.info("preview {} was taken up by another node", claimed.previewId());
        } catch (SupersededException e) {
            // this node stops, or takes no work for now: another one need not wait for the lease
            store.run(tables -> tables.policyPreviews().release(claimed, clock.instant()));
        } catch (RetryLaterException e) {
            throw e; // the lease ends, and it is due again
        } catch (RuntimeException | StackOverflowError e) {
            failed.increment();
            LOG.warn("preview {} failed", claimed.previewId(), e);
            store.run(tables -> tables.policyPreviews()
                    .fail(claimed, "the preview failed: " + e.getClass().getSimpleName()));
        }
    }

    /** Written now and then, which also holds the preview for a further lease. */
    private final class Progress implements Scan.Progress {
        private final Claimed claimed;
        private Instant next = Instant.MIN;

        Progress(Claimed claimed) {
            this.claimed = claimed;
        }

        @Override
        public void report(int done, int total) {
            Instant now = clock.instant();
            if (now.isBefore(next)) {
                return;
            }
            boolean held = store.inTransaction(
                    tables -> tables.policyPreviews().progress(claimed, done, total, now.plus(LEASE)));
            if (!held) {
                throw new ClaimLostException();
            }
            next = now.plus(PROGRESS);
        }
    }

    @Override
    public Health health() {
        return task.health();
    }

    @Override
    public void close() {
        task.close(Duration.ofSeconds(5));
    }
}
