package org.dupcheck.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dupcheck.notifier.StoredRows.decision;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.HandlerTest;
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.notifier.TestDelivery;
import org.dupcheck.runtime.consume.RejectedRecordException;
import org.junit.jupiter.api.Test;

/** What the events of checks lead to: work orders, messages and commands, each once. */
class NotifierHandlerTest extends HandlerTest {
    @Test
    void cleanSubmissionIsSubmittedOnceHoweverOftenItsVerdictIsHandedIn() {
        VerdictEvent event = tables.checks.clean(key, 1);
        notifier.handle(event);
        notifier.handle(event);
        notifier.handle(event);

        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
        assertThat(tables.history(key)).containsExactly("SUBMITTED 1");
        assertThat(tables.messages(key)).containsExactly("CLEAN 1");
        assertThat(tables.deliveries(key)).isEmpty();
        assertThat(notifier.published(key))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("commandId")
                .containsExactly(new WorkOrderCommand(
                        "any",
                        WorkOrderCommand.Kind.SUBMIT,
                        StoredRows.workOrderId(key),
                        key.businessType(),
                        key.businessId(),
                        1,
                        StoredRows.verdictId(key, 1),
                        false,
                        notifier.clock.instant()));
        assertThat(tables.unsentCommands(key)).isEmpty();
    }

    @Test
    void publishedCommandCarriesItsIdInTheHeaders() {
        notifier.handle(tables.checks.clean(key, 1));
        assertThat(notifier.publisher.published())
                .singleElement()
                .satisfies(record -> assertThat(record.headers())
                        .containsEntry("ce_id", notifier.published(key).get(0).commandId())
                        .containsEntry("ce_type", "org.dupcheck.work-order-command.v1")
                        .containsEntry("ce_subject", key.toString()));
    }

    @Test
    void duplicatesAreToldBySiteMessageAndSmsOnceAndTheWorkOrderWaits() {
        VerdictEvent event = tables.checks.duplicates(key, 1);
        for (int i = 0; i < 3; i++) {
            notifier.handle(event);
            notifier.sendSms();
        }
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + StoredRows.workOrderId(key));
        assertThat(tables.history(key)).containsExactly("AWAITING_CONFIRMATION 1");
        assertThat(tables.messageTexts(key))
                .singleElement()
                .asString()
                .contains("user-1: 发现重复内容", "《智慧水务平台》", "3 篇", "37.5%");
        assertThat(tables.deliveries(key)).containsExactly("SENT 1");
        assertThat(gateway.sent()).singleElement().satisfies(sms -> {
            assertThat(sms.phone()).isEqualTo("13812345678");
            assertThat(sms.text()).contains("《智慧水务平台》", "3", "37.5%");
        });
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void applicantWithoutPhoneGetsNoSmsAndWithoutApplicantNobodyIsTold() {
        notifier.handle(tables.checks.finished(
                key, 1, Mode.SUBMIT, ResultState.DUPLICATES, new Applicant("user-2", null, "en-GB")));
        assertThat(tables.messageTexts(key)).singleElement().asString().contains("user-2: Duplicates found");
        assertThat(tables.deliveries(key)).isEmpty();

        BusinessKey anonymous = Fixture.freshKey();
        notifier.handle(tables.checks.finished(anonymous, 1, Mode.SUBMIT, ResultState.NONE, null));
        assertThat(tables.messages(anonymous)).isEmpty();
        assertThat(notifier.published(anonymous)).hasSize(1);
    }

    @Test
    void verdictOfAnOvertakenRevisionHasNoEffect() {
        VerdictEvent first = tables.checks.clean(key, 1);
        VerdictEvent second = tables.checks.clean(key, 2);
        notifier.handle(first);
        assertThat(tables.workOrder(key)).isEmpty();
        notifier.handle(second);
        notifier.handle(first);
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 2 " + StoredRows.workOrderId(key));
        assertThat(notifier.published(key))
                .extracting(WorkOrderCommand::revision)
                .containsExactly(2L);
    }

