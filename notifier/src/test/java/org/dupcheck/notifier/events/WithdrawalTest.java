package org.dupcheck.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.notifier.StoredRows.decision;

import java.util.List;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.notifier.HandlerTest;
import org.dupcheck.notifier.StoredRows;
import org.junit.jupiter.api.Test;

/** What a withdrawal takes back, and what it can no longer. */
class WithdrawalTest extends HandlerTest {
    @Test
    void withdrawalVoidsMessagesPendingSmsAndTheWorkOrder() {
        VerdictEvent verdict = tables.checks.duplicates(key, 1);
        notifier.handle(verdict);
        VerdictEvent withdrawal = tables.checks.withdrawn(key, 2);
        notifier.handle(withdrawal);
        notifier.handle(withdrawal);
        notifier.handle(verdict);
        notifier.sendSms();
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.workOrder(key)).containsExactly("WITHDRAWN 1 " + StoredRows.workOrderId(key));
        assertThat(tables.history(key)).containsExactly("AWAITING_CONFIRMATION 1", "WITHDRAWN 1");
        assertThat(tables.audited(key)).as("once, however often it comes").containsExactly("WITHDRAWN 1");
        assertThat(tables.messages(key)).containsExactly("DECISION_STALE 2", "DUPLICATES 1 voided");
        assertThat(tables.deliveries(key)).containsExactlyInAnyOrder("INTENT 0", "VOIDED 0");
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM STALE");
        assertThat(gateway.sent()).isEmpty();
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void smsIsNotSentOnceTheCheckIsWithdrawnThoughTheEventHasNotArrived() {
        notifier.handle(tables.checks.duplicates(key, 1));
        tables.checks.withdrawn(key, 2);
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("VOIDED 0");
        assertThat(gateway.sent()).isEmpty();
    }

