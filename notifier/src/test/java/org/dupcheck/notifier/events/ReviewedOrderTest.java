package org.dupcheck.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.notifier.StoredRows.decision;

import java.time.Duration;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.ReviewDecision;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.HandlerTest;
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.store.Store;
import org.dupcheck.store.due.DueKind;
import org.junit.jupiter.api.Test;

/** Work orders that a reviewer has a word in. */
class ReviewedOrderTest extends HandlerTest {
    private VerdictEvent muchIsFound(long revision) {
        return tables.checks.finished(
                key,
                revision,
                Mode.SUBMIT,
                ResultState.DUPLICATES,
                "[\"DUPLICATES\", \"REVIEW\"]",
                StoredRows.APPLICANT);
    }

    @Test
    void theApplicantConfirmsAndThenTheReviewerAgrees() {
        notifier.handle(muchIsFound(1));
        assertThat(tables.messageTexts(key)).singleElement().asString().contains("须评审人通过");
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_REVIEW 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("AWAITING_REVIEW 1", "DUPLICATES 1");
        assertThat(notifier.published(key)).isEmpty();
        assertThat(tables.due(key)).as("the applicant has decided").isEmpty();

        reviewed(ReviewDecision.ACCEPT, "同一课题的二期");
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
        assertThat(tables.history(key))
                .containsExactly(
                        "AWAITING_CONFIRMATION 1", "AWAITING_REVIEW 1 user-1 引用自有成果", "SUBMITTED 1 rev-1 同一课题的二期");
        assertThat(tables.audited(key)).containsExactly("REFERRED 1 user-1 引用自有成果", "AGREED 1 rev-1 同一课题的二期");
        assertThat(tables.messages(key))
                .containsExactly("AWAITING_REVIEW 1 voided", "DUPLICATES 1 voided", "REVIEW_ACCEPTED 1");
        assertThat(notifier.published(key))
                .singleElement()
                .satisfies(command -> assertThat(command.confirmed()).isTrue());
    }

    @Test
    void aReviewerWhoHasAgreedBeforeIsNotAskedAgain() {
        notifier.handle(muchIsFound(1));
        reviewed(ReviewDecision.ACCEPT, "可以");
        assertThat(tables.workOrder(key))
                .as("the applicant has a word first")
                .containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
    }

    @Test
    void whatAReviewerReturnsIsGivenUpAndTheApplicantReadsWhy() {
        notifier.handle(muchIsFound(1));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        reviewed(ReviewDecision.RETURN, "第三节请重写");
        assertThat(tables.workOrder(key)).containsExactly("WITHDRAWN 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messageTexts(key)).singleElement().asString().contains("评审人已退回", "第三节请重写");
        notifier.handle(muchIsFound(1));
        reviewed(ReviewDecision.ACCEPT, "弄错了");
        assertThat(notifier.published(key)).as("it has to be sent again").isEmpty();
        assertThat(tables.audited(key)).containsExactly("REFERRED 1 user-1 引用自有成果", "RETURNED 1 rev-1 第三节请重写");

        notifier.handle(tables.checks.clean(key, 2));
        assertThat(notifier.published(key)).hasSize(1);
    }

    @Test
    void aReviewerMayReturnWhatTheApplicantHasNotConfirmedYet() {
        notifier.handle(tables.checks.duplicates(key, 1));
        reviewed(ReviewDecision.RETURN, "请修改");
        assertThat(tables.workOrder(key)).containsExactly("WITHDRAWN 1 " + StoredRows.workOrderId(key));
        assertThat(tables.told(key)).containsExactly("DUPLICATES VOIDED RECALLED", "RETURNED INTENT");
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void whoeverIsAskedToExplainReadsItAndTheOrderWaits() {
        notifier.handle(muchIsFound(1));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        reviewed(ReviewDecision.EXPLAIN, "数据从哪里来？");
        reviewed(ReviewDecision.EXPLAIN, "图三呢？");
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_REVIEW 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messageTexts(key))
                .anySatisfy(text -> assertThat(text).contains("数据从哪里来？"))
                .anySatisfy(text -> assertThat(text).contains("图三呢？"));
    }

    @Test
    void aReviewersWordOnASubmittedOrderChangesNothing() {
        notifier.handle(tables.checks.clean(key, 1));
        reviewed(ReviewDecision.RETURN, "晚了");
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("CLEAN 1");
    }

    /** What was confirmed and agreed to are the findings of one verdict. */
    @Test
    void anotherAnswerAsksTheApplicantAnew() {
        notifier.handle(muchIsFound(1));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        notifier.handle(tables.checks.followed(key, 1, "more", .6));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        notifier.handle(tables.checks.followed(key, 1, "none", 0));
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
    }

    /** The desk shows a verdict as soon as it is stored. */
    @Test
    void aReviewerWhoReturnsBeforeTheVerdictsEventIsHeardOnceThatHasCome() {
        VerdictEvent event = muchIsFound(1);
        reviewed(ReviewDecision.RETURN, "请修改");
        assertThat(tables.workOrder(key)).isEmpty();
        notifier.handle(event);
        tables.pass(Duration.ofMinutes(1));
        workOff();
        assertThat(tables.workOrder(key)).containsExactly("WITHDRAWN 1 " + StoredRows.workOrderId(key));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(notifier.published(key)).isEmpty();
    }

    /** The reviewer would agree to what nobody has confirmed. */
    @Test
    void anAnswerThatIsAlmostTheSameIsToldToWhoHasConfirmedTheOneBefore() {
        notifier.handle(muchIsFound(1));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        notifier.handle(tables.checks.followed(key, 1, "a little more", .38));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).contains("DUPLICATES 1", "AWAITING_REVIEW 1 voided");
    }

