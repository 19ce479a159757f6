package org.dupcheck.notifier.workorders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.Tables;
import org.dupcheck.notifier.events.Outbox;
import org.dupcheck.notifier.sms.RecordingSmsGateway;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.kafka.RecordPublisher;
import org.dupcheck.store.Store;
import org.dupcheck.store.workorders.UnsentCommand;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
class CommandSweepTest {
    private final BusinessKey key = Fixture.freshKey();
    private Tables tables;
    private Fixture notifier;

    @BeforeEach
    void open(PostgresService postgres) {
        tables = new Tables(postgres);
        notifier = new Fixture(tables, new RecordingSmsGateway());
    }

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void commandWhoseRecordNeverComesBackIsPublishedAfterTheWait() {
        dieBeforePublishing();
        notifier.sweep().sweep();
        assertThat(notifier.published(key)).as("its own node may be about it").isEmpty();

        notifier.clock.advance(CommandSettings.DEFAULT_SWEEP_AFTER);
        notifier.sweep().sweep();
        notifier.sweep().sweep();
        assertThat(notifier.published(key))
                .extracting(WorkOrderCommand::commandId)
                .containsExactly(Outbox.commandId(key, 1));
        assertThat(tables.unsentCommands(key)).isEmpty();
    }

    @Test
    void unsentCommandsAreCounted() {
        notifier.sweep().sweep();
        double before = unsent();
        dieBeforePublishing();
        notifier.sweep().sweep();
        assertThat(unsent()).isEqualTo(before + 1);
        notifier.clock.advance(CommandSettings.DEFAULT_SWEEP_AFTER);
        notifier.sweep().sweep();
        notifier.sweep().sweep();
        assertThat(unsent()).isEqualTo(before);
    }

    private double unsent() {
        return notifier.meters.get("dupcheck.notifier.unsent.commands").gauge().value();
    }

    @Test
    void sweepThatFailsLeavesTheCommandToTheNext() {
        dieBeforePublishing();
        notifier.clock.advance(Duration.ofMinutes(1));
        notifier.publisher.failNext(1);
        notifier.sweep().sweep();
        assertThat(notifier.published(key)).isEmpty();
        notifier.sweep().sweep();
        assertThat(notifier.published(key)).hasSize(1);
    }

    @Test
    void commandThatWasPublishedButNotMarkedGoesOutAgainAsTheSameBytes() {
        notifier.handle(tables.clean(key, 1));
        tables.unsent(key);
        notifier.clock.advance(Duration.ofMinutes(1));
        notifier.sweep().sweep();
        assertThat(notifier.publisher.published()).hasSize(2);
        assertThat(notifier.publisher.published().get(1))
                .isEqualTo(notifier.publisher.published().get(0));
    }

    @Test
    void aCommandThatAnotherThreadIsPublishingIsLeftToIt() throws Exception {
        dieBeforePublishing();
        CompletableFuture<Void> brokers = new CompletableFuture<>();
        AtomicInteger published = new AtomicInteger();
        CommandPublisher commands = publisher(() -> {
            published.incrementAndGet();
            return brokers;
        });
        UnsentCommand command =
                commands.unsentSince(notifier.clock.instant(), 10).get(0);
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> commands.publish(command));
        await().until(() -> published.get() == 1);
        commands.publish(command);
        assertThat(published).hasValue(1);
        assertThat(commands.isUnsent(command))
                .as("the brokers do not have it yet")
                .isTrue();

        brokers.complete(null);
        first.get(20, TimeUnit.SECONDS);
        assertThat(commands.isUnsent(command)).isFalse();
        commands.publish(command);
        assertThat(published).as("only while it is under way").hasValue(2);
    }

    @Test
    void aCommandThatWasSentSinceTheSweepBeganIsNotSentAgain() {
        dieBeforePublishing();
        notifier.clock.advance(Duration.ofSeconds(1));
        BusinessKey other = Fixture.freshKey();
        notifier.publisher.failNext(1);
        assertThatThrownBy(() -> notifier.handle(tables.clean(other, 1))).isInstanceOf(RetryLaterException.class);
        notifier.clock.advance(Duration.ofMinutes(1));
        AtomicInteger published = new AtomicInteger();
        try (CommandSweep sweep = sweep(publisher(() -> {
            published.incrementAndGet();
            notifier.handle(tables.clean(other, 1)); // its record comes back meanwhile
            return CompletableFuture.completedFuture(null);
        }))) {
            sweep.sweep();
        }
        assertThat(published).hasValue(1);
        assertThat(notifier.published(other)).hasSize(1);
        assertThat(tables.unsentCommands(key)).isEmpty();
    }

    @Test
    void aSweepThatIsClosedPublishesNothingMore() {
        dieBeforePublishing();
        notifier.clock.advance(Duration.ofMinutes(1));
        notifier.sweep().close();
        notifier.sweep().sweep();
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void theSweepComesByItself() {
        dieBeforePublishing();
        notifier.clock.advance(Duration.ofMinutes(1));
        try (CommandSweep sweep = notifier.sweep()) {
            sweep.start();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !notifier.published(key).isEmpty());
            assertThat(sweep.health().up()).isTrue();
        }
    }

    private CommandSweep sweep(CommandPublisher commands) {
        return new CommandSweep(commands, CommandSettings.defaults(), notifier.clock);
    }

    private CommandPublisher publisher(Supplier<CompletableFuture<Void>> brokers) {
        RecordPublisher publisher = new RecordPublisher() {
            @Override
            public CompletableFuture<Void> publish(
                    String topic, String recordKey, byte[] value, Map<String, String> headers) {
                return brokers.get();
            }

            @Override
            public void close() {}
        };
        return new CommandPublisher(
                Store.on(tables.database()),
                publisher,
                notifier.topics.workOrders(),
                notifier.clock,
                new SimpleMeterRegistry());
    }

    private void dieBeforePublishing() {
        notifier.publisher.failNext(1);
        assertThatThrownBy(() -> notifier.handle(tables.clean(key, 1))).isInstanceOf(RetryLaterException.class);
    }
}
