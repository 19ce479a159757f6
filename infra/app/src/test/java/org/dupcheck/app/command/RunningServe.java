package org.dupcheck.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dupcheck.app.node.Endpoints;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Verdict;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;

/** A {@code serve} on servers outside, with an API key for all, and the terminals beside it. */
final class RunningServe implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "test-serve"));
    private final Map<String, String> environment;
    private final Path data;
    private final Terminal console;
    private final Future<Integer> end;
    private final String http;

    private RunningServe(Map<String, String> environment, Path data, String... more) {
        this.environment = environment;
        this.data = data;
        console = terminal(0);
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--data", data()));
        arguments.addAll(List.of(more));
        end = thread.submit(() -> console.run(arguments.toArray(String[]::new)));
        await("serve is ready")
                .atMost(Duration.ofMinutes(2))
                .until(() -> end.isDone() || Endpoints.read(data).isPresent());
        assertThat(end).as(console.err()).isNotDone();
        http = Endpoints.read(data).orElseThrow().http();
    }

    /** Starts it in a database of its own; returns when it is ready. */
    static RunningServe start(KafkaService kafka, PostgresService postgres, Path folder) {
        String name = postgres.newDatabase();
        Map<String, String> settings = Map.of(
                "DUPCHECK_AUTH",
                "keys",
                "DUPCHECK_KAFKA",
                kafka.bootstrapServers(),
                "DUPCHECK_DATABASE_URL",
                name,
                "DUPCHECK_TOPICS_PREFIX",
                "serve-test-" + Integer.toHexString(name.hashCode()) + ".",
                "DUPCHECK_TOPICS_PARTITIONS",
                "2");
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("DUPCHECK_API_KEY", firstKey(settings));
        return new RunningServe(environment, folder.resolve("data"));
    }

    /** Starts another node beside it, with these arguments too; returns when that one is ready. */
    RunningServe another(Path data, String... arguments) {
        return new RunningServe(environment, data, arguments);
    }

    /** In a database that has no tables yet, as an operator makes it before the first node starts. */
    private static String firstKey(Map<String, String> settings) {
        Terminal terminal = new Terminal(settings, 0);
        assertThat(terminal.run("keys", "add", "all of these tests", "--role", "module,operator"))
                .as(terminal.err())
                .isZero();
        return terminal.out().trim();
    }

    /** A terminal of that width beside it. */
    Terminal terminal(int columns) {
        return new Terminal(environment, columns);
    }

    Map<String, String> environment() {
        return environment;
    }

    /** Its data folder. */
    String data() {
        return data.toString();
    }

    /** Its address. */
    String http() {
        return http;
    }

    /** Its address for health and metrics. */
    String management() {
        return Endpoints.read(data).orElseThrow().management();
    }

    /** The terminal in which it runs. */
    Terminal console() {
        return console;
    }

    /** Its exit status, when it has ended. */
    Future<Integer> end() {
        return end;
    }

    String get(String path) throws IOException, InterruptedException {
        return getUrl(http + path);
    }

    String getUrl(String url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url))).body();
    }

    /** Publishes reference events, and waits until they are applied. */
    void publish(String... events) throws IOException, InterruptedException {
        post("/api/v1/reference-events", "[" + String.join(",", events) + "]");
    }

    /** An event; without a text where the document is deleted. */
    static String event(String type, String id, long revision, String kind, String title, String text) {
        String content = kind.equals("DELETED")
                ? ""
                : ",\"title\":\"" + title + "\",\"sections\":[{\"key\":\"正文\",\"text\":\"" + text + "\"}]";
        return "{\"documentType\":\"" + type + "\",\"documentId\":\"" + id + "\",\"revision\":" + revision
                + ",\"kind\":\"" + kind + "\"" + content + "}";
    }

    /** The verdict of a submission. */
    Verdict submitted(String submission) throws IOException, InterruptedException {
        return new JsonCodec().read(post("/api/v1/submissions", submission), Verdict.class);
    }

    private String post(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(http + path + "?waitMs=10000"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(
                request.header("Authorization", "Bearer " + environment.get("DUPCHECK_API_KEY"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        console.stop();
        thread.shutdown();
    }
}
