package org.dupcheck.runtime.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.dupcheck.runtime.consume.Records.P0;
import static org.dupcheck.runtime.consume.Records.P1;
import static org.dupcheck.runtime.consume.Records.record;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dupcheck.testkit.SettableClock;
import org.junit.jupiter.api.Test;

final class DispatcherTest {
    private static final Duration LATER = Duration.ofSeconds(1);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private long nextOffset;

    private final Dispatcher inOrder = dispatcher(Admission.inOrder());
    private final Dispatcher superseding = dispatcher(new Superseding(TestLoop::byNumber));

    private Dispatcher dispatcher(Admission admission) {
        Dispatcher dispatcher =
                new Dispatcher(admission, TestLoop.QUICK_RETRY, new ConsumeMeters(meters, "test"), clock);
        dispatcher.assign(List.of(P0, P1));
        return dispatcher;
    }

    /** Reading a long text takes its time; who brings an outcome or takes work must not wait for it. */
    @Test
    void aRecordIsReadOnceAndWhileNobodyIsHeldUp() throws Exception {
        List<String> read = new ArrayList<>();
        CompletableFuture<Void> mayEnd = new CompletableFuture<>();
        CompletableFuture<Void> began = new CompletableFuture<>();
        Precedence slow = new Precedence() {
            @Override
            public Object read(String key, byte[] value) {
                began.complete(null);
                mayEnd.orTimeout(1, TimeUnit.MINUTES).join();
                read.add(new String(value, UTF_8));
                return Integer.valueOf(new String(value, UTF_8));
            }

            @Override
            public Ruling rule(Delivery incoming, Delivery earlier) {
                return (Integer) incoming.reading() > (Integer) earlier.reading()
                        ? Ruling.SUPERSEDES
                        : Ruling.IS_SUPERSEDED;
            }
        };
        Dispatcher dispatcher = dispatcher(new Superseding(slow));
        CompletableFuture<Void> offered =
                CompletableFuture.runAsync(() -> offer(dispatcher, "a", "1", "a", "3", "a", "2", "b", "1"));
        began.get(1, TimeUnit.MINUTES);
        CompletableFuture.runAsync(dispatcher::loads).get(1, TimeUnit.MINUTES);
        mayEnd.complete(null);
        offered.get(1, TimeUnit.MINUTES);

        assertThat(values(List.of(take(dispatcher), take(dispatcher)))).containsExactlyInAnyOrder("3", "1");
        assertThat(read).containsExactly("1", "3", "2", "1");
    }

    @Test
    void aKeyIsHandedOutAgainOnlyWhenItsRunningRecordIsDone() throws InterruptedException {
        offer(inOrder, "a", "1", "a", "2", "b", "3");
        Task first = take(inOrder);
        Task other = take(inOrder);
        assertThat(List.of(value(first), value(other))).containsExactly("1", "3");
        inOrder.complete(first);
        assertThat(value(take(inOrder))).isEqualTo("2");
    }

    @Test
    void aRecordThatWaitsForItsRetryHoldsUpItsOwnKeyOnly() throws InterruptedException {
        offer(inOrder, "a", "1", "a", "2", "b", "3");
        Task first = take(inOrder);
        inOrder.putBack(first, LATER);
        inOrder.complete(take(inOrder));
        offer(inOrder, "c", "4");
        assertThat(value(take(inOrder))).isEqualTo("4");
        clock.advance(LATER);
        Task again = take(inOrder);
        assertThat(again).isSameAs(first);
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(inOrder.committable(List.of(P0))).isEmpty();
    }

