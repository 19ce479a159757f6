package org.dupcheck.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.contract.WorkOrderEvent;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.HandlerTest;
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.runtime.consume.RejectedRecordException;
import org.junit.jupiter.api.Test;

/** What the business module answers to commands, and that it does not. */
class AnswerTest extends HandlerTest {
    private WorkOrderCommand submitted() {
        notifier.handle(tables.checks.clean(key, 1));
        return notifier.published(key).get(0);
    }

    private static WorkOrderEvent rejected(WorkOrderCommand command) {
        return WorkOrderEvent.rejected(command, "预算科目不存在", StoredRows.TIME);
    }

    @Test
    void aRejectionIsToldOnceAndNothingIsLeftToCancel() {
        WorkOrderCommand command = submitted();
        notifier.handle(rejected(command));
        notifier.handle(rejected(command));
        assertThat(tables.messages(key)).containsExactly("CLEAN 1", "REJECTED 1");
        assertThat(tables.messageTexts(key)).anySatisfy(text -> assertThat(text).contains("业务系统未受理工单", "预算科目不存在"));
        notifier.handle(tables.checks.withdrawn(key, 2));
        assertThat(notifier.published(key)).as("the module has nothing").hasSize(1);
    }

    @Test
    void anAcceptanceIsKeptAndTheFirstAnswerStands() {
        WorkOrderCommand command = submitted();
        notifier.handle(WorkOrderEvent.accepted(command, StoredRows.TIME));
        notifier.handle(rejected(command));
        assertThat(tables.messages(key)).containsExactly("CLEAN 1");
        notifier.handle(tables.checks.withdrawn(key, 2));
        assertThat(notifier.published(key)).hasSize(2);
    }

    @Test
    void aCancellationThatIsRejectedIsToldAndTheOrderStandsWithTheModule() {
        submitted();
        notifier.handle(tables.checks.withdrawn(key, 2));
        WorkOrderCommand cancel = notifier.published(key).get(1);
        notifier.handle(rejected(cancel));
        assertThat(tables.messages(key)).containsExactly("CANCEL_REJECTED 2", "CLEAN 1");
        notifier.handle(tables.checks.clean(key, 3));
        assertThat(notifier.published(key))
                .last()
                .satisfies(next -> assertThat(next.replaces()).isEqualTo(cancel.replaces()));
    }

    /** Three commands were on their way, and the module took only the first. */
    @Test
    void afterRejectionsTheModuleHasTheLastThatItTook() {
        WorkOrderCommand first = submitted();
        notifier.handle(tables.checks.clean(key, 2));
        notifier.handle(tables.checks.clean(key, 3));
        List<WorkOrderCommand> commands = notifier.published(key);
        notifier.handle(rejected(commands.get(1)));
        notifier.handle(rejected(commands.get(2)));
        notifier.handle(tables.checks.withdrawn(key, 4));
        assertThat(notifier.published(key))
                .last()
                .satisfies(cancel -> assertThat(cancel.replaces()).isEqualTo(first.commandId()));
    }

    @Test
    void anAnswerToACommandThatTheDocumentNeverHadIsADeadLetter() {
        WorkOrderCommand command = submitted();
        WorkOrderEvent foreign = new WorkOrderEvent(
                key.businessType(),
                Fixture.freshKey().businessId(),
                command.commandId(),
                WorkOrderEvent.Kind.ACCEPTED,
                null,
                StoredRows.TIME);
        for (WorkOrderEvent event : List.of(
                foreign,
                new WorkOrderEvent(
                        key.businessType(),
                        key.businessId(),
                        "no-such-command",
                        WorkOrderEvent.Kind.ACCEPTED,
                        null,
                        StoredRows.TIME))) {
            assertThatThrownBy(() -> notifier.handle(event))
                    .asInstanceOf(InstanceOfAssertFactories.type(RejectedRecordException.class))
                    .satisfies(rejected -> assertThat(rejected.path()).isEqualTo("commandId"));
        }
    }

    @Test
    void operatorsAreAlarmedWhereAnAnswerIsExpectedAndDoesNotCome() {
        Policy builtIn = Policy.builtIn(key.businessType());
        tables.policy(new Policy(
                key.businessType(),
                0,
                builtIn.thresholds(),
                builtIn.leftOut(),
                List.of(),
                null,
                null,
                builtIn.openSubmissions(),
                builtIn.tellWhenContainmentMoves(),
                builtIn.daysOpenOnceSubmitted(),
                null,
                Policy.Waiting.DEFAULT,
                30));
        try {
            WorkOrderCommand answered = submitted();
            notifier.handle(tables.checks.clean(Fixture.freshKey(), 1));
            notifier.handle(WorkOrderEvent.accepted(answered, StoredRows.TIME));
            notifier.decisions().workOff();
            assertThat(alarms()).as("in time").isZero();
            tables.pass(Duration.ofMinutes(30));
            notifier.decisions().workOff();
            assertThat(alarms()).isEqualTo(1);
            assertThat(tables.due(key)).isEmpty();
        } finally {
            tables.policy(builtIn);
        }
    }

    private double alarms() {
        return notifier.meters
                .get("dupcheck.notifier.commands.unanswered")
                .counter()
                .count();
    }

