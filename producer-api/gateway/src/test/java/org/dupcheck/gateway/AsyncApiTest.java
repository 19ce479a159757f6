package org.dupcheck.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.CloudEvents;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Message;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Topics;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.contract.WorkOrderEvent;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** asyncapi.yaml against the topics, the records and what is really published. */
@ExtendWith(DupcheckServices.class)
final class AsyncApiTest {
    private static final Schemas SCHEMAS = new Schemas("/asyncapi.yaml");
    private static final JsonCodec CODEC = new JsonCodec();
    private static final Instant NOW = Instant.parse("2026-01-31T08:30:00.123456Z");

    @Test
    void namesExactlyTheTopicsThereAre() {
        List<String> addresses = new ArrayList<>();
        SCHEMAS.document()
                .get("channels")
                .forEach(channel -> addresses.add(channel.get("address").asText()));

        assertThat(addresses)
                .containsExactlyInAnyOrderElementsOf(
                        new Topics().all().stream().map(Topics.TopicSpec::name).toList());
    }

    static Stream<Message> messages() {
        List<Section> sections = List.of(new Section("立项", "文本"));
        return Stream.of(
                new Submission(
                        "p", "1", 1, Mode.SUBMIT, "标题", sections, new Applicant("u", "13800000000", "zh-CN"), "WO"),
                new Submission("p", "1", 1, Mode.PRECHECK, null, sections, null, null),
                new Submission("p", "1", 1, Mode.WITHDRAW, null, List.of(), null, null),
                new ReferenceEvent("i", "1", 1, ReferenceEventKind.APPROVED, "标题", "u", sections, NOW),
                new ReferenceEvent("i", "1", 2, ReferenceEventKind.DELETED, null, null, List.of(), null),
                new VerdictEvent(
                        "p",
                        "1",
                        1,
                        Mode.SUBMIT,
                        CheckState.FINISHED,
                        "v",
                        ResultState.DUPLICATES,
                        0.5,
                        2,
                        9L,
                        null,
                        NOW),
                new VerdictEvent("p", "1", 1, Mode.SUBMIT, CheckState.FAILED, null, null, null, null, null, "why", NOW),
                new VerdictEvent(
                        "p", "1", 1, Mode.WITHDRAW, CheckState.WITHDRAWN, null, null, null, null, null, null, NOW),
                new ConfirmationEvent("p", "1", "v", Decision.CONFIRM, "延续", "u", NOW),
                new ConfirmationEvent("p", "1", "v", Decision.WITHDRAW, null, null, NOW),
                new WorkOrderCommand("c", WorkOrderCommand.Kind.SUBMIT, "WO", "p", "1", 1, "v", true, NOW),
                new WorkOrderCommand("c2", WorkOrderCommand.Kind.CANCEL, "WO", "p", "1", 1, "v", false, NOW, "c"),
                new WorkOrderEvent("p", "1", "c", WorkOrderEvent.Kind.ACCEPTED, null, NOW),
                new WorkOrderEvent("p", "1", "c", WorkOrderEvent.Kind.REJECTED, "why", NOW));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void describesWhatTheCodecWrites(Message message) {
        String schema = "/components/schemas/" + message.getClass().getSimpleName();
        String described = "/components/messages/" + message.getClass().getSimpleName();

        assertThat(SCHEMAS.faults(schema, new String(CODEC.write(message), StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(SCHEMAS.document().at(described).get("name").asText())
                .isEqualTo(CloudEvents.type(message.getClass()));
    }

    @Test
    void itsExamplesAreMessages() {
        Map<String, Class<? extends Message>> types = new TreeMap<>(Map.of(
                "Submission", Submission.class,
                "ReferenceEvent", ReferenceEvent.class,
                "VerdictEvent", VerdictEvent.class,
                "ConfirmationEvent", ConfirmationEvent.class,
                "WorkOrderCommand", WorkOrderCommand.class));
        types.forEach((name, type) -> {
            JsonNode example = SCHEMAS.document().at("/components/messages/" + name + "/examples/0/payload");
            assertThat(CODEC.read(example.toString().getBytes(StandardCharsets.UTF_8), type))
                    .isNotNull();
            assertThat(SCHEMAS.faults("/components/schemas/" + name, example.toString()))
                    .isEmpty();
        });
    }

    @Test
    void describesWhatTheGatewayPublishes(KafkaService kafka, PostgresService postgres, TestTopics topics)
            throws Exception {
        try (TestGateway gateway = TestGateway.start(kafka, postgres, topics)) {
            gateway.post(
                    "/submissions",
                    "{\"businessType\": \"p\", \"businessId\": \"1\", \"mode\": \"SUBMIT\", \"applicant\": {\"userId\": \"u\"},"
                            + " \"sections\": [{\"key\": \"a\", \"text\": \"文本\"}]}");
            gateway.send(gateway.request(TestGateway.API + "/submissions/p/1")
                    .DELETE()
                    .build());
            gateway.send(gateway.json("/submissions/p/1/sections/a", "PUT", "{\"text\": \"文本\"}"));
            gateway.post(
                    "/reference-events",
                    "{\"documentType\": \"i\", \"documentId\": \"1\", \"revision\": 1, \"kind\": \"DELETED\"}");

            List<ConsumerRecord<String, byte[]>> submissions = gateway.published(gateway.topics.submissions());
            assertThat(submissions).hasSize(2);
            assertDescribed(submissions.get(0), "Submission");
            assertThat(submissions.get(1).value()).as("a withdrawal").isNull();
            List<ConsumerRecord<String, byte[]>> preChecks = gateway.published(gateway.topics.preChecks());
            assertThat(preChecks).hasSize(1);
            assertDescribed(preChecks.get(0), "Submission");
            List<ConsumerRecord<String, byte[]>> events = gateway.published(gateway.topics.referenceEvents());
            assertThat(events).hasSize(1);
            events.forEach(record -> assertDescribed(record, "ReferenceEvent"));
        }
    }

    private static void assertDescribed(ConsumerRecord<String, byte[]> record, String name) {
        Map<String, String> headers = new TreeMap<>();
        record.headers().forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
        String json = new ObjectMapper().valueToTree(headers).toString();

        assertThat(SCHEMAS.faults("/components/schemas/CloudEventsHeaders", json))
                .isEmpty();
        assertThat(SCHEMAS.faults("/components/schemas/" + name, new String(record.value(), StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