    @Test
    void aBatchTakesHeadsAndWhatFollowsThemAndGoesBackInOrder() throws InterruptedException {
        offer(inOrder, "a", "1", "a", "2", "b", "3", "a", "4");
        List<Task> batch = inOrder.take(3);
        assertThat(values(batch)).containsExactly("1", "2", "4");
        assertThat(values(inOrder.take(3))).containsExactly("3");
        // the last first
        inOrder.putBack(batch.get(2), null);
        inOrder.putBack(batch.get(1), LATER);
        inOrder.complete(batch.get(0));
        assertThat(inOrder.committable(List.of(P0)).get(P0).offset()).isEqualTo(1);
        clock.advance(LATER);
        assertThat(values(inOrder.take(3))).containsExactly("2", "4");
    }

    @Test
    void oneWhoseDeadLetterIsDueIsInNoBatch() throws InterruptedException {
        offer(inOrder, "a", "1");
        Task first = take(inOrder);
        offer(inOrder, "b", "2", "c", "3");
        first.setDeadLetter(DeadLetter.of(new IllegalStateException("bad")));
        inOrder.putBack(first, null);
        assertThat(values(inOrder.take(10))).containsExactly("2", "3");
        assertThat(values(inOrder.take(10))).containsExactly("1");
    }

    @Test
    void aNewerRecordReplacesTheWaitingOneAndCancelsTheRunningOne() throws InterruptedException {
        offer(superseding, "a", "1");
        Task running = take(superseding);
        offer(superseding, "a", "2", "a", "3");
        assertThat(running.superseded()).isTrue();
        assertThat(count("superseded")).isEqualTo(1);
        superseding.complete(running);
        assertThat(value(take(superseding))).isEqualTo("3");
        assertThat(superseding.committable(List.of(P0)).get(P0).offset()).isEqualTo(2);
    }

    @Test
    void anOlderRecordIsSupersededAtOnceAndChangesNothing() throws InterruptedException {
        offer(superseding, "a", "5");
        Task running = take(superseding);
        offer(superseding, "a", "4");
        assertThat(running.cancelled()).isFalse();
        assertThat(count("superseded")).isEqualTo(1);
    }

    @Test
    void anEqualRecordFollowsAndANewerOneReplacesItAndTheRunningOne() throws InterruptedException {
        offer(superseding, "a", "5");
        Task running = take(superseding);
        offer(superseding, "a", "5");
        assertThat(running.cancelled()).isFalse();
        offer(superseding, "a", "6");
        assertThat(running.superseded()).isTrue();
        superseding.complete(running);
        assertThat(value(take(superseding))).isEqualTo("6");
    }

    @Test
    void oneThatCannotBeComparedIsHandledBesideTheOthers() throws InterruptedException {
        offer(superseding, "a", "5");
        Task running = take(superseding);
        offer(superseding, "a", "malformed");
        assertThat(value(take(superseding))).isEqualTo("malformed");
        assertThat(running.cancelled()).isFalse();
    }

    @Test
    void aComparisonThatThrowsDoesNotStopTheOthers() throws InterruptedException {
        Dispatcher throwing = dispatcher(new Superseding((incoming, earlier) -> {
            throw new IllegalStateException("must not");
        }));
        offer(throwing, "a", "1", "a", "2");
        assertThat(values(List.of(take(throwing), take(throwing)))).containsExactly("1", "2");
    }

    @Test
    void aNewerRecordReplacesOneThatWaitsForItsRetryWithoutWaitingItself() throws InterruptedException {
        offer(superseding, "a", "1");
        superseding.putBack(take(superseding), LATER);
        offer(superseding, "a", "2");
        assertThat(value(take(superseding))).isEqualTo("2");
        assertThat(count("superseded")).isEqualTo(1);
    }

    @Test
    void oneThatFailedAfterItWasSupersededIsNotTriedAgain() throws InterruptedException {
        offer(superseding, "a", "1");
        Task running = take(superseding);
        offer(superseding, "a", "2");
        superseding.putBack(running, LATER);
        assertThat(value(take(superseding))).isEqualTo("2");
        assertThat(superseding.committable(List.of(P0)).get(P0).offset()).isEqualTo(1);
    }