    /** The withdrawal takes back the second, which the module never took. */
    @Test
    void aRejectionThatCrossesAWithdrawalTakesBackWhatTheModuleHasInstead() {
        WorkOrderCommand first = submitted();
        notifier.handle(tables.checks.clean(key, 2));
        notifier.handle(tables.checks.withdrawn(key, 3));
        List<WorkOrderCommand> commands = notifier.published(key);
        notifier.handle(rejected(commands.get(1)));
        assertThat(notifier.published(key))
                .last()
                .satisfies(cancel -> assertThat(cancel.kind()).isEqualTo(WorkOrderCommand.Kind.CANCEL))
                .satisfies(cancel -> assertThat(cancel.replaces()).isEqualTo(first.commandId()));
        notifier.handle(rejected(commands.get(2)));
        assertThat(notifier.published(key)).hasSize(4);
        assertThat(tables.messages(key))
                .as("the module has nothing that it keeps")
                .noneMatch(message -> message.startsWith("CANCEL_REJECTED"));
    }

    @Test
    void whatIsGivenUpTakesBackWhatTheModuleHasOnceItHasRejectedWhatCameAfter() {
        WorkOrderCommand first = submitted();
        notifier.handle(tables.checks.clean(key, 2));
        notifier.handle(tables.checks.duplicates(key, 3));
        tables.pass(Duration.ofDays(3));
        notifier.decisions().workOff();
        notifier.handle(rejected(notifier.published(key).get(1)));
        assertThat(notifier.published(key))
                .last()
                .satisfies(cancel -> assertThat(cancel.replaces()).isEqualTo(first.commandId()));
    }

    @Test
    void aWithdrawalAfterACancellationThatWasRejectedAsksOnceMore() {
        WorkOrderCommand command = submitted();
        notifier.handle(tables.checks.withdrawn(key, 2));
        notifier.handle(rejected(notifier.published(key).get(1)));
        assertThat(notifier.published(key)).as("it is not asked by itself").hasSize(2);
        notifier.handle(tables.checks.withdrawn(key, 3));
        assertThat(notifier.published(key))
                .hasSize(3)
                .last()
                .satisfies(cancel -> assertThat(cancel.replaces()).isEqualTo(command.commandId()));
    }

    @Test
    void aLateRejectionOfWhatWasReplacedIsKeptAndNobodyIsTold() {
        WorkOrderCommand first = submitted();
        notifier.handle(tables.checks.clean(key, 2));
        notifier.handle(rejected(first));
        assertThat(tables.messages(key)).containsExactly("CLEAN 1", "CLEAN 2");
        notifier.handle(tables.checks.withdrawn(key, 3));
        assertThat(notifier.published(key))
                .last()
                .satisfies(cancel -> assertThat(cancel.replaces())
                        .isEqualTo(notifier.published(key).get(1).commandId()));
        notifier.handle(rejected(notifier.published(key).get(2)));
        assertThat(tables.messages(key)).contains("CANCEL_REJECTED 3");
    }

    /** Before, it was said of a text that was no longer the newest, and stayed in the house. */
    @Test
    void thatTheModuleKeepsAnEarlierVersionGoesOutAfterItWasSaidToBeTakenBack() {
        submitted();
        notifier.handle(tables.checks.duplicates(key, 2));
        tables.pass(Duration.ofDays(3));
        notifier.decisions().workOff();
        notifier.commands().workOff();
        notifier.sendSms();
        notifier.handle(rejected(notifier.published(key).get(1)));
        notifier.sendSms();
        assertThat(tables.told(key)).contains("EXPIRED SENT", "CANCEL_REJECTED SENT");
        assertThat(tables.messages(key)).contains("CANCEL_REJECTED 2");
    }

    @Test
    void aRejectionOfWhatIsInForceGoesOutThoughANewerRevisionWaits() {
        WorkOrderCommand command = submitted();
        notifier.handle(tables.checks.duplicates(key, 2));
        notifier.handle(rejected(command));
        notifier.sendSms();
        assertThat(tables.told(key)).contains("REJECTED SENT");
        assertThat(tables.messages(key)).contains("REJECTED 2");
    }

    @Test
    void aRejectionGoesToTheApplicantOfTheCommand() {
        WorkOrderCommand command = submitted();
        notifier.sendSms();
        notifier.handle(tables.checks.finished(
                key, 2, Mode.SUBMIT, ResultState.DUPLICATES, new Applicant("user-2", "13900000000", "zh-CN")));
        notifier.handle(rejected(command));
        notifier.sendSms();
        assertThat(gateway.sent())
                .filteredOn(sms -> sms.text().contains("没有受理"))
                .singleElement()
                .satisfies(sms -> assertThat(sms.phone()).isEqualTo(StoredRows.APPLICANT.phone()));
    }

    @Test
    void eachRejectionGoesOutThoughTheTextIsTheSame() {
        notifier.handle(rejected(submitted()));
        notifier.sendSms();
        notifier.handle(tables.checks.again(key, 2, ResultState.NONE, 1));
        notifier.handle(rejected(notifier.published(key).get(1)));
        notifier.sendSms();
        assertThat(gateway.sent())
                .filteredOn(sms -> sms.text().contains("没有受理"))
                .hasSize(2);
    }
}
