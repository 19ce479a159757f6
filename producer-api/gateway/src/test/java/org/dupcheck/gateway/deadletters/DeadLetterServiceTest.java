package org.dupcheck.gateway.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.dupcheck.contract.Topics;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.gateway.Auth;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.gateway.access.ApiKey;
import org.dupcheck.gateway.access.Grants;
import org.dupcheck.gateway.pages.PageBrowser;
import org.dupcheck.runtime.deadletter.ErrorHeaders;
import org.dupcheck.runtime.kafka.KafkaRecordPublisher;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.store.Store;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Dead letters by the API and on the pages, on real topics. */
@ExtendWith(DupcheckServices.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeadLetterServiceTest {
    private static final String TEXT = "{\"businessType\": \"project\", \"sections\": [\"<b>面向园区能源</b>\"]}";

    private TestGateway gateway;
    private KafkaRecordPublisher publisher;
    private String submissions;
    private String letters;

    @BeforeAll
    void start(KafkaService kafka, PostgresService postgres, TestTopics topics) {
        gateway = TestGateway.start(kafka, postgres, topics, settings -> settings.withAuth(Auth.LOCAL));
        publisher = KafkaRecordPublisher.open(
                KafkaSettings.of(kafka.bootstrapServers()), "test", new SimpleMeterRegistry());
        submissions = gateway.topics.submissions();
        letters = Topics.deadLetter(submissions);
    }

    @AfterAll
    void stop() {
        publisher.close();
        gateway.close();
    }

    /** Sets a record aside as a consumer does, and tells its offset. */
    private long setAside(String topic, String key, String value) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.deadLetter(topic), null, key.getBytes(UTF_8), value.getBytes(UTF_8));
        letter.headers()
                .add("ce_type", "org.dupcheck.submission".getBytes(UTF_8))
                .add(ErrorHeaders.CODE, "EMPTY_TEXT".getBytes(UTF_8))
                .add(ErrorHeaders.PATH, "sections[0].text".getBytes(UTF_8))
                .add(ErrorHeaders.MESSAGE, "sections[0].text is <empty>".getBytes(UTF_8))
                .add(ErrorHeaders.SOURCE_PARTITION, "0".getBytes(UTF_8))
                .add(ErrorHeaders.SOURCE_OFFSET, "41".getBytes(UTF_8))
                .add(ErrorHeaders.ATTEMPTS, "1".getBytes(UTF_8))
                .add(ErrorHeaders.FAILED_AT, "2026-11-29T08:00:00Z".getBytes(UTF_8));
        publisher.publish(letter).join();
        return gateway.published(Topics.deadLetter(topic)).size() - 1L;
    }

    private String key(String... grants) {
        ApiKey key = ApiKey.random(new SecureRandom());
        Store.on(gateway.database)
                .run(tables ->
                        tables.apiKeys().add(key.row("a test", Grants.parse(List.of(grants)), Instant.now(), null)));
        return key.text();
    }

    private HttpResponse<String> send(String method, String path, String key) {
        HttpRequest.Builder request = gateway.request(TestGateway.API + path);
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return gateway.send(request.method(method, BodyPublishers.noBody()).build());
    }

    private String path(long offset) {
        return "/dead-letters/" + letters + "/0/" + offset;
    }

    private static List<String> keys(HttpResponse<String> listed) {
        List<String> keys = new ArrayList<>();
        TestGateway.body(listed)
                .get("deadLetters")
                .forEach(one -> keys.add(one.get("key").asText()));
        return keys;
    }

    @Test
    void theOperatorsPageCountsThem() {
        setAside(submissions, "counted:1", TEXT);
        String page = PageBrowser.of(gateway, "zhao").get("/operations?lang=en").body();
        assertThat(page)
                .containsPattern("<dt>Dead letters</dt><dd><a [^>]*href=\"/operations/dead-letters\">[1-9]\\d*</a>")
                .containsPattern("Dead letters</a> <span class=\"tag bad\">[1-9]\\d* kept</span>");
    }

    @Test
    void theListTellsWhatIsTheMatterAndNotWhatIsInThem() {
        setAside(submissions, "project:list-1", TEXT);
        setAside(gateway.topics.referenceEvents(), "initiation:list-2", TEXT);
        HttpResponse<String> all = send("GET", "/dead-letters", "");
        assertThat(keys(all)).contains("project:list-1", "initiation:list-2");
        assertThat(all.body()).doesNotContain("面向园区能源");
        JsonNode one = TestGateway.body(send("GET", "/dead-letters?topic=" + letters + "&limit=1", ""))
                .get("deadLetters")
                .get(0);
        assertThat(one.get("key").asText()).startsWith("project:");
        assertThat(one.get("code").asText()).isEqualTo("EMPTY_TEXT");
        assertThat(one.get("path").asText()).isEqualTo("sections[0].text");
        assertThat(one.get("sourceTopic").asText()).isEqualTo(submissions);
        assertThat(one.get("sourceOffset").asLong()).isEqualTo(41);
        assertThat(one.get("failedAt").asText()).isEqualTo("2026-11-29T08:00:00Z");
        assertThat(one.get("bytes").asLong()).isGreaterThan(TEXT.length());
        // a topic that is no topic of dead letters is nobody's business here
        assertThat(send("GET", "/dead-letters?topic=" + submissions, "").statusCode())
                .isEqualTo(404);
        assertThat(send("GET", "/dead-letters?days=91", "").statusCode()).isEqualTo(400);
        assertThat(send("GET", "/dead-letters/" + submissions + "/0/0", "").statusCode())
                .isEqualTo(404);
        assertThat(send("GET", "/dead-letters/" + letters + "/zero/0", "").statusCode())
                .isEqualTo(404);
        assertThat(send("GET", path(1_000_000), "").statusCode()).isEqualTo(404);
    }

    @Test
    void anOperatorOfATypeSeesThatTypeAlone() {
        long project = setAside(submissions, "project:typed", TEXT);
        long other = setAside(submissions, "promotion:typed", TEXT);
        long without = setAside(submissions, "no type", TEXT);
        String operator = key("operator:project");
        assertThat(keys(send("GET", "/dead-letters?limit=200", operator)))
                .contains("project:typed")
                .allMatch(key -> key.startsWith("project:"));
        assertThat(send("GET", path(project), operator).statusCode()).isEqualTo(200);
        for (long hidden : List.of(other, without)) {
            assertThat(send("GET", path(hidden), operator).statusCode()).isEqualTo(404);
            assertThat(send("POST", path(hidden) + "/replay", operator).statusCode())
                    .isEqualTo(404);
            assertThat(send("GET", path(hidden), key("operator")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theTextIsForWhoMayReadIt() {
        long offset = setAside(submissions, "project:text", TEXT);
        assertThat(TestGateway.body(send("GET", path(offset), key("operator", "reviewer")))
                        .get("text")
                        .asText())
                .isEqualTo(TEXT);
        for (String[] grants :
                List.of(new String[] {"operator"}, new String[] {"operator", "reviewer:project"}, new String[] {
                    "operator", "auditor"
                })) {
            HttpResponse<String> told = send("GET", path(offset), key(grants));
            assertThat(told.statusCode()).isEqualTo(200);
            assertThat(TestGateway.body(told).has("text")).as(told.body()).isFalse();
        }
        assertThat(send("GET", path(offset), key("reviewer")).statusCode()).isEqualTo(403);
    }

    @Test
    void aReplayIsPublishedOnceAndOnceMoreOnlyWhereThatIsSaid() {
        String key = "project:replay";
        long offset = setAside(submissions, key, TEXT);
        HttpResponse<String> first = send("POST", path(offset) + "/replay", "");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        JsonNode replays = TestGateway.body(first).get("replays");
        assertThat(replays).hasSize(1);
        assertThat(replays.get(0).get("by").asText()).isEqualTo("trial");
        assertThat(replays.get(0).has("publishedAt")).isTrue();
        assertThat(published(key)).hasSize(1);
        ConsumerRecord<String, byte[]> again = published(key).get(0);
        assertThat(new String(again.value(), UTF_8)).isEqualTo(TEXT);
        assertThat(again.headers()).hasSize(1);

        HttpResponse<String> second = send("POST", path(offset) + "/replay", "");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(TestGateway.body(second).get("code").asText()).isEqualTo("ALREADY_REPLAYED");
        assertThat(published(key)).hasSize(1);
        assertThat(send("POST", path(offset) + "/replay?again=true", "").statusCode())
                .isEqualTo(200);
        assertThat(published(key)).hasSize(2);
        assertThat(TestGateway.body(send("GET", path(offset), "")).get("replays"))
                .hasSize(2);
        assertThat(keys(send("GET", "/dead-letters", ""))).as("it stays").contains(key);
    }

    private List<ConsumerRecord<String, byte[]>> published(String key) {
        return gateway.published(submissions).stream()
                .filter(record -> record.key().equals(key))
                .toList();
    }

    @Test
    void thePagesTellAskAndTellWhatWasDone() {
        String key = "project:页面";
        long offset = setAside(submissions, key, TEXT);
        PageBrowser operator = PageBrowser.of(gateway, "zhao");
        assertThat(operator.get("/operations").body()).contains("/operations/dead-letters");
        HttpResponse<String> list = operator.get("/operations/dead-letters");
        String one = "/operations/dead-letters/" + letters + "/0/" + offset;
        assertThat(list.body()).contains(key, "EMPTY_TEXT", one, "sections[0].text is &lt;empty&gt;");
        HttpResponse<String> asked = operator.get(one);
        assertThat(asked.body())
                // a reviewer of all types besides
                .contains("要重新发布吗", submissions, "&lt;b&gt;面向园区能源&lt;/b&gt;")
                .doesNotContain("<b>")
                .doesNotContain("name=\"again\"");
        assertThat(operator.get(one + "?lang=en").body()).contains("Publish it again?");
        assertThat(published(key)).as("asking does nothing").isEmpty();

        HttpResponse<String> done = operator.post(one, Map.of());
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(PageBrowser.location(done)).isEqualTo(one + "?done=true");
        assertThat(operator.get(one + "?done=true").body())
                .contains("Published: it is in " + submissions + " again.", "zhao")
                .doesNotContain("note warn");
        assertThat(operator.get(one).body())
                .contains("It was published again before", "zhao", "name=\"again\"", "note warn")
                .doesNotContain("Published: it is in");
        assertThat(published(key)).hasSize(1);
        // who has a page open from before is told, and nothing goes out
        HttpResponse<String> late = operator.post(one, Map.of());
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Somebody has published it again", "name=\"again\"");
        assertThat(published(key)).hasSize(1);
        assertThat(operator.post(one, Map.of("again", "true")).statusCode()).isEqualTo(303);
        assertThat(published(key)).hasSize(2);

        assertThat(operator.get("/operations/dead-letters?topic=" + Topics.deadLetter(gateway.topics.verdicts()))
                        .body())
                .contains("There are no dead letters");
        assertThat(PageBrowser.of(gateway, "chen").get(one).statusCode()).isEqualTo(403);
        assertThat(PageBrowser.of(gateway, "chen").post(one, Map.of()).statusCode())
                .isEqualTo(403);
    }
}
