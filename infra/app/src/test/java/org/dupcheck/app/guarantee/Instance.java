package org.dupcheck.app.guarantee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dupcheck.app.node.Endpoints;
import org.dupcheck.embedded.JavaProcess;
import org.dupcheck.embedded.LaunchException;

/** One node in a JVM of its own: {@code serve --roles …} against servers outside, to be killed and started again. */
final class Instance implements AutoCloseable {
    private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final int START_TRIES = 5;

    private final Path data;
    private final JavaProcess process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService starter;

    Instance(String name, Path directory, Path orders, String roles, Map<String, String> environment) {
        data = directory.resolve("data");
        List<String> jvm = new ArrayList<>(JVM);
        jvm.add(FailPointAgent.jvmOption(directory, new FailPointOrders(orders, name)));
        process = JavaProcess.of(new JavaProcess.Settings(
                name,
                directory,
                jvm,
                environment,
                "org.dupcheck.app.Main",
                List.of("serve", "--roles", roles, "--port", "0", "--data", data.toString()),
                this::isReady));
        starter = Executors.newSingleThreadExecutor(task -> new Thread(task, name + "-starter"));
    }

    /** Begins to start it; {@link #isReady} tells when it has. */
    void startInBackground() {
        forgetThatItWasReady();
        starter.execute(() -> {
            // it may be killed once more while it starts
            for (int i = 0; i < START_TRIES && !process.isRunning(); i++) {
                try {
                    process.start();
                } catch (LaunchException e) {
                    System.out.println("guarantee: " + process.name() + " ended while it started, as a kill has it");
                }
            }
        });
    }

    void kill() {
        process.kill();
        forgetThatItWasReady();
    }

    String name() {
        return process.name();
    }

    /** A node writes the file when it is ready; a killed one leaves it behind. */
    private void forgetThatItWasReady() {
        try {
            Files.deleteIfExists(data.resolve(Endpoints.FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isReady() {
        return Endpoints.read(data).isPresent();
    }

    /**
     * What a consume loop counted since the instance started.
     *
     * @return the counters {@code dupcheck.consume.*} by their last name, such as {@code received}
     */
    Map<String, Double> consumed(String loop) {
        Map<String, Double> counters = new HashMap<>();
        metrics().lines().forEach(line -> {
            String prefix = "dupcheck_consume_";
            if (line.startsWith(prefix) && line.contains("loop=\"" + loop + "\"") && line.contains("_total{")) {
                counters.put(
                        line.substring(prefix.length(), line.indexOf("_total{")),
                        Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
            }
        });
        return counters;
    }

    private String metrics() {
        URI uri = URI.create(Endpoints.read(data).orElseThrow().http() + "/metrics");
        try {
            return http.send(
                            HttpRequest.newBuilder(uri)
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        starter.shutdownNow();
        process.kill(); // its log and its work have been looked at; nothing is left to be drained
        process.close();
    }
}
