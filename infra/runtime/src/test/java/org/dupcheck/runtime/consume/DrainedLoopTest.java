package org.dupcheck.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.dupcheck.runtime.health.Drain;
import org.junit.jupiter.api.Test;

/** A loop that takes no records for a while, beside others of its group. */
final class DrainedLoopTest extends LoopTest {
    private static final int RECORDS = 400;

    /** Six looks of the watch in a stall's time. */
    private static final Duration SOON_STALLED = Duration.ofSeconds(1);

    private final Drain drain = new Drain();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private ConsumeLoop.Plan drained(ConsumeSettings settings) {
        return TestLoop.plan(brokers, group, topic, settings, meters, drain);
    }

    private static ConsumeSettings settings(Duration drainTimeout) {
        return new ConsumeSettings(2, 50, 1, TestLoop.QUICK_RETRY, drainTimeout);
    }

    private void see(Delivery delivery) {
        seen.add(text(delivery));
    }

    /** Work that is under way until a test lets it end. */
    private void seeLater(Delivery delivery) throws InterruptedException {
        running.countDown();
        mayEnd.await();
        see(delivery);
    }

    private void publishAll(int from, int to) {
        for (int i = from; i < to; i++) {
            publish("key-" + i % 40, Integer.toString(i));
        }
        published();
    }

    @Test
    void whatIsRunningIsFinishedAndTheOtherTakesEverythingOver() throws InterruptedException {
        SimpleMeterRegistry others = new SimpleMeterRegistry();
        start(ConsumeLoop.inOrder(drained(settings(Duration.ofSeconds(60))), this::seeLater));
        start(ConsumeLoop.inOrder(
                TestLoop.plan(brokers, group, topic, settings(Duration.ofSeconds(20)), others), this::see));
        await().until(() -> assignments().size() == 2);
        publishAll(0, RECORDS / 2);
        running.await();

        drain.begin();
        publishAll(RECORDS / 2, RECORDS);
        assertThat(drain.atWork()).containsExactly("test");
        mayEnd.countDown();
        await().until(drain::isDone);
        long before = TestLoop.count(meters, "received");
        await().until(() -> seen.size() == RECORDS);
        assertThat(TestLoop.count(meters, "received"))
                .as("received by the drained one since")
                .isEqualTo(before);
        assertThat(TestLoop.inFlight(meters)).isZero();
        assertThat(TestLoop.balanced(meters)).isTrue();
        assertThat(assignments()).as("members at the broker").hasSize(1);
        assertThat(loops.get(0).health().up()).isTrue();

        drain.end();
        await().until(() -> assignments().size() == 2);
        publishAll(RECORDS, RECORDS + 100);
        await().until(() -> seen.size() == RECORDS + 100);
        await().until(() -> TestLoop.count(meters, "received") > before);
        await().until(() -> loops.get(0).health().up());
    }

    @Test
    void theLagIsToldAndNobodyTakesItForAStall() {
        start(ConsumeLoop.inOrder(drained(settings(Duration.ofSeconds(20)).withStallTimeout(SOON_STALLED)), this::see));
        publishAll(0, 1);
        await().until(() -> seen.size() == 1);
        drain.begin();
        drain.begin();
        await().until(drain::isDone);
        for (int more = 1; more <= 12; more++) { // each time at least one look
            publishAll(more, more + 1);
            int lag = more;
            await().until(() -> meters.get("dupcheck.consume.lag").gauge().value() == lag);
        }
        assertThat(TestLoop.count(meters, "stalls")).isZero();
        assertThat(loops.get(0).health().up()).isTrue();
        assertThat(seen).hasSize(1);
        drain.end();
        drain.end();
        await().until(() -> seen.size() == 13);
    }

    @Test
    void oneThatStartsDrainedJoinsOnlyWhenWorkIsTaken() {
        drain.begin();
        ConsumeLoop loop = start(ConsumeLoop.inOrder(drained(settings(Duration.ofSeconds(20))), this::see));
        publishAll(0, 10);
        await().until(() ->
                meters.get("dupcheck.consume.brokers_answer").gauge().value() == 1);
        await().until(() -> loop.health().up());
        assertThat(assignments()).isEmpty();
        assertThat(drain.isDone()).isTrue();
        drain.end();
        await().until(() -> seen.size() == 10);
    }

    @Test
    void resumedWhileItDrainsItEndsWhatRunsAndJoinsAgain() throws InterruptedException {
        start(ConsumeLoop.inOrder(drained(settings(Duration.ofSeconds(60))), this::seeLater));
        publishAll(0, 20);
        running.await();
        drain.begin();
        assertThat(drain.isDone()).isFalse();
        drain.end();
        mayEnd.countDown();
        await().until(() -> seen.size() == 20);
        await().until(() -> TestLoop.inFlight(meters) == 0);
        assertThat(TestLoop.balanced(meters)).isTrue();
    }

    @Test
    void whatOutlastsTheDrainIsCutOffAndDoneByTheOther() throws InterruptedException {
        start(ConsumeLoop.inOrder(drained(settings(Duration.ofMillis(10))), delivery -> {
            running.countDown();
            await().forever().until(delivery::cancelled);
            delivery.throwIfCancelled();
        }));
        publishAll(0, 20);
        running.await();
        drain.begin();
        start(ConsumeLoop.inOrder(
                TestLoop.plan(brokers, group, topic, settings(Duration.ofSeconds(20)), new SimpleMeterRegistry()),
                this::see));
        await().until(() -> drain.isDone() && TestLoop.inFlight(meters) == 0);
        await().until(() -> seen.size() == 20);
        assertThat(TestLoop.balanced(meters)).isTrue();
    }

    @Test
    void drainedInTheMiddleOfARebalanceItLosesNothing() throws InterruptedException {
        start(ConsumeLoop.inOrder(drained(settings(Duration.ofSeconds(60))), this::seeLater));
        publishAll(0, RECORDS);
        running.await();
        for (int i = 0; i < 2; i++) { // each takes partitions away from those before
            start(ConsumeLoop.inOrder(
                    TestLoop.plan(brokers, group, topic, settings(Duration.ofSeconds(20)), new SimpleMeterRegistry()),
                    this::see));
        }
        drain.begin();
        mayEnd.countDown();
        await().until(drain::isDone);
        await().until(() -> seen.size() == RECORDS);
        await().until(() -> assignments().size() == 2);
        assertThat(TestLoop.balanced(meters)).isTrue();
        assertThat(TestLoop.inFlight(meters)).isZero();
    }

    /** What each member of the group holds, as the broker says; those that hold nothing are left out. */
    private List<Set<TopicPartition>> assignments() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            Collection<MemberDescription> members = admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members();
            return members.stream()
                    .map(member -> member.assignment().topicPartitions())
                    .filter(partitions -> !partitions.isEmpty())
                    .toList();
        } catch (ExecutionException e) {
            return List.of(); // the group is not there yet
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
