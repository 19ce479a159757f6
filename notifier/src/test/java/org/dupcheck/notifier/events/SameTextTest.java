package org.dupcheck.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.notifier.StoredRows.decision;

import java.util.List;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.notifier.HandlerTest;
import org.dupcheck.notifier.StoredRows;
import org.junit.jupiter.api.Test;

/** An impatient client sends the same text again and again. */
class SameTextTest extends HandlerTest {
    @Test
    void theSameTextSentThreeTimesIsOneMessage() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(tables.checks.again(key, 2, ResultState.DUPLICATES, 1));
        notifier.handle(tables.checks.again(key, 3, ResultState.DUPLICATES, 1));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 3");
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 3 " + StoredRows.workOrderId(key));
        notifier.handle(decision(key, 3, Decision.CONFIRM));
        assertThat(notifier.published(key)).hasSize(1);
    }

    @Test
    void aConfirmationOfTheTextAndFindingsCountsForWhicheverRevision() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(tables.checks.again(key, 2, ResultState.DUPLICATES, 1));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 2 " + StoredRows.workOrderId(key));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM APPLIED");
        assertThat(notifier.published(key))
                .singleElement()
                .satisfies(command -> assertThat(command.verdictId()).isEqualTo(StoredRows.verdictId(key, 2)));
    }

    @Test
    void aConfirmationWhileTheSameTextIsCheckedOnceMoreIsAppliedThen() {
        notifier.handle(tables.checks.duplicates(key, 1));
        tables.checks.running(key, 2, Mode.SUBMIT, CheckState.RUNNING);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM PENDING");
        notifier.handle(tables.checks.again(key, 2, ResultState.DUPLICATES, 1));
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 2 " + StoredRows.workOrderId(key));
        assertThat(notifier.published(key)).hasSize(1);
    }

    @Test
    void whatWasConfirmedNeedsNoSecondConfirmation() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        notifier.handle(tables.checks.again(key, 2, ResultState.DUPLICATES, 1));
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 2 " + StoredRows.workOrderId(key));
        assertThat(notifier.published(key))
                .extracting(WorkOrderCommand::revision)
                .containsExactly(1L, 2L);
        assertThat(notifier.published(key))
                .last()
                .satisfies(second -> assertThat(second.replaces())
                        .isEqualTo(notifier.published(key).get(0).commandId()));
        assertThat(tables.messages(key)).as("told once").containsExactly("CONFIRMED 2", "DUPLICATES 2");
    }

    /** CONFIRMED of before stays true, and is carried over; it tells nothing of the new decision. */
    @Test
    void aSecondDecisionOnATextThatWasAnotherInBetweenIsToldAnew() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        notifier.handle(tables.checks.clean(key, 2));
        notifier.handle(tables.checks.again(key, 3, ResultState.DUPLICATES, 1));
        notifier.handle(tables.checks.again(key, 4, ResultState.DUPLICATES, 1));
        assertThat(tables.messages(key)).contains("CONFIRMED 4", "DUPLICATES 4");
        notifier.handle(decision(key, 4, Decision.CONFIRM));
        assertThat(tables.messages(key))
                .containsExactly("CLEAN 2", "CONFIRMED 4", "CONFIRMED 4", "DUPLICATES 1 voided", "DUPLICATES 4");
    }

    @Test
    void whoDeclinesTheTextDeclinesItWhateverIsFoundInItTheSecondTime() {
        notifier.handle(tables.checks.duplicates(key, 1));
        tables.checks.running(key, 2, Mode.SUBMIT, CheckState.RUNNING);
        notifier.handle(decision(key, 1, Decision.WITHDRAW));
        notifier.handle(tables.checks.again(key, 2, ResultState.NONE, 1));
        assertThat(tables.workOrder(key)).containsExactly("WITHDRAWN 2 " + StoredRows.workOrderId(key));
        assertThat(tables.confirmations(key)).containsExactly("WITHDRAW APPLIED");
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void otherFindingsInTheSameTextAreAskedAnew() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        tables.checks.again(key, 2, ResultState.DUPLICATES, 1);
        notifier.handle(tables.checks.followed(key, 2, "more", .9));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 2 " + StoredRows.workOrderId(key));
    }

    @Test
    void aCleanTextSentAgainIsOneMessageToo() {
        notifier.handle(tables.checks.clean(key, 1));
        notifier.handle(tables.checks.again(key, 2, ResultState.NONE, 1));
        assertThat(tables.messages(key)).containsExactly("CLEAN 2");
        assertThat(notifier.published(key)).hasSize(2);
    }

    @Test
    void aTextThatWasWithdrawnAndIsSentAgainIsToldAnew() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(tables.checks.withdrawn(key, 2));
        notifier.handle(tables.checks.again(key, 3, ResultState.DUPLICATES, 1));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1 voided", "DUPLICATES 3");
    }

    @Test
    void whoDeclinedAndSendsItAgainIsAskedAgain() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(decision(key, 1, Decision.WITHDRAW));
        notifier.handle(tables.checks.again(key, 2, ResultState.DUPLICATES, 1));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 2 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1 voided", "DUPLICATES 2");
    }

    /** What the pages show is the newest verdict, and not the one that the applicant was told of. */
    @Test
    void aConfirmationOfTheNewestVerdictCountsWhenTheTextIsSentOnceMore() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(tables.checks.again(key, 2, ResultState.DUPLICATES, 1));
        notifier.handle(decision(key, 2, Decision.CONFIRM));
        notifier.handle(tables.checks.again(key, 3, ResultState.DUPLICATES, 1));
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 3 " + StoredRows.workOrderId(key));
        assertThat(notifier.published(key))
                .extracting(WorkOrderCommand::revision)
                .containsExactly(2L, 3L);
    }

    @Test
    void aConfirmationOfASmallMoveCountsWhenTheTextIsSentOnceMore() {
        notifier.handle(tables.checks.duplicates(key, 1));
        VerdictEvent moved = tables.checks.followed(key, 1, "a little more", .38);
        notifier.handle(moved);
        notifier.handle(new ConfirmationEvent(
                key.businessType(),
                key.businessId(),
                moved.verdictId(),
                Decision.CONFIRM,
                null,
                "user-1",
                StoredRows.TIME));
        tables.checks.again(key, 2, ResultState.DUPLICATES, 1);
        notifier.handle(tables.checks.followed(key, 2, "the same as that", .38));
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 2 " + StoredRows.workOrderId(key));
    }

    /** VERDICT_CHANGED tells of the findings, and asks nothing. */
    @Test
    void whatWasToldAndNotAskedIsAskedWhenTheTextIsSentOnceMore() {
        notifier.handle(tables.checks.clean(key, 1));
        notifier.handle(tables.checks.followed(key, 1, "more", .5));
        assertThat(tables.messages(key)).containsExactly("CLEAN 1", "VERDICT_CHANGED 1");
        tables.checks.again(key, 2, ResultState.DUPLICATES, 1);
        notifier.handle(tables.checks.followed(key, 2, "the same as that", .5));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 2 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("CLEAN 1", "DUPLICATES 2", "VERDICT_CHANGED 1 voided");
        assertThat(tables.due(key)).anyMatch(due -> due.startsWith("EXPIRY"));
    }

    /** From a page that shows the verdict of before; that one says the same of the same text. */
    @Test
    void aDecisionOnTheVerdictOfBeforeAWithdrawalCountsWhenTheQuestionIsAskedOnceMore() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        notifier.handle(tables.checks.withdrawn(key, 2));
        notifier.handle(tables.checks.again(key, 3, ResultState.DUPLICATES, 1));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.workOrder(key)).as("repeated").containsExactly("AWAITING_CONFIRMATION 3 " + workOrderId());
        notifier.handle(confirmedLater());
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 3 " + workOrderId());
    }

    @Test
    void aDecisionCountsOnceMoreWhenTheFindingsAreAgainWhatTheyWere() {
        String reviewed = "[\"DUPLICATES\", \"REVIEW\"]";
        VerdictEvent first =
                tables.checks.finished(key, 1, Mode.SUBMIT, ResultState.DUPLICATES, reviewed, StoredRows.APPLICANT);
        notifier.handle(first);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_REVIEW 1 " + workOrderId());
        notifier.handle(tables.checks.followed(key, 1, "more", .9));
        tables.checks.finished(key, 1, Mode.SUBMIT, ResultState.DUPLICATES, reviewed, StoredRows.APPLICANT);
        notifier.handle(first);
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + workOrderId());
        notifier.handle(confirmedLater());
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_REVIEW 1 " + workOrderId());
    }

    private String workOrderId() {
        return StoredRows.workOrderId(key);
    }

    private ConfirmationEvent confirmedLater() {
        return new ConfirmationEvent(
                key.businessType(),
                key.businessId(),
                StoredRows.verdictId(key, 1),
                Decision.CONFIRM,
                null,
                "user-1",
                StoredRows.TIME.plusSeconds(60));
    }

    @Test
    void anOrderThatBeginsToWaitHasAnEndThoughNothingIsTold() {
        notifier.handle(tables.checks.duplicates(key, 1));
        List<String> due = tables.due(key);
        tables.forgetDue(key);
        notifier.handle(tables.checks.again(key, 2, ResultState.DUPLICATES, 1));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 2");
        assertThat(tables.due(key)).containsExactlyElementsOf(due);
    }
}
