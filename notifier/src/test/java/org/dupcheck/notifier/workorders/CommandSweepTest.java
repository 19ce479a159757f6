package org.dupcheck.notifier.workorders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.Tables;
import org.dupcheck.notifier.events.Outbox;
import org.dupcheck.notifier.sms.RecordingSmsGateway;
import org.dupcheck.runtime.failure.RetryLaterException;
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

    private void dieBeforePublishing() {
        notifier.publisher.failNext(1);
        assertThatThrownBy(() -> notifier.handle(tables.clean(key, 1))).isInstanceOf(RetryLaterException.class);
    }
}
