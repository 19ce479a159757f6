package org.dupcheck.gateway.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.gateway.OpenApi;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.gateway.http.HttpSettings;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
final class CheckEventsResourceTest {
    private static TestGateway first;
    private TestGateway gateway;

    @BeforeAll
    static void startFirst(KafkaService kafka, PostgresService postgres, TestTopics topics) {
        first = TestGateway.start(kafka, postgres, topics);
    }

    @AfterAll
    static void stopFirst() {
        first.close();
    }

    private void start(int maxStreams, Duration duration, Duration heartbeat) {
        gateway = first.another(settings -> settings.withBounds(10, maxStreams).withStreams(duration, heartbeat));
    }

    private static HttpSettings stoppingWithin(Duration shutdownTimeout) {
        return HttpSettings.DEFAULT.withAddress("127.0.0.1", 0).withThreads(8, shutdownTimeout);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    /** One stream as it comes in. */
    private final class EventReader {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final CompletableFuture<Void> ended;
        final HttpResponse<Stream<String>> response;

        EventReader(String path) throws Exception {
            response = gateway.http()
                    .send(
                            gateway.request(TestGateway.API + path)
                                    .header("Accept", "text/event-stream")
                                    .build(),
                            BodyHandlers.ofLines());
            ended = CompletableFuture.runAsync(
                    () -> response.body().forEach(lines::add), task -> new Thread(task, "events").start());
        }

        List<JsonNode> checks() {
            return lines.stream()
                    .filter(line -> line.startsWith("data: {\"business"))
                    .map(line -> parse(line.substring("data: ".length())))
                    .toList();
        }

        List<String> states() {
            return checks().stream()
                    .map(check -> check.get("revision").asLong() + " "
                            + check.get("state").asText() + " "
                            + check.get("pagesDone").asInt())
                    .toList();
        }
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void tellsEveryChangeAndEndsWithTheVerdict() throws Exception {
        start(10, Duration.ofMinutes(1), Duration.ofMinutes(1));
        BusinessKey key = new BusinessKey("项目", "E 1");
        gateway.post(
                "/submissions",
                "{\"businessType\": \"项目\", \"businessId\": \"E 1\", \"revision\": 1, \"mode\": \"SUBMIT\","
                        + " \"applicant\": {\"userId\": \"u\"},"
                        + " \"sections\": [{\"key\": \"a\", \"text\": \"文本\"}]}");
        EventReader stream = new EventReader("/checks/%E9%A1%B9%E7%9B%AE/E%201/events");
        await().until(() -> stream.states().equals(List.of("1 QUEUED 0")));
        gateway.rows.check(key, 1, CheckState.RUNNING, 1, 4, Instant.now());
        await().until(() -> stream.states().size() == 2);
        gateway.rows.check(key, 1, CheckState.RUNNING, 3, 4, Instant.now());
        await().until(() -> stream.states().size() == 3);
        gateway.rows.finish(key, 1);

        stream.ended.get();
        assertThat(stream.response.headers().firstValue("content-type").orElse(""))
                .startsWith("text/event-stream");
        assertThat(stream.states()).containsExactly("1 QUEUED 0", "1 RUNNING 1", "1 RUNNING 3", "1 FINISHED 4");
        assertThat(stream.lines).endsWith("event: end", "data: {}", "");
        stream.checks().forEach(check -> OpenApi.assertValid("/components/schemas/Check", check.toString()));
    }

    @Test
    void goesOnWithTheNewerRevisionThatSupersedes() throws Exception {
        start(10, Duration.ofMinutes(1), Duration.ofMinutes(1));
        BusinessKey key = new BusinessKey("project", "E2");
        gateway.rows.check(key, 1, CheckState.SUPERSEDED);
        EventReader stream = new EventReader("/checks/project/E2/events");
        await().until(() -> stream.states().size() == 1);
        gateway.rows.check(key, 2, CheckState.WITHDRAWN);

        stream.ended.get();
        assertThat(stream.states()).containsExactly("1 SUPERSEDED 1", "2 WITHDRAWN 1");
    }

    /** Whoever submits by Kafka and follows by HTTP may be quicker with the second. */
    @Test
    void nobodyWaitsForADocumentThatCanNeverBe() {
        start(1, Duration.ofSeconds(5), Duration.ofSeconds(1));
        String id = "x".repeat(33);

        for (String path :
                List.of("/checks/stream/" + id + "/events", "/submissions/stream/" + id + "/sections/events")) {
            HttpResponse<String> response = gateway.get(path);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(TestGateway.body(response).get("path").asText()).isEqualTo("businessId");
        }
    }

    @Test
    void waitsForADocumentThatIsNotKnownYet() throws Exception {
        start(10, Duration.ofMinutes(1), Duration.ofMinutes(1));
        EventReader stream = new EventReader("/checks/project/E0/events");
        await().until(() -> stream.lines.contains(": heartbeat"));
        assertThat(stream.response.statusCode()).isEqualTo(200);
        assertThat(stream.checks()).isEmpty();
        gateway.rows.check(new BusinessKey("project", "E0"), 1, CheckState.RUNNING);
        await().until(() -> stream.states().equals(List.of("1 RUNNING 1")));
        gateway.rows.finish(new BusinessKey("project", "E0"), 1);

        stream.ended.get();
        assertThat(stream.states()).containsExactly("1 RUNNING 1", "1 FINISHED 4");
    }

    @Test
    void tellsAFinalStateAtOnceAndEnds() throws Exception {
        start(10, Duration.ofMinutes(1), Duration.ofMinutes(1));
        gateway.rows.check(new BusinessKey("project", "E3"), 1, CheckState.FAILED);

        EventReader stream = new EventReader("/checks/project/E3/events");

        stream.ended.get();
        assertThat(stream.states()).containsExactly("1 FAILED 1");
    }

    @Test
    void beatsWhileNothingChangesAndEndsWhenItsTimeIsUp() throws Exception {
        start(10, Duration.ofMillis(600), Duration.ofMillis(100));
        gateway.rows.check(new BusinessKey("project", "E4"), 1, CheckState.RUNNING);

        EventReader stream = new EventReader("/checks/project/E4/events");

        stream.ended.get();
        assertThat(stream.states()).containsExactly("1 RUNNING 1");
        assertThat(stream.lines).contains(": heartbeat").endsWith("event: end", "data: {}", "");
    }

    @Test
    void refusesMoreStreamsThanItsBoundAndTakesOneAgainWhenOneHasGone() throws Exception {
        start(1, Duration.ofMinutes(1), Duration.ofMillis(50));
        gateway.rows.check(new BusinessKey("project", "E5"), 1, CheckState.RUNNING);
        EventReader only = new EventReader("/checks/project/E5/events");
        await().until(() -> only.states().size() == 1);

        HttpResponse<String> second = gateway.get("/checks/project/E5/events");
        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(second.headers().firstValue("retry-after")).isPresent();

        gateway.rows.finish(new BusinessKey("project", "E5"), 1);
        only.ended.get();
        await().until(() -> gateway.get("/checks/project/E5/events").statusCode() == 200);
    }

    @Test
    void aStoppingGatewayEndsItsStreamsAndAnswersThoseWhoWait() throws Exception {
        // a request that is not answered by then is cut off
        gateway = first.another(settings -> settings.withHttp(stoppingWithin(Duration.ofSeconds(2))));
        gateway.rows.check(new BusinessKey("project", "E6"), 1, CheckState.RUNNING);
        EventReader stream = new EventReader("/checks/project/E6/events");
        await().until(() -> stream.states().size() == 1);
        CompletableFuture<HttpResponse<String>> waiting = gateway.sendAsync(gateway.json(
                "/submissions?waitMs=10000",
                "POST",
                "{\"businessType\": \"project\", \"businessId\": \"E7\", \"revision\": 1, \"mode\": \"PRECHECK\","
                        + " \"sections\": [{\"key\": \"a\", \"text\": \"文本\"}]}"));
        await().until(() -> gateway.get("/checks/project/E7").statusCode() == 200);

        gateway.role.close();

        assertThat(waiting.get().statusCode()).isEqualTo(202);
        stream.ended.get();
        assertThat(stream.lines).contains("event: end");
        assertThat(gateway.role.health().up()).isFalse();
        gateway.role.close(); // twice is fine
    }

    @Test
    void tellsWhereAllSectionsStand() throws Exception {
        start(10, Duration.ofMinutes(1), Duration.ofMinutes(1));
        EventReader stream = new EventReader("/submissions/draft/S1/sections/events");
        await().until(() -> sections(stream).equals(List.of("")));
        gateway.rows.preCheck(new CheckKey(new BusinessKey("draft", "S1"), "a"), 1, CheckState.RUNNING);
        await().until(() -> sections(stream).size() == 2);
        gateway.rows.preCheck(new CheckKey(new BusinessKey("draft", "S1"), "b"), 7, CheckState.QUEUED);
        await().until(() -> sections(stream).size() == 3);
        assertThat(sections(stream)).containsExactly("", "a 1 RUNNING", "a 1 RUNNING, b 7 QUEUED");
        gateway.close();
        stream.ended.get();
        assertThat(stream.lines).contains("event: end");
    }

    private static List<String> sections(EventReader stream) {
        return stream.checks().stream()
                .map(event -> StreamSupport.stream(event.get("sections").spliterator(), false)
                        .map(section -> section.get("key").asText() + " "
                                + section.get("revision").asLong() + " "
                                + section.get("state").asText())
                        .collect(Collectors.joining(", ")))
                .toList();
    }
}
