package org.dupcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Topics;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.Own;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The client's promises, on a real broker. */
@ExtendWith(DupcheckServices.class)
class CheckClientOnKafkaTest {
    private static final JsonCodec CODEC = new JsonCodec();
    /** Longer than the producer tries: whatever comes of a send has come by then. */
    private static final long PATIENCE_SECONDS = 130;

    @Test
    void theOutcomeSaysWhereTheRecordIs(KafkaService kafka, TestTopics topics) throws Exception {
        topics.create("submissions", 4);
        String preChecks = topics.create("pre-checks", 2);
        topics.create("reference-events", 2);
        try (CheckClient client = client(kafka, topics)) {
            Submission submission = Samples.submission("P-1", 42, "建设背景");
            Published published = client.precheck(submission).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(published.topic()).isEqualTo(preChecks);
            assertThat(published.revision()).isEqualTo(42);

            ConsumerRecord<String, byte[]> record = topics.read(preChecks).get(0);
            assertThat(record.key()).isEqualTo(published.key()).isEqualTo("project:P-1");
            assertThat(record.partition()).isEqualTo(published.partition());
            assertThat(record.offset()).isEqualTo(published.offset());
            assertThat(CODEC.read(record.key(), record.value(), Submission.class))
                    .isEqualTo(submission);

            Published event = client.publish(Samples.reference("d-1", ReferenceEventKind.APPROVED))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(event.revision()).isEqualTo(7);
        }
    }

    /** Without a look at the buffer each of the last calls would block for ten seconds. */
    @Test
    void aFullBufferFailsTheFutureAtOnceAndHoldsNobody(@Own KafkaService kafka) {
        try (TestTopics topics = TestTopics.on(kafka.bootstrapServers());
                CheckClient client = CheckClient.builder(kafka.bootstrapServers())
                        .topicPrefix(topics.prefix())
                        .property("buffer.memory", Integer.toString(2 * 1024 * 1024))
                        .closeTimeout(Duration.ofSeconds(1))
                        .build()) {
            topics.create("submissions", 1);
            topics.create("pre-checks", 1);
            topics.create("reference-events", 1);
            topics.create("confirmations", 1);
            client.prepare();
            kafka.pause();
            Submission large = Samples.submission("P-1", 1, "y".repeat(200_000));
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                int taken = 0;
                CompletableFuture<Published> last = client.precheck(large);
                while (!last.isDone()) {
                    assertThat(taken++).isLessThan(20);
                    last = client.precheck(large);
                }
                assertThat(taken).isGreaterThan(5);
                for (int i = 0; i < 100; i++) {
                    assertThat(client.precheck(large))
                            .failsWithin(Duration.ZERO)
                            .withThrowableThat()
                            .havingCause()
                            .isInstanceOf(NotPublishedException.class)
                            .withMessageContaining("later");
                }
            });
            kafka.resume();
        }
    }

    @Test
    void theLargestMessageGoesThroughAndALargerOneIsRefusedBeforeItIsSent(KafkaService kafka, TestTopics topics)
            throws Exception {
        Topics.TopicSpec spec = new Topics().all().get(0);
        String preChecks = topics.create("pre-checks", 1, spec.config());
        int frame = CODEC.write(Samples.submission("P-1", 1, "x")).length - 1;
        String largest = "y".repeat(Limits.MAX_MESSAGE_BYTES - frame);
        try (CheckClient client = client(kafka, topics)) {
            client.precheck(Samples.submission("P-1", 1, largest)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(client.precheck(Samples.submission("P-1", 1, largest + "y")))
                    .failsWithin(Duration.ofSeconds(PATIENCE_SECONDS))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            InvalidMessageException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE));
        }
        assertThat(topics.read(preChecks))
                .singleElement()
                .satisfies(record -> assertThat(record.value()).hasSize(Limits.MAX_MESSAGE_BYTES));
    }

    @Test
    void closingSendsWhatIsBuffered(KafkaService kafka, TestTopics topics) {
        String submissions = topics.create("submissions", 2);
        List<CompletableFuture<Published>> outcomes = new ArrayList<>();
        try (CheckClient client = client(kafka, topics)) {
            for (int i = 0; i < 100; i++) {
                outcomes.add(client.submit(Samples.submission("P-" + i, CheckClient.NEXT_REVISION, "文本")));
            }
        }
        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isCompleted());
        assertThat(topics.read(submissions)).hasSize(100);
    }

    @Test
    void aBrokerKilledInTheMiddleLosesNothingAndDoublesNothing(@Own KafkaService kafka) throws Exception {
        try (TestTopics topics = TestTopics.on(kafka.bootstrapServers());
                CheckClient client = client(kafka, topics)) {
            String submissions = topics.create("submissions", 4);
            List<CompletableFuture<Published>> outcomes = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                if (i == 200) {
                    kafka.kill();
                } else if (i == 400) {
                    kafka.start();
                }
                outcomes.add(client.submit(Samples.submission("P-" + i % 10, i, "第" + i + "版")));
            }

            CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);

            List<ConsumerRecord<String, byte[]>> records = topics.read(submissions);
            assertThat(records).hasSize(600);
            assertThat(records)
                    .extracting(record ->
                            CODEC.read(record.value(), Submission.class).revision())
                    .doesNotHaveDuplicates();
            for (int key = 0; key < 10; key++) {
                String name = "project:P-" + key;
                assertThat(records.stream()
                                .filter(record -> record.key().equals(name))
                                .map(record -> CODEC.read(record.value(), Submission.class)
                                        .revision()))
                        .as("revisions of " + name + " in the order they were sent")
                        .isSorted();
            }
        }
    }

    private static CheckClient client(KafkaService kafka, TestTopics topics) {
        return CheckClient.builder(kafka.bootstrapServers())
                .topicPrefix(topics.prefix())
                .build();
    }
}
