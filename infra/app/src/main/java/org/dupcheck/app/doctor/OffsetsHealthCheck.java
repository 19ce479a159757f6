package org.dupcheck.app.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.dupcheck.runtime.kafka.KafkaSettings;

/**
 * Do the groups stand where the topics are? An offset beyond a topic's end is from a topic of that name that is gone: made
 * anew, its offsets start over, and what comes first in it would be taken for known. One before the beginning means that
 * records were deleted before they were read.
 */
final class OffsetsHealthCheck extends GroupHealthCheck {
    private static final String OFFSETS = "offsets";

    OffsetsHealthCheck(KafkaSettings kafka, List<String> groups) {
        super(OFFSETS, kafka, groups);
    }

    @Override
    void look(Admin admin, List<String> groups, List<Finding> findings)
            throws InterruptedException, ExecutionException, TimeoutException {
        int partitions = 0;
        for (String group : groups) {
            partitions += look(admin, group, findings);
        }
        if (findings.isEmpty() && partitions > 0) {
            findings.add(Finding.fine(OFFSETS, "all groups stand within their topics"));
        }
    }

    private static int look(Admin admin, String group, List<Finding> findings)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, Long> committed = new TreeMap<>(
                java.util.Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((TopicPartition partition, OffsetAndMetadata offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset.offset());
                    }
                });
        for (Map.Entry<TopicPartition, Long> entry : committed.entrySet()) {
            TopicPartition partition = entry.getKey();
            long start;
            long end;
            try {
                start = offset(admin, partition, OffsetSpec.earliest());
                end = offset(admin, partition, OffsetSpec.latest());
            } catch (ExecutionException e) {
                continue; // the topic is gone, which the look at the topics says
            }
            finding(group, partition, entry.getValue(), start, end, findings);
        }
        return committed.size();
    }

    /** Holds one group's offset against one partition. */
    static void finding(
            String group, TopicPartition partition, long committed, long start, long end, List<Finding> findings) {
        if (committed > end) {
            findings.add(Finding.wrong(
                    OFFSETS,
                    "the group " + group + " stands at " + committed + " of " + partition + ", which ends at " + end
                            + ": the topic was made again, and its offsets start over",
                    "stop all nodes, and set the group back: kafka-consumer-groups.sh --group " + group + " --topic "
                            + partition.topic() + " --reset-offsets --to-earliest --execute"));
        } else if (committed < start) {
            findings.add(Finding.wrong(
                    OFFSETS,
                    "the group " + group + " stands at " + committed + " of " + partition + ", which begins at " + start
                            + ": records were deleted before they were read",
                    "send again what was sent in that time, and see why the group stood still or whether the topic's"
                            + " retention is too short"));
        }
    }

    private static long offset(Admin admin, TopicPartition partition, OffsetSpec spec)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> question = new HashMap<>();
        question.put(partition, spec);
        ListOffsetsResultInfo answer = get(admin.listOffsets(question).partitionResult(partition));
        return answer.offset();
    }
}
