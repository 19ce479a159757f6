package org.dupcheck.app.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.dupcheck.client.CheckClient;
import org.dupcheck.client.Published;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Topics;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.Schema;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes of all working roles on one Kafka and one PostgreSQL; the first has the gateway and the servers. One after the
 * other is drained while there is work. A stall would be told after 8 s; how a drained loop stands is asked more strictly in
 * the runtime's own test.
 */
class DrainedNodeTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String WHY = "{\"reason\": \"update\"}";
    private static final List<String> WORKING = List.of("check", "corpus-sync", "notifier");
    private static final List<String> GROUPS =
            List.of("dupcheck-check", "dupcheck-pre-check", "dupcheck-corpus-sync", "dupcheck-notifier");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private Node first;
    private Node second;
    private CheckClient client;
    private Database database;
    private int submitted;

    @BeforeEach
    void start() {
        first = node("first", Map.of());
        second = startSecond();
        client = CheckClient.builder(first.servers().bootstrapServers()).build();
        database = Database.open(
                DatabaseSettings.of(first.servers().databaseUrl(), Schema.NAME), new SimpleMeterRegistry());
        await().atMost(PATIENCE).until(() -> states().equals(List.of("RUNNING", "RUNNING")));
        GROUPS.forEach(group -> await().atMost(PATIENCE).until(() -> holders(group) == 2));
    }

    @AfterEach
    void stop() {
        database.close();
        client.close();
        second.close();
        first.close();
    }

    private Node startSecond() {
        return node(
                "second",
                Map.of(
                        "dupcheck.roles", "check,corpus-sync,notifier",
                        "dupcheck.kafka", first.servers().bootstrapServers(),
                        "dupcheck.database.url", first.servers().databaseUrl()));
    }

    private Node node(String name, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("dupcheck.data-dir", folder.resolve(name).toString());
        settings.put("dupcheck.http.port", "0");
        settings.put("dupcheck.stall-timeout", "8s");
        return Node.start(
                NodeSettings.load(null, Map.of(), settings), Storage.TEMPORARY, Clock.systemUTC(), () -> false);
    }

    @Test
    void workGoesOnWhileOneAfterTheOtherIsDrained() {
        approve();
        submit(150);
        await().atMost(PATIENCE).until(() -> count("select count(*) from check_task") > 0);
        String id = idOf(0);
        assertThat(order(id, "drain").statusCode()).isEqualTo(202);
        submit(150);
        awaitState(id, "DRAINED");
        assertThat(order(id, "drain").statusCode()).as("twice").isEqualTo(202);
        awaitDone();
        assertThat(idOf(0)).as("the list has it still").isEqualTo(id);
        for (String group : GROUPS) {
            assertThat(holders(group))
                    .as("members of %s that hold partitions", group)
                    .isEqualTo(1);
        }
        for (String role : WORKING) {
            assertThat(first.healths().get(role)).as(role).isEqualTo(new Health(true, "drained"));
            assertThat(second.healths().get(role)).as(role).isEqualTo(Health.UP);
        }
        assertThat(get(first.endpoints().management() + "/health/ready").statusCode())
                .isEqualTo(200);
        assertThat(get(first.endpoints().management() + "/health/live").statusCode())
                .isEqualTo(200);

        // the gateway of the drained node takes submissions on, and the other one checks them
        double before = metric(first, "dupcheck_consume_received_total");
        submitByHttp();
        awaitDone();
        assertThat(metric(first, "dupcheck_consume_received_total")).isEqualTo(before);
        await().atMost(PATIENCE).until(() -> metric(first, "dupcheck_consume_lag") == 0);
        HttpResponse<String> last = order(idOf(1), "drain");
        assertThat(last.statusCode()).isEqualTo(409);
        assertThat(last.body()).contains("LAST_OF_ROLE", "check, corpus-sync, notifier");

        assertThat(order(id, "resume").statusCode()).isEqualTo(202);
        assertThat(order(id, "resume").statusCode()).as("twice").isEqualTo(202);
        GROUPS.forEach(group -> await().atMost(PATIENCE).until(() -> holders(group) == 2));
        await().atMost(PATIENCE).until(() -> first.healths().get("check").equals(Health.UP));
        submit(50);
        assertThat(order(idOf(1), "drain").statusCode()).isEqualTo(202);
        submit(50);
        awaitState(idOf(1), "DRAINED");
        awaitDone();
        assertThat(metric(first, "dupcheck_consume_received_total")).isGreaterThan(before);

        assertThat(metric(first, "dupcheck_consume_stalls_total")).isZero();
        assertThat(metric(second, "dupcheck_consume_stalls_total")).isZero();
        assertNothingIsLostOrDoubled();
    }

    @Test
    void anOutageOfTheDatabaseChangesNothingAndARestartTakesWork() {
        String id = idOf(1);
        assertThat(order(id, "drain").statusCode()).isEqualTo(202);
        awaitState(id, "DRAINED");
        Objects.requireNonNull(first.servers().postgres()).kill();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> states().equals(List.of("RUNNING", "DRAINED")));
        assertThat(holders("dupcheck-check")).isEqualTo(1);

        second.close();
        assertThat(states()).as("it has ended in order").containsExactly("RUNNING");
        second = startSecond();
        await().atMost(PATIENCE).until(() -> states().equals(List.of("RUNNING", "RUNNING")));
        assertThat(idOf(1)).isNotEqualTo(id);
        await().atMost(PATIENCE).until(() -> holders("dupcheck-check") == 2);
    }

    private void approve() {
        client.publish(new ReferenceEvent(
                        "approved",
                        "LX-1",
                        1,
                        ReferenceEventKind.APPROVED,
                        "题",
                        null,
                        List.of(new Section("body", "贴片式应变计错位安放于编组场驼峰，按周汇总转换功率曲线。")),
                        null))
                .join();
        await().atMost(PATIENCE).until(() -> count("select version from corpus_state") == 1);
    }

    /** Texts of their own: each work order is submitted. */
    private void submit(int number) {
        List<CompletableFuture<Published>> published = IntStream.range(0, number)
                .mapToObj(i -> client.submit(submission(++submitted)))
                .toList();
        published.forEach(CompletableFuture::join);
    }

    private static Submission submission(int number) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append((char) ('一' + (number * 7_919 + i * 104_729 + number * i * 31) % 9_000));
        }
        return new Submission(
                "project",
                "P-" + number,
                CheckClient.NEXT_REVISION,
                Mode.SUBMIT,
                "题",
                List.of(new Section("body", text.toString())),
                new Applicant("li", null, "zh-CN"),
                "order-" + number);
    }

    private void submitByHttp() {
        submitted++;
        String body = "{\"businessType\": \"project\", \"businessId\": \"P-" + submitted + "\", \"mode\": \"SUBMIT\","
                + " \"sections\": [{\"key\": \"body\", \"text\": \"巡道班组的纸面台账与转换功率曲线逐笔勾对，再由值守人员复核签认存档备查，年终汇总报送段部统一管理。\"}],"
                + " \"applicant\": {\"userId\": \"li\"}, \"workOrderId\": \"order-" + submitted + "\"}";
        assertThat(post("/submissions", body).statusCode()).isEqualTo(202);
    }

    private void awaitDone() {
        await().atMost(PATIENCE)
                .until(() -> count("select count(*) from check_task where state = 2") == submitted
                        && count("select count(*) from work_order_command where sent_at is not null") == submitted);
    }

    private void assertNothingIsLostOrDoubled() {
        assertThat(count("select count(distinct business_id) from verdict")).isEqualTo(submitted);
        assertThat(count("select count(*) from verdict")).isEqualTo(submitted);
        try (TestTopics topics = TestTopics.on(first.servers().bootstrapServers())) {
            List<String> keys = topics.read(new Topics().workOrders()).stream()
                    .map(record -> String.valueOf(record.key()))
                    .toList();
            assertThat(keys).hasSize(submitted).doesNotHaveDuplicates();
        }
    }

    private long count(String query) {
        return database.read(session -> session.queryOne(query, row -> row.getLong(1)))
                .orElseThrow();
    }

    // ---- the nodes, as the API tells them: both run in this process, and have one name

    private JsonNode nodes() {
        try {
            return json.readTree(get(first.endpoints().http() + "/api/v1/nodes").body())
                    .get("nodes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String idOf(int number) {
        return nodes().get(number).get("nodeId").asText();
    }

    private List<String> states() {
        return nodes().findValuesAsText("state");
    }

    private void awaitState(String id, String state) {
        await().atMost(PATIENCE).until(() -> {
            for (JsonNode node : nodes()) {
                if (node.get("nodeId").asText().equals(id)) {
                    return node.get("state").asText().equals(state);
                }
            }
            return false;
        });
    }

    private HttpResponse<String> order(String id, String what) {
        return post("/nodes/" + id + "/" + what, what.equals("drain") ? WHY : "");
    }

    /** Members of the group that hold partitions, as the broker says. */
    private long holders(String group) {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", first.servers().bootstrapServers()))) {
            return admin.describeConsumerGroups(List.of(group)).describedGroups().get(group).get().members().stream()
                    .map(MemberDescription::assignment)
                    .filter(assignment -> !assignment.topicPartitions().isEmpty())
                    .count();
        } catch (ExecutionException e) {
            return 0; // the group is not there yet
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Over all loops. */
    private double metric(Node node, String name) {
        return get(node.endpoints().management() + "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    private HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(first.endpoints().http() + "/api/v1" + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
