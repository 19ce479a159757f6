package org.dupcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.Message;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Sender;
import org.dupcheck.contract.Submission;
import org.dupcheck.testkit.SettableClock;
import org.junit.jupiter.api.Test;

/** What the client puts into records, and what it refuses, without a broker. */
class CheckClientTest {
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final SettableClock clock = new SettableClock(Samples.TIME);
    private final CheckClient client = new CheckClient(
            CheckClient.builder("nowhere:9092")
                    .topicPrefix("t.")
                    .source("/module")
                    .clock(clock),
            producer);

    @Test
    void aRecordHasItsKeyAndTheAttributesOfCloudEvents() {
        CompletableFuture<Published> published = client.submit(Samples.submission("P-1", 42, "文本"));

        ProducerRecord<byte[], byte[]> record = sent();
        assertThat(record.topic()).isEqualTo("t.submissions");
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("project:P-1");
        assertThat(headers(record))
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "project:P-1:42",
                        "ce_source", "/module",
                        "ce_type", "org.dupcheck.submission.v1",
                        "ce_time", "2026-01-31T08:30:00.123456Z",
                        "ce_subject", "project:P-1",
                        "content-type", "application/json"));
        assertThat(published).isNotDone();
        producer.completeNext();
        assertThat(published).isCompletedWithValue(new Published("t.submissions", "project:P-1", 0, 0, 42));
    }

    @Test
    void aRecordTellsForWhomItIsSentWhereThatIsSaid() {
        BusinessKey key = new BusinessKey("project", "P-1");
        var unused = client.withdraw(key, Sender.key("key:module"));
        assertThat(headers(sent())).containsEntry("ce_authtype", "api_key").containsEntry("ce_authid", "key:module");
        unused = client.confirm(
                ConfirmationEvent.withdraw(key, "v-1", clock.instant()).build(), Sender.person("张"));
        assertThat(headers(sent())).containsEntry("ce_authtype", "app_user").containsEntry("ce_authid", "张");
        unused = client.publish(Samples.submission("P-1", 42, "文本").withMode(Mode.SUBMIT), Sender.person("wang"));
        assertThat(headers(sent())).containsEntry("ce_authid", "wang");
        unused = client.withdraw(key);
        assertThat(headers(sent())).doesNotContainKeys("ce_authtype", "ce_authid");
    }

    @Test
    void theCallDecidesOnTheMode() {
        Submission submission = Samples.submission("P-1", 42, "文本").withMode(Mode.WITHDRAW);
        var unused = client.submit(Samples.submission("P-1", 42, "文本"));
        assertThat(value(Submission.class).mode()).isEqualTo(Mode.SUBMIT);
        unused = client.precheck(Samples.submission("P-1", 42, "文本").withMode(Mode.SUBMIT));
        assertThat(value(Submission.class).mode()).isEqualTo(Mode.PRECHECK);
        unused = client.publish(submission);
        assertThat(value(Submission.class).mode()).isEqualTo(Mode.WITHDRAW);
    }

    @Test
    void aRevisionLeftOpenIsTheClocksAndOneThatIsGivenStands() {
        long now = 1_769_848_200_123_456L;
        var unused = client.submit(Samples.submission("P-1", CheckClient.NEXT_REVISION, "文本"));
        assertThat(value(Submission.class).revision()).isEqualTo(now);
        unused = client.submit(Samples.submission("P-1", 0, "文本"));
        assertThat(value(Submission.class).revision()).isZero();
        assertThat(client.nextRevision()).isEqualTo(now + 1);
    }

    @Test
    void aWithdrawalIsANullAndSoTakesBackWhatCameBeforeItWhateverTheClocksSay() {
        BusinessKey key = new BusinessKey("project", "P-1");
        CompletableFuture<Published> first = client.withdraw(key);
        ProducerRecord<byte[], byte[]> record = sent();
        assertThat(record.topic()).isEqualTo("t.submissions");
        assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("project:P-1");
        assertThat(record.value()).isNull();
        String firstId = headers(record).get("ce_id");
        var unused = client.withdraw(key);
        assertThat(headers(sent()).get("ce_id")).as("another event").isNotEqualTo(firstId);
        producer.completeNext();
        assertThat(first.join().revision()).isZero();
    }

    @Test
    void preChecksHaveTheirOwnTopicAndASectionItsOwnKey() {
        var unused = client.precheck(Samples.submission("P-1", 42, "文本"));
        assertThat(sent().topic()).isEqualTo("t.pre-checks");
        assertThat(sent().key()).asString(StandardCharsets.UTF_8).isEqualTo("project:P-1");
        Submission section = Samples.submission("P-1", 42, "文本");
        String sectionKey = section.sections().get(0).key();
        unused = client.precheckSection(section);
        assertThat(sent().topic()).isEqualTo("t.pre-checks");
        assertThat(sent().key()).asString(StandardCharsets.UTF_8).isEqualTo("project:P-1#" + sectionKey);
        assertThat(value(Submission.class).mode()).isEqualTo(Mode.PRECHECK);
        assertRefused(
                client.precheckSection(new Submission(
                        "project",
                        "P-1",
                        1,
                        Mode.PRECHECK,
                        null,
                        List.of(new Section("a", "文本"), new Section("b", "文本")),
                        null,
                        null)),
                ErrorCode.INVALID_FIELD,
                "sections");
    }

    @Test
    void eventsGoToTheirTopicsUnderIdsThatStayTheSame() {
        for (int i = 0; i < 2; i++) {
            var unused = client.publish(Samples.reference("d-1", ReferenceEventKind.EDITED));
            assertThat(sent().topic()).isEqualTo("t.reference-events");
            assertThat(headers(sent()))
                    .containsEntry("ce_id", "initiation:d-1:7:EDITED")
                    .containsEntry("ce_type", "org.dupcheck.reference-event.v1");
            unused = client.confirm(confirmation("v-1"));
            assertThat(sent().topic()).isEqualTo("t.confirmations");
            assertThat(headers(sent()))
                    .containsEntry("ce_id", "project:P-1:0:v-1:CONFIRM")
                    .containsEntry("ce_type", "org.dupcheck.confirmation.v1");
            clock.set(Samples.TIME.plusSeconds(60));
        }
    }

    @Test
    void aBadMessageIsRefusedInTheFutureAndNotSent() {
        assertRefused(client.submit(Samples.submission("P-1", 42, "")), ErrorCode.EMPTY_TEXT, "sections[0].text");
        assertRefused(client.submit(Samples.submission("P-1", -2, "x")), ErrorCode.INVALID_FIELD, "revision");
        assertRefused(
                client.submit(Samples.submission("P-1", 42, "字".repeat(Limits.MAX_MESSAGE_BYTES / 3))),
                ErrorCode.MESSAGE_TOO_LARGE,
                "");
        assertRefused(client.withdraw(new BusinessKey("a:b", "1")), ErrorCode.INVALID_FIELD, "businessType");
        assertRefused(client.confirm(confirmation("")), ErrorCode.INVALID_FIELD, "verdictId");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void aSendThatFailsSaysSoInTheFuture() {
        CompletableFuture<Published> later = client.submit(Samples.submission("P-1", 42, "x"));
        producer.errorNext(new TimeoutException("expired"));
        assertThatThrownBy(later::join)
                .cause()
                .isInstanceOf(NotPublishedException.class)
                .hasMessageContaining("t.submissions")
                .hasCauseInstanceOf(TimeoutException.class);

        producer.sendException = new TimeoutException("no room");
        CompletableFuture<Published> atOnce = client.submit(Samples.submission("P-1", 42, "x"));
        assertThatThrownBy(atOnce::join).cause().isInstanceOf(NotPublishedException.class);
    }

    @Test
    void aClosedClientSendsNothing() {
        client.close();
        client.close();
        assertThatThrownBy(client.submit(Samples.submission("P-1", 42, "x"))::join)
                .cause()
                .isInstanceOf(NotPublishedException.class);
    }

    @Test
    void whatTheClientPromisesCannotBeSwitchedOff() {
        CheckClientBuilder builder = CheckClient.builder("nowhere:9092").properties(Map.of("buffer.memory", "1000"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.property("acks", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.property("enable.idempotence", "false"));
        assertThat(builder.producerProperties())
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", true)
                .containsEntry("linger.ms", 0)
                .containsEntry("buffer.memory", "1000");
    }

    private static ConfirmationEvent confirmation(String verdictId) {
        return new ConfirmationEvent("project", "P-1", verdictId, Decision.CONFIRM, "二期", "u1", Samples.TIME);
    }

    private static void assertRefused(CompletableFuture<Published> future, ErrorCode code, String path) {
        assertThatThrownBy(future::join)
                .cause()
                .asInstanceOf(InstanceOfAssertFactories.type(InvalidMessageException.class))
                .returns(code, InvalidMessageException::code)
                .returns(path, InvalidMessageException::path);
    }

    private ProducerRecord<byte[], byte[]> sent() {
        return producer.history().get(producer.history().size() - 1);
    }

    private <T extends Message> T value(Class<T> type) {
        return new JsonCodec().read(sent().value(), type);
    }

    private static Map<String, String> headers(ProducerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new TreeMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }
}
