package org.dupcheck.gateway.policies;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.Store;
import org.dupcheck.store.policies.PolicyPreviews;

/**
 * Has somebody told what a draft policy would change, before anybody saves it: the same for programs and for pages. It asks
 * for that in the database, for it needs a scan: a node with the check role takes it up. Thread-safe.
 */
public final class PreviewService {
    /** Stored checks to look at, unless somebody names another number. */
    public static final int DEFAULT_SAMPLE = 200;

    /** Seconds after which one of those that wait may have ended. */
    private static final int RETRY_AFTER = 5;

    private final Store store;
    private final JsonCodec codec;
    private final PreviewWaits waits;
    private final Clock clock;
    private final Executor executor;

    /**
     * @param codec of what is stored
     * @param executor reads how it ended: the thread that tells of it must not be held up
     */
    public PreviewService(Store store, JsonCodec codec, PreviewWaits waits, Clock clock, Executor executor) {
        this.store = store;
        this.codec = codec;
        this.waits = waits;
        this.clock = clock;
        this.executor = executor;
    }

    /**
     * Asks for a preview of a draft that is a policy.
     *
     * @return how it stands at its end, or when the time is up
     * @throws ProblemException TOO_MANY_PREVIEWS
     */
    public CompletableFuture<PolicyPreviews.Row> request(Policy draft, int sample, int waitMillis) {
        return later(draft.businessType(), waitMillis, () -> ask(draft, sample));
    }

    private String ask(Policy draft, int sample) {
        return store.inTransaction(tables -> tables.policyPreviews().request(codec, draft, sample, clock.instant()))
                .orElseThrow(() -> ProblemException.tooMany(
                        ErrorCode.TOO_MANY_PREVIEWS,
                        PolicyPreviews.MAX_OPEN + " previews wait or run already; come again when one has ended",
                        RETRY_AFTER));
    }

    /** As {@link #request}, of one that was asked for. @throws ProblemException 404 where there is none */
    public CompletableFuture<PolicyPreviews.Row> wait(String type, String previewId, int waitMillis) {
        var unused = find(type, previewId);
        return later(type, waitMillis, () -> previewId);
    }

    /** @param preview names the preview to wait for, once there is a place to wait at */
    private CompletableFuture<PolicyPreviews.Row> later(String type, int waitMillis, Supplier<String> preview) {
        if (waitMillis == 0) {
            return CompletableFuture.completedFuture(find(type, preview.get()));
        }
        waits.reserve();
        String previewId;
        try {
            previewId = preview.get();
        } catch (RuntimeException e) {
            waits.release();
            throw e;
        }
        return waits.await(previewId, Duration.ofMillis(waitMillis))
                .thenApplyAsync(ended -> find(type, previewId), executor);
    }

    private PolicyPreviews.Row find(String type, String previewId) {
        return store.read(tables -> tables.policyPreviews().find(codec, type, previewId))
                .orElseThrow(() -> ProblemException.notFound("there is no such preview, or its day is over"));
    }
}
