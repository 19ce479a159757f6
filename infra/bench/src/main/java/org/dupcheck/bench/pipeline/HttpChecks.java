package org.dupcheck.bench.pipeline;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.Timings;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Submission;
import org.dupcheck.dist.api.GatewayApi;

/** Submissions over HTTP, each waiting for its verdict. */
final class HttpChecks {
    private final JsonCodec codec = new JsonCodec();
    private final GatewayApi gateway;

    HttpChecks(GatewayApi gateway) {
        this.gateway = gateway;
    }

    /** One after the other. */
    Timings oneClient(Workload workload) {
        Timings timings = new Timings();
        for (Submission next = workload.next(); next != null; next = workload.next()) {
            check(next, timings);
        }
        return timings;
    }

    /**
     * Many clients, each of which sends its next submission when it has the verdict of the last.
     *
     * @return checks a second
     */
    double manyClients(Workload workload, int clients, Timings timings) {
        ExecutorService threads = Executors.newFixedThreadPool(clients, work -> new Thread(work, "bench-client"));
        Callable<Void> client = () -> {
            for (Submission next = workload.next(); next != null; next = workload.next()) {
                check(next, timings);
            }
            return null;
        };
        try {
            long start = System.nanoTime();
            for (Future<Void> result : threads.invokeAll(
                    IntStream.range(0, clients).mapToObj(i -> client).toList())) {
                result.get();
            }
            return timings.count() / ((System.nanoTime() - start) / 1e9);
        } catch (ExecutionException e) {
            throw new BenchException("a check failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void check(Submission submission, Timings timings) {
        byte[] json = codec.write(submission);
        long start = System.nanoTime();
        if (gateway.submit(json, GatewayApi.MAX_WAIT).verdictJson() == null) {
            throw new BenchException("no verdict of " + submission.key() + " within " + GatewayApi.MAX_WAIT);
        }
        timings.add(System.nanoTime() - start);
    }
}
