package org.dupcheck.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.notifier.StoredRows.decision;

import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.notifier.HandlerTest;
import org.dupcheck.notifier.StoredRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Work orders that wait though nothing counts as a duplicate; and that it is the stored verdict that says so. */
class AwaitedConfirmationTest extends HandlerTest {
    @ParameterizedTest
    @CsvSource({
        "COMMON_TEXT, 与多篇文档共有的文字较多",
        "TOO_LITTLE_TEXT, 可供比对的文字太少",
        "UNREAD_TEXT, 部分内容无法读取",
        "SEARCH_LIMIT, 部分文字未能全部比对"
    })
    void withoutMatchesButWithAReasonTheOrderWaitsAndMessageAndSmsSayWhy(ConfirmationReason reason, String why) {
        VerdictEvent event = tables.checks.waiting(key, 1, reason);
        assertThat(event.resultState()).isEqualTo(ResultState.NONE);
        notifier.handle(event);
        notifier.handle(event);
        notifier.sendSms();

        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("CONFIRMATION_NEEDED 1");
        assertThat(tables.messageTexts(key)).singleElement().asString().contains("《智慧水务平台》", why);
        assertThat(gateway.sent())
                .singleElement()
                .satisfies(sms -> assertThat(sms.text()).contains("《智慧水务平台》", why));
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void confirmationSubmitsAnOrderThatWaitsWithoutMatches() {
        notifier.handle(tables.checks.waiting(key, 1, ConfirmationReason.TOO_LITTLE_TEXT));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        notifier.handle(decision(key, 1, Decision.CONFIRM));

        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM APPLIED");
        assertThat(notifier.published(key))
                .singleElement()
                .satisfies(command -> assertThat(command.confirmed()).isTrue());
    }

    @Test
    void confirmationThatOvertakesTheEventOfSuchAVerdictIsAppliedByIt() {
        VerdictEvent event = tables.checks.waiting(key, 1, ConfirmationReason.UNREAD_TEXT);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM PENDING");
        notifier.handle(event);

        assertThat(tables.confirmations(key)).containsExactly("CONFIRM APPLIED");
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
        assertThat(notifier.published(key)).hasSize(1);
    }

    @Test
    void decisionToWithdrawEndsAnOrderThatWaitsWithoutMatches() {
        notifier.handle(tables.checks.waiting(key, 1, ConfirmationReason.COMMON_TEXT));
        notifier.handle(decision(key, 1, Decision.WITHDRAW));
        notifier.sendSms();

        assertThat(tables.workOrder(key)).containsExactly("WITHDRAWN 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("CONFIRMATION_NEEDED 1 voided");
        assertThat(tables.deliveries(key)).containsExactly("VOIDED 0");
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void aNewerCleanRevisionOvertakesTheQuestion() {
        notifier.handle(tables.checks.waiting(key, 1, ConfirmationReason.TOO_LITTLE_TEXT));
        notifier.handle(tables.checks.clean(key, 2));
        notifier.sendSms();

        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 2 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("CLEAN 2", "CONFIRMATION_NEEDED 1 voided");
        assertThat(tables.deliveries(key)).containsExactly("VOIDED 0");
    }

    @Test
    void matchesAndAFurtherReasonAreToldInOneMessage() {
        notifier.handle(tables.checks.finished(
                key,
                1,
                Mode.SUBMIT,
                ResultState.DUPLICATES,
                "[\"DUPLICATES\", \"SEARCH_LIMIT\"]",
                StoredRows.APPLICANT));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1");
        assertThat(tables.messageTexts(key)).singleElement().asString().contains("3 篇", "37.5%", "部分文字未能全部比对");
    }

    /** Of a newer version, or of an older one: what is not known to be clean is not submitted. */
    @ParameterizedTest
    @ValueSource(strings = {"[\"OF_TOMORROW\"]", "null", "{}", "\"\"", "[null]"})
    void aVerdictWhoseReasonsAreNotUnderstoodWaits(String reasons) {
        notifier.handle(tables.checks.finished(key, 1, Mode.SUBMIT, ResultState.NONE, reasons, StoredRows.APPLICANT));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messageTexts(key)).singleElement().asString().contains("查重结果需要您过目");
        assertThat(notifier.published(key)).isEmpty();

        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(notifier.published(key)).hasSize(1);
    }
}
