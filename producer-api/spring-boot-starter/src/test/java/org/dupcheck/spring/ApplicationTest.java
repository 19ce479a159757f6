package org.dupcheck.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dupcheck.client.CheckClient;
import org.dupcheck.client.Published;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Message;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.spring.application.ProjectsApplication;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A real application, with web server, health and data source, on a real Kafka and a real PostgreSQL. */
@ExtendWith(DupcheckServices.class)
class ApplicationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonCodec CODEC = new JsonCodec();
    private static final Instant TIME = Instant.parse("2026-01-31T08:30:00Z");

    private final KafkaService kafka;
    private TestTopics topics;
    private String jdbcUrl;

    ApplicationTest(KafkaService kafka) {
        this.kafka = kafka;
    }

    @BeforeEach
    void connect(PostgresService postgres) {
        topics = TestTopics.on(kafka.bootstrapServers());
        topics.create("submissions", 2);
        topics.create("verdicts", 2);
        topics.create("work-orders", 2);
        jdbcUrl = postgres.newDatabase();
    }

    @Test
    void itRunsOnTheBootThatThisRunIsFor() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("dupcheck.test.boot"));
    }

    @Test
    void itPublishesHearsVerdictsAndCarriesOutEachWorkOrderOnce() throws Exception {
        try (ConfigurableApplicationContext application = start()) {
            ProjectsApplication.Projects projects = application.getBean(ProjectsApplication.Projects.class);

            Published published = projects.submit("P-1", "建设背景");
            assertThat(topics.read(topics.prefix() + "submissions"))
                    .singleElement()
                    .satisfies(record -> {
                        Submission submission = CODEC.read(record.key(), record.value(), Submission.class);
                        assertThat(submission.revision()).isEqualTo(published.revision());
                        assertThat(submission.sections().get(0).text()).isEqualTo("建设背景");
                    });

            VerdictEvent clean = verdict("P-1", published.revision());
            publish("verdicts", clean);
            publish("work-orders", command("easy"));
            publish("work-orders", command("difficult"));
            publish("work-orders", command("easy")); // Kafka has it twice
            await().atMost(PATIENCE).until(() -> projects.heard().contains(clean));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(projects.workOrders()).containsExactlyInAnyOrder("WO-easy", "WO-difficult"));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(metric("listener.records", "outcome:repeated"))
                            .contains("\"value\":1.0"));
            assertThat(metric("listener.records", "outcome:taken")).contains("\"value\":3.0");
            assertThat(metric("listener.failed.tries", "listener:projectsApplication.Projects.carryOut"))
                    .contains("\"value\":");
            assertThat(get(application, "/actuator/health").statusCode()).isEqualTo(200);
            assertThat(get(application, "/actuator/health").body())
                    .contains("\"dupcheck\":{")
                    .contains("projectsApplication.Projects.hear")
                    .contains("\"waiting\":0");
        }
    }

    private ConfigurableApplicationContext application;

    private String metric(String name, String tag) throws Exception {
        return get(application, "/actuator/metrics/dupcheck." + name + "?tag=" + tag)
                .body();
    }

    @Test
    void aListenerThatAnErrorEndedMakesItUnhealthy() throws Exception {
        try (ConfigurableApplicationContext running = start()) {
            publish("verdicts", verdict("fatal", 1));
            await().atMost(PATIENCE)
                    .until(() -> get(running, "/actuator/health").statusCode() == 503);
            assertThat(get(running, "/actuator/health").body()).contains("a class that is missing");
        }
    }

    @Test
    void stoppedAndStartedAgainItGoesOnWhereItWas() throws Exception {
        try (ConfigurableApplicationContext running = start()) {
            ProjectsApplication.Projects projects = running.getBean(ProjectsApplication.Projects.class);
            DupcheckListeners listeners = running.getBean(DupcheckListeners.class);
            publish("verdicts", verdict("P-1", 1));
            await().atMost(PATIENCE).until(() -> projects.heard().size() == 1);
            listeners.stop();
            assertThat(listeners.isRunning()).isFalse();
            publish("verdicts", verdict("P-1", 2));
            listeners.start();
            await().atMost(PATIENCE).until(() -> projects.heard().size() >= 2);
            assertThat(projects.heard()).extracting(VerdictEvent::revision).containsExactly(1L, 2L);
        }
    }

    @Test
    void closedItHasNoThreadLeft() {
        ConfigurableApplicationContext running = start();
        CheckClient client = running.getBean(CheckClient.class);
        running.close();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("dupcheck-"));
        assertThat(client.withdraw(new org.dupcheck.contract.BusinessKey("project", "P-1")))
                .failsWithin(PATIENCE);
    }

    private ConfigurableApplicationContext start() {
        application = new SpringApplicationBuilder(ProjectsApplication.class)
                .properties(Map.of(
                        "spring.application.name", "projects",
                        "spring.datasource.url", jdbcUrl,
                        "server.port", "0",
                        "management.endpoints.web.exposure.include", "health,metrics",
                        "management.endpoint.health.show-details", "always",
                        "dupcheck.bootstrap-servers", kafka.bootstrapServers(),
                        "dupcheck.topic-prefix", topics.prefix(),
                        "dupcheck.retries.first-pause", "1ms"))
                .run();
        return application;
    }

    private static HttpResponse<String> get(ConfigurableApplicationContext application, String path) throws Exception {
        URI uri =
                URI.create("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port") + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static VerdictEvent verdict(String id, long revision) {
        return new VerdictEvent(
                "project",
                id,
                revision,
                Mode.SUBMIT,
                CheckState.FINISHED,
                "verdict-" + revision,
                ResultState.NONE,
                0.0,
                0,
                1L,
                null,
                TIME);
    }

    private static WorkOrderCommand command(String id) {
        return new WorkOrderCommand(
                "command-" + id, WorkOrderCommand.Kind.SUBMIT, "WO-" + id, "project", id, 1, "verdict-1", false, TIME);
    }

    /** As dupcheck would; returns when the broker has it. */
    private void publish(String topic, Message message) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            topics.prefix() + topic, message.key().toString(), CODEC.write(message)))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
