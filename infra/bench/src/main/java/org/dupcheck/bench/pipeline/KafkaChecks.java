package org.dupcheck.bench.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.Timings;
import org.dupcheck.bench.measure.Waiting;
import org.dupcheck.client.CheckClient;
import org.dupcheck.client.VerdictListener;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.VerdictEvent;

/** Submissions straight over Kafka: from the client's call to the verdict's event at a listener. For one thread. */
final class KafkaChecks implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CheckClient client;
    private final VerdictListener listener;
    private final Map<String, CompletableFuture<VerdictEvent>> waiting = new ConcurrentHashMap<>();

    KafkaChecks(CheckClient client, String bootstrapServers) {
        this.client = client;
        this.listener = VerdictListener.builder(bootstrapServers, this::hear).start();
        Waiting.forAnswer(listener.ready(), PATIENCE);
    }

    private void hear(VerdictEvent event) {
        CompletableFuture<VerdictEvent> verdict = waiting.remove(event.key().toString());
        if (verdict != null) {
            verdict.complete(event);
        }
    }

    /** One after the other. */
    Timings oneClient(Workload workload) {
        Timings timings = new Timings();
        for (Submission next = workload.next(); next != null; next = workload.next()) {
            Waiting.forAnswer(check(next, timings), PATIENCE);
        }
        return timings;
    }

    /** With so many under way at a time; returns checks a second. */
    double many(Workload workload, int underWay, Timings timings) {
        Semaphore room = new Semaphore(underWay);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        long start = System.nanoTime();
        for (Submission next = workload.next(); next != null; next = workload.next()) {
            Waiting.forRoom(room, PATIENCE);
            all.add(check(next, timings).whenComplete((verdict, failure) -> room.release()));
        }
        Waiting.forAnswer(CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)), PATIENCE);
        return timings.count() / ((System.nanoTime() - start) / 1e9);
    }

    private CompletableFuture<Void> check(Submission submission, Timings timings) {
        CompletableFuture<VerdictEvent> verdict = new CompletableFuture<>();
        waiting.put(submission.key().toString(), verdict);
        long start = System.nanoTime();
        var unused = client.publish(submission).whenComplete((published, failure) -> {
            if (failure != null) {
                verdict.completeExceptionally(failure);
            }
        });
        return verdict.thenAccept(event -> {
            if (event.state() != CheckState.FINISHED) {
                throw new BenchException("the check of " + event.key() + " ended as " + event.state());
            }
            timings.add(System.nanoTime() - start);
        });
    }

    @Override
    public void close() {
        listener.close();
    }
}
