package org.dupcheck.gateway;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dupcheck.client.CheckClient;
import org.dupcheck.contract.Topics;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.gateway.cache.VerdictCacheSettings;
import org.dupcheck.gateway.http.HttpSettings;
import org.dupcheck.gateway.operations.Operations;
import org.dupcheck.role.RoleContext;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.runtime.kafka.BrokerProbe;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.storetestkit.MigratedDatabase;
import org.dupcheck.testkit.TestTopics;

/** A gateway on real services, and a client that holds every answer against openapi.yaml. */
public final class TestGateway implements AutoCloseable {
    public static final String API = "/api/v1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(2);

    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final Database database;
    public final CheckClient client;
    private final BrokerProbe brokers;
    public final GatewayRole role;
    public final Rows rows;
    public final Topics topics;
    private final TestTopics testTopics;
    private final KafkaSettings kafka;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final boolean ownsServices;

    private TestGateway(
            Database database,
            CheckClient client,
            BrokerProbe brokers,
            KafkaSettings kafka,
            TestTopics testTopics,
            UnaryOperator<GatewaySettings> change,
            boolean ownsServices) {
        this.database = database;
        this.client = client;
        this.brokers = brokers;
        this.testTopics = testTopics;
        this.kafka = kafka;
        this.ownsServices = ownsServices;
        topics = new Topics(testTopics.prefix());
        Operations operations = new Operations(
                () -> Map.of("database", database.health(), "gateway", Health.UP),
                Map::of,
                () -> new Operations.Capabilities(brokers.health(), database.health()),
                () -> "dupcheck_test 1\n");
        role = new GatewayRole(
                // what a test writes straight to the database is to be seen by the next request
                change.apply(GatewaySettings.DEFAULT
                        .withHttp(HttpSettings.DEFAULT
                                .withAddress("127.0.0.1", 0)
                                .withThreads(HttpSettings.DEFAULT_MAX_THREADS, SHUTDOWN_TIMEOUT))
                        .withVerdictCache(VerdictCacheSettings.DEFAULT.withLag(Duration.ZERO))),
                // no publisher: the gateway publishes by its client
                new RoleContext(kafka, topics, database, null, meters, Clock.systemUTC()),
                client,
                brokers::health,
                operations,
                new CharacterTokens());
        role.start();
        rows = new Rows(database);
    }

    /** Another gateway with other settings, on this one's database and topics. */
    public TestGateway another(UnaryOperator<GatewaySettings> change) {
        return new TestGateway(database, client, brokers, kafka, testTopics, change, false);
    }

    public static TestGateway start(KafkaService kafka, PostgresService postgres, TestTopics topics) {
        return start(kafka, postgres, topics, settings -> settings);
    }

    public static TestGateway start(
            KafkaService kafka,
            PostgresService postgres,
            TestTopics testTopics,
            UnaryOperator<GatewaySettings> change) {
        return start(kafka, MigratedDatabase.open(postgres), testTopics, change);
    }

    /** One whose database gives up as soon as a node's, to see what is told while the server is away. */
    public static TestGateway startAsNode(
            KafkaService kafka,
            PostgresService postgres,
            TestTopics testTopics,
            UnaryOperator<GatewaySettings> change) {
        return start(kafka, MigratedDatabase.openAsNode(postgres), testTopics, change);
    }

    private static TestGateway start(
            KafkaService kafka, Database database, TestTopics testTopics, UnaryOperator<GatewaySettings> change) {
        testTopics.create(
                new Topics("").all().stream().map(Topics.TopicSpec::name).toList(),
                1,
                Map.of("max.message.bytes", "9000000"));
        database.start();
        CheckClient client = CheckClient.builder(kafka.bootstrapServers())
                .topicPrefix(testTopics.prefix())
                .source("/dupcheck/gateway")
                .property("max.block.ms", "2000")
                .closeTimeout(Duration.ofMillis(100))
                .build();
        BrokerProbe brokers = BrokerProbe.open(new KafkaSettings(kafka.bootstrapServers(), Map.of()), "test-probe");
        brokers.start();
        await().until(() -> brokers.health().up());
        return new TestGateway(
                database, client, brokers, KafkaSettings.of(kafka.bootstrapServers()), testTopics, change, true);
    }

    /** Every route as {@code METHOD /template}. */
    public List<String> routes() {
        return role.routes();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + role.port() + path);
    }

    public HttpClient http() {
        return http;
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            check(request, response);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8))
                .thenApply(response -> {
                    check(request, response);
                    return response;
                });
    }

    private static void check(HttpRequest request, HttpResponse<String> response) {
        OpenApi.check(request.method(), request.uri().getRawPath(), response);
    }

    public HttpResponse<String> get(String path) {
        return send(request(API + path).GET().build());
    }

    public HttpResponse<String> post(String path, String json) {
        return send(json(path, "POST", json));
    }

    public HttpRequest json(String path, String method, String json) {
        return request(API + path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json))
                .build();
    }

    public static JsonNode body(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<ConsumerRecord<String, byte[]>> published(String topic) {
        return testTopics.read(topic);
    }

    /** The newest value published under that key. */
    public JsonNode lastPublished(String topic, String key) {
        List<ConsumerRecord<String, byte[]>> all = published(topic).stream()
                .filter(record -> record.key().equals(key))
                .toList();
        try {
            return JSON.readTree(all.get(all.size() - 1).value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        role.close();
        if (ownsServices) {
            client.close();
            brokers.close();
            database.close();
        }
    }
}
