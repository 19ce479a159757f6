package org.dupcheck.app.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Supplier;

/** Reads the metrics that nodes show at /metrics. */
final class NodeMetrics {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Supplier<List<String>> nodes;

    /** @param nodes the URLs of the nodes that run */
    NodeMetrics(Supplier<List<String>> nodes) {
        this.nodes = nodes;
    }

    /** The sum of a metric over the nodes, of those of its series that have the label; empty for all. */
    long sum(String name, String label) {
        double sum = 0;
        for (String node : nodes.get()) {
            for (String line : scrape(node).split("\n", -1)) {
                if (line.startsWith(name + "{") && line.contains(label)) {
                    sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
                }
            }
        }
        return Math.round(sum);
    }

    private String scrape(String node) {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create(node + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new IllegalStateException("no metrics at " + node + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
