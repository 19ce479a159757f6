package org.dupcheck.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.dupcheck.embedded.KafkaService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
final class CircumstancesTest {
    @Test
    void tellTheLagOfEveryGroupByPartition(KafkaService kafka, TestTopics topics) throws Exception {
        String topic = topics.create("lag", 1);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.alterConsumerGroupOffsets("lagging", Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0)))
                    .all()
                    .get();
        }

        String told = Circumstances.of(List.of(kafka.bootstrapServers())).getMessage();

        assertThat(told).contains("group lagging, " + topic + "-0: committed 0, end 0, lag 0");
    }

    @Test
    void sayThatTheBrokersDoNotAnswer() {
        assertThat(Circumstances.lag("127.0.0.1:1")).contains("do not tell");
    }

    @Test
    void tellWhatTheThreadsDo() {
        Thread.currentThread().setName("dupcheck-" + Thread.currentThread().getName());
        assertThat(Circumstances.threads()).contains(Thread.currentThread().getName() + ", RUNNABLE", "at ");
    }
}
