package org.dupcheck.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.notifier.StoredRows.decision;

import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.notifier.HandlerTest;
import org.dupcheck.notifier.StoredRows;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A change of the reference set has put another verdict in the place of the one that an order rests on. */
class FollowedVerdictTest extends HandlerTest {
    @AfterEach
    void reset() {
        tables.corpusVersion(0);
    }

    @Test
    void anOrderThatWaitsIsSubmittedOnceNothingSpeaksAgainstIt() {
        notifier.handle(tables.checks.duplicates(key, 1));
        VerdictEvent clean = tables.checks.followed(key, 1, "clean", 0);
        notifier.handle(clean);
        notifier.handle(clean);
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
        assertThat(notifier.published(key)).hasSize(1);
        assertThat(notifier.published(key).get(0).verdictId()).isEqualTo(clean.verdictId());
        assertThat(tables.messages(key)).containsExactly("CLEAN 1", "DUPLICATES 1 voided");
        notifier.sendSms();
        assertThat(gateway.sent()).as("what it asked for is no longer true").isEmpty();
    }

    @Test
    void anOrderThatIsSubmittedStaysSoAndTheApplicantIsTold() {
        notifier.handle(tables.checks.clean(key, 1));
        VerdictEvent duplicates = tables.checks.followed(key, 1, "dup", .5);
        notifier.handle(duplicates);
        notifier.handle(duplicates);
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("CLEAN 1", "VERDICT_CHANGED 1");
        assertThat(notifier.published(key)).hasSize(1);
        notifier.sendSms();
        assertThat(gateway.sent()).isEmpty();

        notifier.handle(tables.checks.followed(key, 1, "a little more", .52));
        assertThat(text("VERDICT_CHANGED")).as("no news").contains("50%");
        notifier.handle(tables.checks.followed(key, 1, "more", .56));
        assertThat(text("VERDICT_CHANGED")).contains("56%");
        notifier.handle(tables.checks.followed(key, 1, "nothing", 0));
        assertThat(text("VERDICT_CHANGED")).contains(" 0%");
        assertThat(notifier.published(key)).hasSize(1);
    }

    /** Of two copies the first one was clean, and its order is submitted. */
    @Test
    void anotherOpenSubmissionWithTheSameTextIsNews() {
        notifier.handle(tables.checks.clean(key, 1));
        VerdictEvent pending = tables.checks.pending(key, 1, "pending");
        notifier.handle(pending);
        notifier.handle(pending);
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("CLEAN 1", "VERDICT_CHANGED 1");
        assertThat(text("VERDICT_CHANGED")).contains("另有在途申请含有相同文字");
        notifier.handle(tables.checks.pending(key, 1, "pending still"));
        assertThat(tables.messages(key)).as("no news").hasSize(2);
        notifier.handle(tables.checks.followed(key, 1, "gone", 0));
        assertThat(text("VERDICT_CHANGED")).as("it was withdrawn").doesNotContain("在途申请含有");
    }

