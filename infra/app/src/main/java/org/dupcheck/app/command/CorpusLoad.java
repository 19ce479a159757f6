package org.dupcheck.app.command;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.client.CheckClient;
import org.dupcheck.client.Published;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.documents.ReferenceFiles;
import org.dupcheck.runtime.failure.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Publishes documents as they are read, a bounded number of them at a time, and remembers how far the topic has to be
 * read before all of them are in. Used by one thread; the client's thread reports to it.
 */
final class CorpusLoad implements ReferenceFiles.Sink {
    /** Documents sent and not yet acknowledged. The client itself bounds their bytes. */
    private static final int MAX_IN_FLIGHT = 1_000;

    /** The client gives up after two minutes. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int MAX_REPORTED = 20;

    private final CheckClient client;
    private final LoadProgress progress;
    private final Semaphore room = new Semaphore(MAX_IN_FLIGHT);
    private final ConcurrentMap<TopicPartition, Long> ends = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong passedOver = new AtomicLong();
    private final InForce inForce;
    private final LoadReport report;
    private long sent;
    private long replaced;

    CorpusLoad(CheckClient client, LoadProgress progress, InForce inForce, LoadReport report) {
        this.client = client;
        this.inForce = inForce;
        this.report = report;
        this.progress = progress;
    }

    @Override
    public void accept(ReferenceEvent document, String where) {
        take(1);
        sent++;
        progress.documents(sent);
        boolean replaces = inForce.replaces(document);
        if (replaces) {
            replaced++;
            if (replaced <= MAX_REPORTED) {
                progress.line(where + ": replaces " + document.documentType() + ":" + document.documentId());
            } else if (replaced == MAX_REPORTED + 1) {
                progress.line("further ones replaced are only counted; --report FILE names them all");
            }
        }
        report.line(replaces ? "replaced" : "loaded", where, document.documentType() + ":" + document.documentId(), "");
        var unused = client.publish(document).whenComplete((published, problem) -> {
            if (problem == null) {
                ends.merge(new TopicPartition(published.topic(), published.partition()), end(published), Math::max);
            } else {
                refused(where, Failures.cause(problem));
            }
            room.release();
        });
    }

    private static long end(Published published) {
        return published.offset() + 1;
    }

    private void refused(String where, Throwable problem) {
        if (problem instanceof InvalidMessageException) {
            reject(where, String.valueOf(problem.getMessage()));
        } else {
            failure.compareAndSet(null, problem);
        }
    }

    @Override
    public void unread(String where, List<String> what) {
        report.line("unread", where, "", String.join("; ", what));
        progress.line(where + ": loaded, but not all of it could be read: " + String.join("; ", what));
    }

    @Override
    public void passOver(String where) {
        long count = passedOver.incrementAndGet();
        report.line("passed over", where, "", "its kind cannot be read");
        if (count <= MAX_REPORTED) {
            progress.line(where + ": passed over, for it is none of .txt, .md, .docx, .pdf, .jsonl and .jsonl.gz");
        } else if (count == MAX_REPORTED + 1) {
            progress.line("further ones passed over are only counted; --report FILE names them all");
        }
    }

    @Override
    public void reject(String where, String reason) {
        long count = rejected.incrementAndGet();
        report.line("refused", where, "", reason);
        if (count <= MAX_REPORTED) {
            progress.line(where + ": " + reason);
        } else if (count == MAX_REPORTED + 1) {
            progress.line("further ones refused are only counted; --report FILE names them all");
        }
    }

    /**
     * Waits until Kafka has everything.
     *
     * @throws UserFaultException where it does not take it
     */
    void awaitAcknowledged() {
        take(MAX_IN_FLIGHT);
        room.release(MAX_IN_FLIGHT);
    }

    private void take(int permits) {
        try {
            if (!room.tryAcquire(permits, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new UserFaultException("Kafka does not acknowledge documents any more");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserFaultException("interrupted while loading", e);
        }
        Throwable problem = failure.get();
        if (problem != null) {
            throw new UserFaultException("a document could not be published: " + problem.getMessage(), problem);
        }
    }

    /** The offset behind the last document of each partition. */
    Map<TopicPartition, Long> ends() {
        return Map.copyOf(ends);
    }

    /** Documents sent; those refused on the way count too. */
    long sent() {
        return sent;
    }

    /** Documents that took the place of one of the same type and id. */
    long replaced() {
        return replaced;
    }

    /** Files passed over for their kind. */
    long passedOver() {
        return passedOver.get();
    }

    /** Documents and lines refused. */
    long rejected() {
        return rejected.get();
    }
}
