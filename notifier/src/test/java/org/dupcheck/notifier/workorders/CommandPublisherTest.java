package org.dupcheck.notifier.workorders;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.HandlerTest;
import org.dupcheck.notifier.due.DueLane;
import org.dupcheck.notifier.due.DueSettings;
import org.dupcheck.notifier.due.Next;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.runtime.kafka.RecordPublisher;
import org.dupcheck.store.Store;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;
import org.junit.jupiter.api.Test;

/** How commands come to the topic, whoever dies and whatever cannot be published. */
class CommandPublisherTest extends HandlerTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void whatADeadNodeLeftIsPublishedByAnother() {
        notifier.hand(tables.checks.clean(key, 1));
        assertThat(tables.unsentCommands(key)).hasSize(1);
        notifier.commands().workOff();
        notifier.commands().workOff();
        assertThat(notifier.published(key)).hasSize(1);
        assertThat(tables.unsentCommands(key)).isEmpty();
        assertThat(tables.due(key)).isEmpty();
    }

    @Test
    void whatTheBrokersDidNotTakeComesAgainAfterAPauseAndCountsForNothing() {
        notifier.hand(tables.checks.clean(key, 1));
        for (int i = 0; i < 2 * CommandPublisher.MAX_TRIES; i++) {
            notifier.publisher.failNext(1);
            notifier.commands().workOff();
            assertThat(notifier.commands().workOff()).as("not before its pause").isZero();
            tables.pass(HOUR);
        }
        assertThat(tables.unsentCommands(key)).hasSize(1);
        notifier.commands().workOff();
        assertThat(notifier.published(key)).hasSize(1);
    }

    @Test
    void aCommandThatWasPublishedButNotMarkedGoesOutAgainAsTheSameBytes() {
        notifier.handle(tables.checks.clean(key, 1));
        tables.unsent(key);
        Store.on(tables.database())
                .run(within -> within.due().schedule(DueKind.COMMANDS, key.toString(), Duration.ZERO));
        notifier.commands().workOff();
        assertThat(notifier.publisher.published()).hasSize(2);
        assertThat(notifier.publisher.published().get(1))
                .isEqualTo(notifier.publisher.published().get(0));
    }

    @Test
    void theCommandsOfADocumentGoOutInTheOrderOfTheirDecisions() {
        for (int revision = 1; revision <= 9; revision += 2) {
            notifier.hand(tables.checks.clean(key, revision));
            notifier.hand(tables.checks.withdrawn(key, revision + 1));
        }
        notifier.commands().workOff();
        List<WorkOrderCommand> published = notifier.published(key);
        assertThat(published).hasSize(10);
        for (int i = 1; i < published.size(); i += 2) {
            assertThat(published.get(i - 1).kind()).isEqualTo(WorkOrderCommand.Kind.SUBMIT);
            assertThat(published.get(i).kind()).isEqualTo(WorkOrderCommand.Kind.CANCEL);
            assertThat(published.get(i).replaces())
                    .isEqualTo(published.get(i - 1).commandId());
        }
    }

    /** Several nodes look at once after an outage. */
    @Test
    void threeNodesPublishEachCommandOnce() throws Exception {
        for (int i = 0; i < 60; i++) {
            notifier.hand(tables.checks.clean(Fixture.freshKey(), 1));
        }
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        List<Future<Integer>> work = List.of(
                nodes.submit(() -> notifier.commands().workOff()),
                nodes.submit(() -> notifier.commands().workOff()),
                nodes.submit(() -> notifier.commands().workOff()));
        for (Future<Integer> each : work) {
            each.get(1, TimeUnit.MINUTES);
        }
        nodes.shutdown();
        assertThat(notifier.publisher.published()).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void aClaimThatRunsOutWhileAThreadIsAboutItDoublesNothing() throws Exception {
        notifier.hand(tables.checks.clean(key, 1));
        CompletableFuture<Void> brokers = new CompletableFuture<>();
        List<String> sent = new CopyOnWriteArrayList<>();
        RecordPublisher slow = new RecordPublisher() {
            @Override
            public CompletableFuture<Void> publish(String topic, String of, byte[] value, Map<String, String> headers) {
                sent.add(of);
                return brokers;
            }

            @Override
            public void close() {}
        };
        CommandPublisher publisher = new CommandPublisher(
                Store.on(tables.database()), slow, "topic", notifier.clock, new CommandMeters(notifier.meters));
        Due due = new Due(DueKind.COMMANDS, key.toString(), 1, 1, Duration.ZERO);
        CompletableFuture<Next> first = CompletableFuture.supplyAsync(() -> publisher.handle(due));
        org.awaitility.Awaitility.await().until(() -> sent.size() == 1);
        assertThat(publisher.handle(due)).isNotSameAs(Next.DONE);
        brokers.complete(null);
        assertThat(first.get(1, TimeUnit.MINUTES)).isSameAs(Next.DONE);
        assertThat(sent).hasSize(1);
        assertThat(tables.unsentCommands(key)).isEmpty();
    }

    /** One node waits for the brokers; meanwhile another one decides more, and is free to publish. */
    @Test
    void whatIsDecidedWhileANodePublishesWaitsForIt() throws Exception {
        notifier.hand(tables.checks.clean(key, 1));
        SlowTopic topic = new SlowTopic();
        DueLane one = lane(topic);
        DueLane other = lane(topic);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(one::workOff);
        org.awaitility.Awaitility.await().until(() -> topic.begun.get() == 1);
        notifier.hand(tables.checks.withdrawn(key, 2));
        assertThat(CompletableFuture.supplyAsync(other::workOff))
                .as("the first is at it")
                .succeedsWithin(Duration.ofSeconds(20))
                .isEqualTo(0);
        assertThat(topic.begun.get()).isEqualTo(1);
        topic.brokers.complete(null);
        first.get(1, TimeUnit.MINUTES);
        other.workOff();
        assertThat(topic.landed)
                .extracting(WorkOrderCommand::kind)
                .containsExactly(WorkOrderCommand.Kind.SUBMIT, WorkOrderCommand.Kind.CANCEL);
        assertThat(tables.due(key)).isEmpty();
    }

    private DueLane lane(RecordPublisher publisher) {
        Store store = Store.on(tables.database());
        CommandPublisher handler = new CommandPublisher(
                store, publisher, "topic", notifier.clock, new CommandMeters(new SimpleMeterRegistry()));
        return new DueLane(
                "commands",
                Map.of(DueKind.COMMANDS, handler),
                DueSettings.defaults(),
                store,
                new SimpleMeterRegistry(),
                new Drain());
    }

    /** Takes a record only once the brokers are back. */
    private static final class SlowTopic implements RecordPublisher {
        private static final JsonCodec CODEC = new JsonCodec();

        final CompletableFuture<Void> brokers = new CompletableFuture<>();
        final AtomicInteger begun = new AtomicInteger();
        final List<WorkOrderCommand> landed = new CopyOnWriteArrayList<>();

        @Override
        public CompletableFuture<Void> publish(String topic, String of, byte[] value, Map<String, String> headers) {
            begun.incrementAndGet();
            return brokers.thenRun(() -> landed.add(CODEC.read(of, value, WorkOrderCommand.class)));
        }

        @Override
        public void close() {}
    }

    @Test
    void aCommandThatCannotBePublishedIsSetAsideAndHoldsUpNoOther() {
        BusinessKey other = Fixture.freshKey();
        notifier.hand(tables.checks.clean(key, 1));
        notifier.hand(tables.checks.clean(key, 2));
        notifier.hand(tables.checks.clean(other, 1));
        List<String> sent = new CopyOnWriteArrayList<>();
        CommandPublisher publisher = new CommandPublisher(
                Store.on(tables.database()),
                new PoisonedPublisher(sent, "\"revision\":1,", key.toString()),
                "topic",
                notifier.clock,
                new CommandMeters(notifier.meters));
        Due due = new Due(DueKind.COMMANDS, key.toString(), 100, 1, Duration.ZERO);
        for (int attempt = 1; attempt < CommandPublisher.MAX_TRIES; attempt++) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> publisher.handle(due)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(publisher.handle(new Due(DueKind.COMMANDS, other.toString(), 1, 1, Duration.ZERO)))
                .isSameAs(Next.DONE);
        assertThat(sent).containsExactly(other + " 1");
        publisher.handle(due);
        assertThat(publisher.handle(due)).isSameAs(Next.DONE);
        assertThat(sent).containsExactly(other + " 1", key + " 2");
        notifier.count().count();
        assertThat(notifier.meters
                        .get("dupcheck.notifier.set.aside.commands")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(notifier.meters
                        .get("dupcheck.notifier.unsent.commands")
                        .gauge()
                        .value())
                .isZero();
    }

    /** Takes all but the commands of one document that hold a text. */
    private record PoisonedPublisher(List<String> sent, String poison, String of) implements RecordPublisher {
        private static final JsonCodec CODEC = new JsonCodec();

        @Override
        public CompletableFuture<Void> publish(String topic, String key, byte[] value, Map<String, String> headers) {
            WorkOrderCommand command = CODEC.read(key, value, WorkOrderCommand.class);
            if (key.equals(of) && new String(value, java.nio.charset.StandardCharsets.UTF_8).contains(poison)) {
                throw new IllegalArgumentException("the record is too large");
            }
            sent.add(key + " " + command.revision());
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }
}
