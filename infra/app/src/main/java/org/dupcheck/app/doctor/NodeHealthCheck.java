package org.dupcheck.app.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dupcheck.runtime.failure.Reason;

/** Does the node that runs in the data folder answer, and does it call itself well? */
final class NodeHealthCheck implements HealthCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int SHOWN = 500;

    private final String http;
    private final Path data;

    /** @param http the node's URL, as its endpoints.json says */
    NodeHealthCheck(String http, Path data) {
        this.http = http;
        this.data = data;
    }

    @Override
    public List<Finding> findings() {
        String subject = "port " + http.substring(http.lastIndexOf(':') + 1);
        try {
            HttpResponse<String> health = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(http + "/health/ready"))
                                    .timeout(TIMEOUT)
                                    .build(),
                            BodyHandlers.ofString());
            return List.of(
                    health.statusCode() == 200
                            ? Finding.fine(subject, "the dupcheck of this data folder answers on " + http)
                            : Finding.wrong(
                                    subject,
                                    "the dupcheck of this data folder is not well: "
                                            + health.body()
                                                    .substring(
                                                            0,
                                                            Math.min(
                                                                    SHOWN,
                                                                    health.body()
                                                                            .length())),
                                    "see what else is wrong here, and its log in " + data.resolve("logs")));
        } catch (IOException | IllegalArgumentException e) {
            return List.of(Finding.wrong(
                    subject,
                    "nobody answers on " + http + ", though the data folder's endpoints.json names it (" + Reason.of(e)
                            + ")",
                    "if no serve runs there any more, start it again: it writes the file anew"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
