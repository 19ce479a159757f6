package org.dupcheck.bench.measure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Reads a node's metrics. */
public final class Metrics {
    private Metrics() {}

    /**
     * What the node says at /metrics, in Prometheus' format.
     *
     * @throws BenchException where it cannot be read
     */
    public static String read(String http) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(http + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.body();
        } catch (IOException e) {
            throw new BenchException("cannot read the metrics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