    @Test
    void drainingDropsWhatWaitsAndCancelsWhatOutlastsThePatience() throws InterruptedException {
        offer(inOrder, "a", "1", "a", "2", "b", "3");
        Task running = take(inOrder);
        assertThat(inOrder.drain(List.of(P0), Duration.ZERO, Duration.ZERO)).isEqualTo(1);
        assertThat(running.cancelled()).isTrue();
        assertThat(running.superseded()).isFalse();
        inOrder.putBack(running, null); // it gives up: dropped, not queued
        assertThat(inOrder.drain(List.of(P0), Duration.ZERO, Duration.ZERO)).isZero();
        assertThat(inOrder.committable(List.of(P0))).isEmpty();
        offer(inOrder, "c", "late"); // fetched before, delivered after
        inOrder.close();
        assertThat(inOrder.take(1)).isEmpty();
        assertThat(TestLoop.inFlight(meters)).isZero();
    }

    @Test
    void drainingWaitsForWhatRunsAndLeavesOtherPartitionsAlone() throws InterruptedException {
        offer(inOrder, "a", "1");
        inOrder.offer(List.of(record(P1, 0, "b", "other")));
        Task running = take(inOrder);
        CompletableFuture<Integer> drained = CompletableFuture.supplyAsync(
                () -> inOrder.drain(List.of(P0), Duration.ofSeconds(20), Duration.ZERO),
                task -> new Thread(task).start());
        Task other = take(inOrder);
        inOrder.complete(running);
        assertThat(drained.join()).isZero();
        assertThat(other.cancelled()).isFalse();
        assertThat(inOrder.committable(List.of(P0)).get(P0).offset()).isEqualTo(1);
    }

    @Test
    void aLateWorkerOfAnEarlierAssignmentCompletesNothingOfTheNewOne() throws InterruptedException {
        offer(inOrder, "a", "1");
        Task late = take(inOrder);
        inOrder.forget(List.of(P0));
        inOrder.assign(List.of(P0));
        nextOffset = 0;
        offer(inOrder, "a", "1");
        inOrder.complete(late);
        assertThat(inOrder.committable(List.of(P0))).isEmpty();
        Task again = take(inOrder);
        inOrder.complete(again);
        assertThat(inOrder.committable(List.of(P0)).get(P0).offset()).isEqualTo(1);
        assertThat(TestLoop.inFlight(meters)).isZero();
    }

    @Test
    void aWaitingWorkerIsWokenByWork() {
        CompletableFuture<List<Task>> taken = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return inOrder.take(1);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start());
        offer(inOrder, "a", "1");
        await().until(taken::isDone);
        assertThat(values(taken.join())).containsExactly("1");
    }

    private void offer(Dispatcher dispatcher, String... keysAndValues) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            records.add(record(P0, nextOffset++, keysAndValues[i], keysAndValues[i + 1]));
        }
        dispatcher.offer(records);
    }

    @Test
    void aRecordHasItsHeadersAsFarAsTheyAreText() {
        ConsumerRecord<byte[], byte[]> record = record(P0, 0, "a", null);
        record.headers()
                .add("who", "old".getBytes(UTF_8))
                .add("who", "新".getBytes(UTF_8))
                .add("bytes", new byte[] {(byte) 0xff})
                .add("none", null);
        Delivery delivery = new Task(Task.Polled.of(record, Admission.inOrder()), new OffsetLedger(), 1);
        assertThat(delivery.header("who")).isEqualTo("新");
        assertThat(delivery.header("bytes")).isNull();
        assertThat(delivery.header("none")).isNull();
        assertThat(delivery.header("another")).isNull();
    }

    private static Task take(Dispatcher dispatcher) throws InterruptedException {
        return dispatcher.take(1).get(0);
    }

    private long count(String name) {
        return TestLoop.count(meters, name);
    }

    private static String value(Task task) {
        return new String(task.value(), UTF_8);
    }

    private static List<String> values(List<Task> tasks) {
        return tasks.stream().map(DispatcherTest::value).toList();
    }
}
