package org.dupcheck.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.notifier.StoredRows.decision;

import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.notifier.HandlerTest;
import org.dupcheck.notifier.StoredRows;
import org.junit.jupiter.api.Test;

/** Whoever can write to the topic can say anything: what counts is the row of the check. */
class ForgedEventTest extends HandlerTest {
    @Test
    void anEventThatCallsTheCurrentVerdictCleanDoesNotSubmit() {
        tables.checks.duplicates(key, 1);
        notifier.handle(finished(1, ResultState.NONE));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messageTexts(key)).singleElement().asString().contains("3 篇", "37.5%");
        assertNothingPublished();
    }

    @Test
    void anEventThatCallsAWaitingVerdictCleanDoesNotSubmit() {
        tables.checks.waiting(key, 1, ConfirmationReason.UNREAD_TEXT);
        notifier.handle(finished(1, ResultState.NONE));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        assertNothingPublished();
    }

    @Test
    void anEventThatCallsTheCurrentVerdictOneOfDuplicatesSubmitsTheCleanOneOnce() {
        tables.checks.clean(key, 1);
        notifier.handle(finished(1, ResultState.DUPLICATES));
        notifier.handle(finished(1, ResultState.NONE));
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("CLEAN 1");
        assertThat(notifier.published(key)).hasSize(1);
    }

    @Test
    void anEventOfADocumentThatWasNeverSubmittedLeadsToNothing() {
        notifier.handle(finished(1, ResultState.NONE));
        assertUntouched();
    }

    @Test
    void anEventThatCallsACheckThatStillRunsFinishedLeadsToNothing() {
        tables.checks.clean(key, 1);
        tables.checks.running(key, 2, Mode.SUBMIT, CheckState.RUNNING);
        notifier.handle(finished(2, ResultState.NONE));
        assertUntouched();
    }

    @Test
    void anEventOfARevisionThatIsNotTheCurrentOneLeadsToNothing() {
        tables.checks.clean(key, 2);
        notifier.handle(finished(1, ResultState.NONE));
        notifier.handle(finished(3, ResultState.NONE));
        assertUntouched();

        notifier.handle(finished(2, ResultState.NONE));
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 2 " + StoredRows.workOrderId(key));
    }

    @Test
    void anEventWithAVerdictOfItsOwnIsHandledUnderTheRowsVerdict() {
        tables.checks.duplicates(key, 1);
        notifier.handle(event(1, Mode.SUBMIT, CheckState.FINISHED, "00000000-dead-beef", ResultState.NONE));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        assertNothingPublished();
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(notifier.published(key))
                .singleElement()
                .satisfies(command -> assertThat(command.verdictId()).isEqualTo(StoredRows.verdictId(key, 1)));
    }

    @Test
    void anEventThatCallsAFinishedCheckFailedTellsNoFailure() {
        tables.checks.duplicates(key, 1);
        notifier.handle(event(1, Mode.SUBMIT, CheckState.FAILED, null, null));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1");
    }

    @Test
    void anEventThatCallsAFinishedCheckWithdrawnTakesNothingBack() {
        notifier.handle(tables.checks.duplicates(key, 1));
        for (long revision = 0; revision < 3; revision++) {
            notifier.handle(event(revision, Mode.WITHDRAW, CheckState.WITHDRAWN, null, null));
        }
        notifier.handle(event(Long.MAX_VALUE, Mode.WITHDRAW, CheckState.WITHDRAWN, null, null));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1");
        assertThat(tables.deliveries(key)).containsExactly("INTENT 0");
    }

    @Test
    void aWithdrawalAnnouncedAsAnythingElseIsAWithdrawal() {
        notifier.handle(tables.checks.duplicates(key, 1));
        tables.checks.withdrawn(key, 2);
        notifier.handle(finished(2, ResultState.NONE));
        assertThat(tables.workOrder(key)).containsExactly("WITHDRAWN 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1 voided");
        assertNothingPublished();
    }

    /** The event that would have applied it is overtaken: the newer one's says so. */
    @Test
    void aDecisionThatWaitsForAnOvertakenVerdictsEventBecomesStale() {
        VerdictEvent first = tables.checks.duplicates(key, 1);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM PENDING");
        VerdictEvent second = tables.checks.duplicates(key, 2);
        notifier.handle(first);
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM PENDING");
        notifier.handle(second);
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM STALE");
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 2 " + StoredRows.workOrderId(key));
        assertNothingPublished();
    }

    private void assertUntouched() {
        assertThat(tables.workOrder(key)).isEmpty();
        assertThat(tables.messages(key)).isEmpty();
        assertNothingPublished();
    }

    private void assertNothingPublished() {
        assertThat(tables.commands(key)).isEmpty();
        assertThat(notifier.published(key)).isEmpty();
    }

    private VerdictEvent finished(long revision, ResultState result) {
        return event(revision, Mode.SUBMIT, CheckState.FINISHED, StoredRows.verdictId(key, revision), result);
    }

    private VerdictEvent event(long revision, Mode mode, CheckState state, String verdictId, ResultState result) {
        boolean finished = state == CheckState.FINISHED;
        return new VerdictEvent(
                key.businessType(),
                key.businessId(),
                revision,
                mode,
                state,
                verdictId,
                result,
                finished ? 0.0 : null,
                finished ? 0 : null,
                finished ? 7L : null,
                state == CheckState.FAILED ? "the check failed" : null,
                StoredRows.TIME);
    }
}
