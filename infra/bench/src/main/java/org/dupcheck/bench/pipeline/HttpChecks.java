package org.dupcheck.bench.pipeline;

import java.util.Collections;
import java.util.concurrent.Callable;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.bench.measure.BenchException;
import org.dupcheck.bench.measure.Parallel;
import org.dupcheck.bench.measure.Timings;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Submission;

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
        Callable<Boolean> client = () -> {
            for (Submission next = workload.next(); next != null; next = workload.next()) {
                check(next, timings);
            }
            return true;
        };
        long start = System.nanoTime();
        Parallel.all(clients, Collections.nCopies(clients, client));
        return timings.count() / ((System.nanoTime() - start) / 1e9);
    }

    private void check(Submission submission, Timings timings) {
        byte[] json = codec.write(submission);
        long start = System.nanoTime();
        if (gateway.submit(json, GatewayApi.MAX_WAIT).isEmpty()) {
            throw new BenchException("no verdict of " + submission.key() + " within " + GatewayApi.MAX_WAIT);
        }
        timings.add(System.nanoTime() - start);
    }
}