    @Test
    void aNewerVerdictVoidsTheOlderOnesSmsThatHasNotGoneOut() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(tables.checks.duplicates(key, 2));
        assertThat(tables.deliveries(key)).containsExactly("INTENT 0", "VOIDED 0");
        notifier.sendSms();
        assertThat(gateway.sent()).hasSize(1);
    }

    /** There is one SMS a revision: it tells of the newer verdict as well. */
    @Test
    void anotherVerdictOfTheSameRevisionLeavesTheSmsToBeSent() {
        VerdictEvent event = tables.checks.duplicates(key, 1);
        notifier.handle(event);
        tables.orderRestsOn(key, "an earlier verdict");
        notifier.handle(event);
        assertThat(tables.deliveries(key)).containsExactly("INTENT 0");
        notifier.sendSms();
        assertThat(gateway.sent()).hasSize(1);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(notifier.published(key))
                .as("the order rests on the newer verdict")
                .hasSize(1);
    }

    @Test
    void aFinishedCheckThatIsNoSubmissionLeadsToNothing() {
        notifier.handle(tables.checks.finished(key, 1, Mode.WITHDRAW, ResultState.NONE, StoredRows.APPLICANT));
        assertThat(tables.workOrder(key)).isEmpty();
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void newerSubmissionAfterASubmittedOneGetsACommandOfItsOwn() {
        notifier.handle(tables.checks.clean(key, 1));
        notifier.handle(tables.checks.clean(key, 2));
        assertThat(notifier.published(key))
                .extracting(WorkOrderCommand::revision)
                .containsExactly(1L, 2L);
        assertThat(notifier.published(key))
                .extracting(WorkOrderCommand::replaces)
                .containsExactly(null, notifier.published(key).get(0).commandId());
        assertThat(tables.messages(key)).containsExactly("CLEAN 1", "CLEAN 2");
    }

    @Test
    void failedCheckIsToldAndTheMessageGoesWhenALaterTrySucceeds() {
        VerdictEvent failure = tables.checks.failed(key, 1);
        notifier.handle(failure);
        notifier.handle(failure);
        assertThat(tables.messages(key)).containsExactly("CHECK_FAILED 1");
        assertThat(tables.workOrder(key)).containsExactly("CHECK_FAILED 1 " + StoredRows.workOrderId(key));
        assertThat(notifier.published(key)).isEmpty();

        notifier.handle(tables.checks.clean(key, 1));
        notifier.handle(failure);
        assertThat(tables.messages(key)).containsExactly("CHECK_FAILED 1 voided", "CLEAN 1");
        assertThat(notifier.published(key)).hasSize(1);
    }

    @Test
    void failureOfACheckThatRunsAgainIsNotTold() {
        VerdictEvent failure = tables.checks.failed(key, 1);
        tables.checks.running(key, 1, Mode.SUBMIT, CheckState.RUNNING);
        notifier.handle(failure);
        assertThat(tables.messages(key)).isEmpty();
    }

    @Test
    void malformedRecordsAreRejectedWithCodeAndPath() {
        assertThatThrownBy(() ->
                        notifier.handler().handle(new TestDelivery(notifier.topics.verdicts(), key.toString(), "{")))
                .asInstanceOf(InstanceOfAssertFactories.type(RejectedRecordException.class))
                .extracting(RejectedRecordException::code)
                .isEqualTo("MALFORMED_JSON");
        assertThatThrownBy(() -> notifier.handler()
                        .handle(new TestDelivery(notifier.topics.confirmations(), key.toString(), null)))
                .asInstanceOf(InstanceOfAssertFactories.type(RejectedRecordException.class))
                .extracting(RejectedRecordException::code)
                .isEqualTo("MISSING_VALUE");
    }

    /** Between two tries the row of a check shows a failure. */
    @Test
    void aFailureOfAnEarlierRunIsNotToldBetweenTheTriesOfALaterOne() {
        VerdictEvent earlier = tables.checks.failed(key, 1);
        VerdictEvent later = tables.checks.failed(key, 1);
        notifier.handle(earlier);
        assertThat(tables.messages(key)).isEmpty();
        notifier.handle(later);
        assertThat(tables.messages(key)).containsExactly("CHECK_FAILED 1");
    }

    @Test
    void aFailedCheckOfAnEditSaysThatTheVersionBeforeItStaysSubmitted() {
        notifier.handle(tables.checks.failed(key, 1));
        assertThat(tables.messageTexts(key)).singleElement().asString().contains("工单尚未提交");
        notifier.handle(tables.checks.clean(key, 1));
        notifier.handle(tables.checks.failed(key, 2));
        assertThat(tables.messageTexts(key))
                .anySatisfy(text -> assertThat(text).contains("未能完成查重", "此前提交的版本仍然有效"))
                .noneSatisfy(text -> assertThat(text).contains("工单尚未提交"));
    }
}
