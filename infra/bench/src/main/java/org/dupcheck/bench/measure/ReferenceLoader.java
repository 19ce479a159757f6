package org.dupcheck.bench.measure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.client.CheckClient;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Section;
import org.jspecify.annotations.Nullable;

/** Publishes reference documents, a bounded number at a time, and waits until all are in force. For one thread. */
public final class ReferenceLoader {
    /** The type of the documents loaded. */
    public static final String DOCUMENT_TYPE = "reference";

    /** The key of their, and of the queries', only section. */
    public static final String SECTION = "text";

    private static final int IN_FLIGHT = 2_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final CheckClient client;
    private final GatewayApi gateway;
    private final Semaphore room = new Semaphore(IN_FLIGHT);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private long documents;
    private long start;

    public ReferenceLoader(CheckClient client, GatewayApi gateway) {
        this.client = client;
        this.gateway = gateway;
    }

    /** The document as an approval of today. */
    public static ReferenceEvent approval(String id, long revision, String text) {
        return new ReferenceEvent(
                DOCUMENT_TYPE,
                id,
                revision,
                ReferenceEventKind.APPROVED,
                null,
                null,
                List.of(new Section(SECTION, text)),
                null);
    }

    /** Publishes one document; the first one starts the watch. Ids must not repeat. */
    public void add(String id, String text) {
        if (documents == 0) {
            start = System.nanoTime();
        }
        documents++;
        acquire(1);
        var unused = client.publish(approval(id, client.nextRevision(), text)).whenComplete((published, problem) -> {
            if (problem != null) {
                failure.compareAndSet(null, problem);
            }
            room.release();
        });
    }

    /**
     * Waits until the reference set, empty before, holds all of them.
     *
     * @return documents a second, from the first call of {@link #add} on
     */
    public double await() {
        acquire(IN_FLIGHT);
        room.release(IN_FLIGHT);
        Waiting.until(
                "loading the reference set",
                PATIENCE,
                20,
                () -> gateway.referenceSet().total() >= documents);
        return documents / ((System.nanoTime() - start) / 1e9);
    }

    private void acquire(int permits) {
        try {
            if (!room.tryAcquire(permits, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new BenchException("Kafka does not acknowledge documents");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
        Throwable problem = failure.get();
        if (problem != null) {
            throw new BenchException("a document could not be published", problem);
        }
    }
}
