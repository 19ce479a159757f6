package org.dupcheck.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.dupcheck.runtime.kafka.KafkaProperties;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.junit.jupiter.api.Test;

/** What one partition or topic does not tell leaves the others as they are. */
final class AdminGroupViewTest extends LoopTest {
    @Test
    void aPartitionWithoutALeaderIsLeftOut() {
        publish("a", "one");
        published();
        TopicPartition leaderless = new TopicPartition(topic, 1);
        try (GroupView view = view(leaderless::equals, List.of(topic))) {
            Map<TopicPartition, GroupView.Log> logs = view.look();
            assertThat(logs).hasSize(3).doesNotContainKey(leaderless);
        }
    }

    @Test
    void aTopicThatIsNotThereIsLeftOut() {
        try (GroupView view = view(partition -> false, List.of(topic, topic + "-none"))) {
            assertThat(view.look()).hasSize(4);
        }
    }

    @Test
    void whereNothingAnswersTheLookFails() {
        try (GroupView view = view(partition -> true, List.of(topic))) {
            assertThatThrownBy(view::look).isInstanceOf(KafkaException.class).hasMessageContaining("no leader");
        }
        try (GroupView view = view(partition -> false, List.of(topic + "-none"))) {
            assertThatThrownBy(view::look).isInstanceOf(KafkaException.class);
        }
    }

    private GroupView view(Predicate<TopicPartition> leaderless, List<String> topics) {
        Admin real = Admin.create(KafkaProperties.admin(KafkaSettings.of(brokers), "test-view"));
        Admin admin = (Admin) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, args) -> {
                    try {
                        Object answer = method.invoke(real, args);
                        return answer instanceof ListOffsetsResult offsets
                                ? without(offsets, (Map<?, ?>) args[0], leaderless)
                                : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new AdminGroupView(admin, group, topics);
    }

    private static ListOffsetsResult without(
            ListOffsetsResult offsets, Map<?, ?> asked, Predicate<TopicPartition> leaderless) {
        Map<TopicPartition, KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo>> futures = new HashMap<>();
        for (Object key : asked.keySet()) {
            TopicPartition partition = (TopicPartition) key;
            KafkaFutureImpl<ListOffsetsResult.ListOffsetsResultInfo> none = new KafkaFutureImpl<>();
            none.completeExceptionally(new LeaderNotAvailableException("no leader"));
            futures.put(partition, leaderless.test(partition) ? none : offsets.partitionResult(partition));
        }
        return new ListOffsetsResult(futures);
    }
}
