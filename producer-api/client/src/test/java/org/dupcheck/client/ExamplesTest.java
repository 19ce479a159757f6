package org.dupcheck.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Message;
import org.dupcheck.contract.Submission;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.examples.CarryOutWorkOrders;
import org.dupcheck.examples.HearVerdicts;
import org.dupcheck.examples.SubmitDocument;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples do what they say. */
@ExtendWith(DupcheckServices.class)
class ExamplesTest {
    private static final JsonCodec CODEC = new JsonCodec();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aDocumentIsSubmitted(KafkaService kafka, TestTopics topics) {
        String submissions = topics.create("submissions", 1);
        SubmitDocument.main(new String[] {kafka.bootstrapServers(), topics.prefix(), "P-1", "建设背景"});
        assertThat(topics.read(submissions))
                .singleElement()
                .satisfies(record -> assertThat(CODEC.read(record.key(), record.value(), Submission.class)
                                .sections()
                                .get(0)
                                .text())
                        .isEqualTo("建设背景"));
    }

    @Test
    void verdictsAreHeard(KafkaService kafka, TestTopics topics) throws Exception {
        publish(kafka, topics.create("verdicts", 1), Samples.clean("P-1", 1), Samples.clean("P-2", 1));
        assertTimeoutPreemptively(
                PATIENCE, () -> HearVerdicts.main(new String[] {kafka.bootstrapServers(), topics.prefix(), "2"}));
    }

    @Test
    void workOrdersAreCarriedOut(KafkaService kafka, TestTopics topics, PostgresService postgres) throws Exception {
        String jdbcUrl = postgres.newDatabase();
        WorkOrders orders = new WorkOrders(jdbcUrl);
        publish(
                kafka,
                topics.create("work-orders", 1),
                Samples.command("a", "P-1"),
                Samples.command("a", "P-1"),
                Samples.command("b", "P-2"));
        assertTimeoutPreemptively(
                PATIENCE,
                () -> CarryOutWorkOrders.main(new String[] {kafka.bootstrapServers(), topics.prefix(), jdbcUrl, "2"}));
        assertThat(orders.submitted()).containsExactly("a", "b");
    }

    static void publish(KafkaService kafka, String topic, Message... messages) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (Message message : messages) {
                producer.send(new ProducerRecord<>(topic, message.key().toString(), CODEC.write(message)))
                        .get(1, TimeUnit.MINUTES);
            }
        }
    }
}
