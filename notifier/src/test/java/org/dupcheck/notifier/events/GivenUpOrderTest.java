package org.dupcheck.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.notifier.HandlerTest;
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.store.Store;
import org.junit.jupiter.api.Test;

/** What becomes of an earlier version that went out when nobody decides on a later one. */
class GivenUpOrderTest extends HandlerTest {
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void whatIsGivenUpTakesBackWhatWentOutBeforeItAndSaysSo() {
        notifier.handle(tables.checks.clean(key, 1));
        notifier.handle(tables.checks.duplicates(key, 2));
        pass(DAY.multipliedBy(3));
        assertThat(tables.workOrder(key)).containsExactly("EXPIRED 2 " + StoredRows.workOrderId(key));
        assertThat(notifier.published(key))
                .extracting(WorkOrderCommand::kind)
                .containsExactly(WorkOrderCommand.Kind.SUBMIT, WorkOrderCommand.Kind.CANCEL);
        assertThat(notifier.published(key).get(1).replaces())
                .isEqualTo(notifier.published(key).get(0).commandId());
        assertThat(tables.messageTexts(key)).anySatisfy(text -> assertThat(text).contains("逾期未确认", "此前提交的版本也一并撤回"));
    }

    @Test
    void whatCannotBeTakenBackAnyMoreIsNotSaidToBe() {
        notifier.handle(tables.checks.clean(key, 1));
        notifier.handle(tables.checks.duplicates(key, 2));
        Store.on(tables.database()).run(within -> {
            int unused = within.workOrderCommands().purge(StoredRows.TIME.plus(DAY.multipliedBy(365)), 10_000);
        });
        pass(DAY.multipliedBy(3));
        assertThat(tables.workOrder(key)).containsExactly("EXPIRED 2 " + StoredRows.workOrderId(key));
        assertThat(notifier.published(key)).hasSize(1);
        assertThat(tables.messageTexts(key))
                .anySatisfy(text -> assertThat(text).contains("逾期未确认"))
                .noneMatch(text -> text.contains("一并撤回"));
    }

    /** The event of a withdrawal comes too late where a newer revision has begun. */
    @Test
    void aWithdrawalThatANewerRevisionOvertookIsMadeUpForWhenThatIsGivenUp() {
        notifier.handle(tables.checks.clean(key, 1));
        VerdictEvent withdrawal = tables.checks.withdrawn(key, 1);
        VerdictEvent newer = tables.checks.duplicates(key, 2);
        notifier.handle(withdrawal);
        notifier.handle(newer);
        pass(DAY.multipliedBy(3));
        assertThat(notifier.published(key))
                .extracting(WorkOrderCommand::kind)
                .containsExactly(WorkOrderCommand.Kind.SUBMIT, WorkOrderCommand.Kind.CANCEL);
    }

    private void pass(Duration time) {
        tables.pass(time);
        notifier.decisions().workOff();
        notifier.commands().workOff();
    }
}