    @Test
    void anOrderWaitsForAConfirmationBecauseOfAnotherOpenSubmission() {
        notifier.handle(tables.checks.duplicates(key, 1));
        VerdictEvent pending = tables.checks.pending(key, 1, "pending");
        notifier.handle(pending);
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messageTexts(key))
                .anySatisfy(text -> assertThat(text).contains("未自动提交").contains("另有在途申请含有相同文字"));
        notifier.handle(tables.checks.followed(key, 1, "gone", 0));
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
    }

    private String text(String kind) {
        return tables.messageTexts(key).stream()
                .filter(text -> text.contains("有变化") == kind.equals("VERDICT_CHANGED"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void smallMovesAreNoNewsButAddUp() {
        notifier.handle(tables.checks.duplicates(key, 1)); // 37.5 %
        notifier.handle(tables.checks.followed(key, 1, "a", .40));
        assertThat(tables.messageTexts(key)).singleElement().asString().contains("37.5%");
        notifier.handle(tables.checks.followed(key, 1, "b", .43));
        assertThat(tables.messageTexts(key)).singleElement().asString().contains("43%");
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
    }

    @Test
    void aDecisionOnTheVerdictBeforeIsStaleAndOneOnTheNewOneCounts() {
        notifier.handle(tables.checks.duplicates(key, 1));
        VerdictEvent other = tables.checks.followed(key, 1, "other", .4);
        notifier.handle(other);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(notifier.published(key)).isEmpty();
        notifier.handle(new ConfirmationEvent(
                key.businessType(),
                key.businessId(),
                other.verdictId(),
                Decision.CONFIRM,
                "知道了",
                "user-1",
                StoredRows.TIME));
        assertThat(notifier.published(key)).hasSize(1);
        assertThat(notifier.published(key).get(0).verdictId()).isEqualTo(other.verdictId());
    }

    @Test
    void whatTheApplicantHasWithdrawnStaysWithdrawn() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(decision(key, 1, Decision.WITHDRAW));
        notifier.handle(tables.checks.followed(key, 1, "clean", 0));
        assertThat(tables.workOrder(key)).containsExactly("WITHDRAWN 1 " + StoredRows.workOrderId(key));
        assertThat(notifier.published(key)).isEmpty();
    }

    /** The new verdict is clean, and would submit what the applicant has withdrawn. */
    @Test
    void aWithdrawalThatWasOnItsWayStands() {
        notifier.handle(tables.checks.duplicates(key, 1));
        VerdictEvent clean = tables.checks.followed(key, 1, "clean", 0);
        notifier.handle(decision(key, 1, Decision.WITHDRAW));
        notifier.handle(clean);
        assertThat(tables.workOrder(key)).containsExactly("WITHDRAWN 1 " + StoredRows.workOrderId(key));
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void whatIsSentAgainAfterAWithdrawalIsToldThoughItsVerdictWasToldBefore() {
        notifier.handle(tables.checks.duplicates(key, 1));
        VerdictEvent other = tables.checks.followed(key, 1, "other", .6);
        notifier.handle(other);
        tables.takenBack(key);
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1 voided", "DUPLICATES 1 voided");
        notifier.handle(other);
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1", "DUPLICATES 1 voided", "DUPLICATES 1 voided");
    }

    /** The verdict was replaced before its own event was handled. */
    @Test
    void aVerdictThatIsTheFirstToBeSeenIsHandledAsTheFirst() {
        VerdictEvent first = tables.checks.clean(key, 1);
        VerdictEvent second = tables.checks.followed(key, 1, "dup", .5);
        notifier.handle(first);
        notifier.handle(second);
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1");
        notifier.sendSms();
        assertThat(gateway.sent()).hasSize(1);
    }

    @Test
    void aCleanVerdictIsHeldAgainstTheNewestReferenceSetBeforeItSubmits() {
        tables.corpusVersion(9);
        VerdictEvent event = tables.checks.clean(key, 1);
        notifier.handle(event);
        notifier.handle(event);
        assertThat(tables.workOrder(key)).isEmpty();
        assertThat(notifier.published(key)).isEmpty();
        assertThat(tables.rechecks(key)).containsExactly("9 for decision");

        tables.database()
                .inTransaction(session -> session.update(
                        "update check_task set held_verdict_id = verdict_id where business_id = ?", key.businessId()));
        tables.corpusVersion(10);
        notifier.handle(event);
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
        assertThat(notifier.published(key)).hasSize(1);
        notifier.handle(event);
        assertThat(tables.rechecks(key)).containsExactly("9 for decision");
    }

    @Test
    void whatWaitsForAConfirmationNeedsNoRecheckFirst() {
        tables.corpusVersion(9);
        notifier.handle(tables.checks.duplicates(key, 1));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        assertThat(tables.rechecks(key)).isEmpty();
    }
}
