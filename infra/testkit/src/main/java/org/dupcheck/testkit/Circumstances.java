package org.dupcheck.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How things stand, for whoever gives up waiting: how far each group lies behind, and what the threads do. Stateless. */
public final class Circumstances {
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final int MAX_FRAMES = 12;

    private Circumstances() {}

    /**
     * To be added to a failure as a suppressed exception.
     *
     * @param brokers bootstrap servers to ask; each question waits 15 seconds at most, and nothing is thrown
     */
    public static Throwable of(List<String> brokers) {
        StringBuilder text = new StringBuilder("how things stood:\n");
        brokers.forEach(servers -> text.append(lag(servers)));
        text.append(threads());
        Throwable circumstances = new AssertionError(text.toString());
        circumstances.setStackTrace(new StackTraceElement[0]);
        return circumstances;
    }

    /** A line a partition of every group: committed, end, lag. */
    public static String lag(String brokers) {
        StringBuilder text = new StringBuilder();
        Map<String, Object> properties = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "circumstances",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS);
        try (Admin admin = Admin.create(properties)) {
            for (GroupListing group : get(admin.listGroups().all())) {
                append(text, admin, group.groupId());
            }
        } catch (RuntimeException e) {
            text.append("  the brokers at ")
                    .append(brokers)
                    .append(" do not tell: ")
                    .append(e)
                    .append('\n');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Admin admin, String group) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        committed.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        get(admin.listOffsets(asked).all()).forEach((partition, end) -> {
            OffsetAndMetadata offset = committed.get(partition);
            long done = offset == null ? 0 : offset.offset();
            text.append("  group %s, %s: committed %d, end %d, lag %d%n"
                    .formatted(group, partition, done, end.offset(), end.offset() - done));
        });
    }

    /** The threads of dupcheck and of Kafka's clients. */
    public static String threads() {
        StringBuilder text = new StringBuilder();
        List<Map.Entry<Thread, StackTraceElement[]>> all =
                new ArrayList<>(Thread.getAllStackTraces().entrySet());
        all.sort(Comparator.comparing(entry -> entry.getKey().getName()));
        for (Map.Entry<Thread, StackTraceElement[]> entry : all) {
            Thread thread = entry.getKey();
            if (thread.getName().startsWith("dupcheck") || thread.getName().contains("kafka")) {
                text.append("  thread ").append(thread.getName()).append(", ").append(thread.getState());
                text.append('\n');
                StackTraceElement[] frames = entry.getValue();
                for (int i = 0; i < Math.min(MAX_FRAMES, frames.length); i++) {
                    text.append("    at ").append(frames[i]).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