    @Test
    void whatWaitsForAReviewerIsWithdrawnByTheModule() {
        notifier.handle(muchIsFound(1));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        notifier.handle(tables.checks.withdrawn(key, 2));
        Store.on(tables.database())
                .run(within -> within.due().schedule(DueKind.REVIEWED, key.toString(), Duration.ZERO));
        workOff(); // the decision came before the withdrawal, and is looked at after it
        assertThat(tables.workOrder(key)).containsExactly("WITHDRAWN 1 " + StoredRows.workOrderId(key));
        assertThat(notifier.published(key)).extracting(WorkOrderCommand::kind).isEmpty();
    }

    private void reviewed(ReviewDecision decision, String note) {
        tables.reviewed(key, decision, note);
        workOff();
    }

    private void workOff() {
        notifier.decisions().workOff();
        notifier.commands().workOff();
    }

    @Test
    void whatWaitsForAReviewerGoesOnWaitingWhenTheTextIsSentOnceMore() {
        for (long revision = 1; revision <= 3; revision++) {
            notifier.handle(theSameText(revision));
            if (revision == 2) {
                notifier.handle(decision(key, 2, Decision.CONFIRM));
            }
        }
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_REVIEW 3 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).as("told once").containsExactly("AWAITING_REVIEW 3", "DUPLICATES 3");
    }

    @Test
    void whatAReviewerHasAgreedToStaysSubmittedWhenTheTextIsSentOnceMore() {
        notifier.handle(theSameText(1));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        reviewed(ReviewDecision.ACCEPT, "可以");
        notifier.handle(theSameText(2));
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 2 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key))
                .as("told once")
                .containsExactly("AWAITING_REVIEW 1 voided", "DUPLICATES 1 voided", "REVIEW_ACCEPTED 2");
        assertThat(notifier.published(key))
                .extracting(WorkOrderCommand::revision)
                .containsExactly(1L, 2L);
    }

    /** The desk shows the verdict of before: the same client sends the same text while the reviewer reads. */
    @Test
    void aReviewersWordCountsThoughTheTextIsSentOnceMoreBeforeItIsHeard() {
        for (ReviewDecision decision : List.of(ReviewDecision.ACCEPT, ReviewDecision.RETURN)) {
            BusinessKey document = Fixture.freshKey();
            notifier.handle(theSameText(document, 1));
            notifier.handle(decision(document, 1, Decision.CONFIRM));
            tables.reviewed(document, decision, "读过了");
            notifier.handle(theSameText(document, 2));
            workOff();
            String state = decision == ReviewDecision.ACCEPT ? "SUBMITTED 2 " : "WITHDRAWN 2 ";
            assertThat(tables.workOrder(document)).containsExactly(state + StoredRows.workOrderId(document));
        }
    }

    private VerdictEvent theSameText(long revision) {
        return theSameText(key, revision);
    }

    private VerdictEvent theSameText(BusinessKey document, long revision) {
        return tables.checks.finished(
                document,
                revision,
                Mode.SUBMIT,
                ResultState.DUPLICATES,
                "[\"DUPLICATES\", \"REVIEW\"]",
                StoredRows.APPLICANT,
                "the same text");
    }

    @Test
    void eachQuestionOfAReviewersGoesOut() {
        notifier.handle(muchIsFound(1));
        reviewed(ReviewDecision.EXPLAIN, "数据从哪里来？");
        notifier.sendSms();
        reviewed(ReviewDecision.EXPLAIN, "图三呢？");
        notifier.sendSms();
        assertThat(gateway.sent())
                .filteredOn(sms -> sms.text().contains("说明情况"))
                .hasSize(2);
    }
}