    @Test
    void aWithdrawalOfASubmittedWorkOrderIsToldToTheModuleOnce() {
        notifier.handle(tables.checks.clean(key, 1));
        VerdictEvent withdrawal = tables.checks.withdrawn(key, 2);
        notifier.handle(withdrawal);
        notifier.handle(withdrawal);
        assertThat(tables.workOrder(key)).containsExactly("WITHDRAWN 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).as("what was told was true").containsExactly("CLEAN 1");
        List<WorkOrderCommand> commands = notifier.published(key);
        assertThat(commands)
                .extracting(WorkOrderCommand::kind)
                .containsExactly(WorkOrderCommand.Kind.SUBMIT, WorkOrderCommand.Kind.CANCEL);
        assertThat(commands.get(1).replaces()).isEqualTo(commands.get(0).commandId());
        assertThat(commands.get(1).commandId()).isNotEqualTo(commands.get(0).commandId());
        assertThat(commands.get(1).revision()).isEqualTo(1);

        assertThat(tables.audited(key)).containsExactly("SUBMITTED 1", "WITHDRAWN 1");
        notifier.handle(tables.checks.clean(key, 3));
        assertThat(notifier.published(key))
                .last()
                .satisfies(again -> assertThat(again.replaces())
                        .as("what was cancelled is replaced by nothing")
                        .isNull());
    }

    /** The older revision's order went out, and the newer one is still open. */
    @Test
    void aWithdrawalOfAnEditTakesBackWhatWentOutBeforeIt() {
        notifier.handle(tables.checks.clean(key, 1));
        notifier.handle(tables.checks.duplicates(key, 2));
        notifier.handle(tables.checks.withdrawn(key, 3));
        assertThat(notifier.published(key))
                .extracting(WorkOrderCommand::kind)
                .containsExactly(WorkOrderCommand.Kind.SUBMIT, WorkOrderCommand.Kind.CANCEL);
    }

    @Test
    void whoDeclinesAnEditTakesBackWhatWentOutBeforeIt() {
        notifier.handle(tables.checks.clean(key, 1));
        notifier.handle(tables.checks.duplicates(key, 2));
        notifier.handle(decision(key, 2, Decision.WITHDRAW));
        assertThat(notifier.published(key))
                .extracting(WorkOrderCommand::kind)
                .containsExactly(WorkOrderCommand.Kind.SUBMIT, WorkOrderCommand.Kind.CANCEL);
    }

    @Test
    void aWithdrawalOfANewerRevisionLeavesWhatWasToldOfASubmittedOne() {
        notifier.handle(tables.checks.clean(key, 1));
        notifier.handle(tables.checks.duplicates(key, 2));
        notifier.handle(tables.checks.withdrawn(key, 3));
        assertThat(tables.messages(key)).containsExactly("CLEAN 1", "DUPLICATES 2 voided");
    }

    /** The check role leaves such a check as it is; an event that says otherwise has no effect. */
    @Test
    void aWithdrawalThatTheChecksRowDoesNotShowHasNoEffect() {
        VerdictEvent withdrawal = tables.checks.withdrawn(key, 2);
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(withdrawal);
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1");
    }

    @Test
    void aDecisionThatWaitsForAWithdrawnVerdictsEventBecomesStale() {
        tables.checks.duplicates(key, 1);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM PENDING");
        notifier.handle(tables.checks.withdrawn(key, 2));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM STALE");
    }

    @Test
    void withdrawalBeforeTheVerdictLeavesNothingToSubmit() {
        VerdictEvent verdict = tables.checks.clean(key, 1);
        tables.checks.withdrawn(key, 2);
        notifier.handle(verdict);
        assertThat(tables.workOrder(key)).isEmpty();
        assertThat(tables.messages(key)).isEmpty();
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void submissionSentAgainUnderItsOldRevisionAfterAWithdrawalWaitsAgain() {
        notifier.handle(tables.checks.duplicates(key, 1));
        VerdictEvent withdrawal = tables.checks.withdrawn(key, 1);
        notifier.handle(withdrawal);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM STALE");

        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(withdrawal);
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("DECISION_STALE 1", "DUPLICATES 1", "DUPLICATES 1 voided");

        ConfirmationEvent stale = decision(key, 1, Decision.CONFIRM);
        notifier.handle(stale);
        assertThat(notifier.published(key)).as("the stale decision, once more").isEmpty();
        notifier.handle(new ConfirmationEvent(
                key.businessType(),
                key.businessId(),
                stale.verdictId(),
                Decision.CONFIRM,
                null,
                null,
                stale.occurredAt().plusSeconds(60)));
        assertThat(notifier.published(key)).hasSize(1);
    }

    @Test
    void whoConfirmsWhileItIsWithdrawnIsToldThatItCameToNothing() {
        notifier.handle(tables.checks.duplicates(key, 1));
        VerdictEvent withdrawal = tables.checks.withdrawn(key, 1);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        notifier.handle(withdrawal);
        notifier.handle(withdrawal);
        notifier.sendSms();
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM STALE");
        assertThat(tables.messages(key)).containsExactly("DECISION_STALE 1", "DUPLICATES 1 voided");
        assertThat(tables.told(key)).containsExactly("DUPLICATES VOIDED RECALLED", "DECISION_STALE SENT");
    }

    @Test
    void whoLosesToADecisionWhileItIsWithdrawnIsToldThoughTheEventOfThatIsYetToCome() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(decision(key, 1, Decision.WITHDRAW));
        VerdictEvent withdrawal = tables.checks.withdrawn(key, 2);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        notifier.handle(withdrawal);
        notifier.sendSms();
        assertThat(tables.messages(key)).containsExactly("DECISION_STALE 2", "DUPLICATES 1 voided");
        assertThat(tables.told(key)).containsExactly("DUPLICATES VOIDED RECALLED", "DECISION_STALE SENT");
    }

    /** It stays true and on the site, and is of no use any more to somebody who has given up. */
    @Test
    void whoDecidedInVainBeforeAWithdrawalHearsOfItNoMore() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(tables.checks.duplicates(key, 2));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        notifier.handle(tables.checks.withdrawn(key, 3));
        notifier.sendSms();
        assertThat(tables.messages(key))
                .containsExactly("DECISION_STALE 2", "DUPLICATES 1 voided", "DUPLICATES 2 voided");
        assertThat(tables.told(key)).contains("DECISION_STALE VOIDED UNTRUE");
        assertThat(gateway.sent()).isEmpty();
    }

    @Test
    void whoHasConfirmedWhatIsCheckedOnceMoreIsToldWhenItIsWithdrawn() {
        notifier.handle(tables.checks.duplicates(key, 1));
        tables.checks.running(key, 2, Mode.SUBMIT, CheckState.RUNNING);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        notifier.handle(tables.checks.withdrawn(key, 2));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM STALE");
        assertThat(tables.messages(key)).containsExactly("DECISION_STALE 2", "DUPLICATES 1 voided");
    }

    @Test
    void aStaleDecisionIsTakenOnceMoreWhateverTheClocksOfTheGatewaysSay() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(tables.checks.withdrawn(key, 1));
        ConfirmationEvent stale = decision(key, 1, Decision.CONFIRM);
        notifier.handle(stale);
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(stale);
        assertThat(notifier.published(key)).as("the stale decision, once more").isEmpty();
        notifier.handle(new ConfirmationEvent(
                key.businessType(),
                key.businessId(),
                stale.verdictId(),
                Decision.CONFIRM,
                null,
                null,
                stale.occurredAt().minusSeconds(60)));
        assertThat(notifier.published(key)).hasSize(1);
    }
}
