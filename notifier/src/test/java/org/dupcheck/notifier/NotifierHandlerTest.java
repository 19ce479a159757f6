package org.dupcheck.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dupcheck.notifier.Tables.decision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.Message;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.runtime.consume.RejectedRecordException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.PostgresService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
class NotifierHandlerTest {
    private static Tables tables;

    private final RecordingSmsGateway gateway = new RecordingSmsGateway();
    private final Fixture notifier = new Fixture(tables, gateway);
    private final BusinessKey key = Fixture.freshKey();

    @BeforeAll
    static void open(PostgresService postgres) {
        tables = new Tables(postgres);
    }

    @BeforeEach
    void forgetTheDeliveriesOfOtherTests() {
        tables.deleteDeliveries();
    }

    @AfterAll
    static void close() {
        tables.close();
    }

    @Test
    void cleanSubmissionIsSubmittedOnceHoweverOftenItsVerdictIsHandedIn() {
        VerdictEvent event = tables.clean(key, 1);
        notifier.handle(event);
        notifier.handle(event);
        notifier.handle(event);

        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + Tables.workOrderId(key));
        assertThat(tables.history(key)).containsExactly("SUBMITTED 1");
        assertThat(tables.messages(key)).containsExactly("CLEAN 1");
        assertThat(tables.deliveries(key)).isEmpty();
        assertThat(notifier.published(key))
                .containsExactly(new WorkOrderCommand(
                        WorkOrderCommands.commandId(key, 1),
                        WorkOrderCommand.Kind.SUBMIT,
                        Tables.workOrderId(key),
                        key.businessType(),
                        key.businessId(),
                        1,
                        Tables.verdictId(key, 1),
                        false,
                        notifier.clock.instant()));
        assertThat(tables.unsentCommands(key)).isEmpty();
    }

    @Test
    void publishedCommandCarriesItsIdInTheHeaders() {
        notifier.handle(tables.clean(key, 1));
        assertThat(notifier.publisher.published())
                .singleElement()
                .satisfies(record -> assertThat(record.headers())
                        .containsEntry("ce_id", WorkOrderCommands.commandId(key, 1))
                        .containsEntry("ce_type", "org.dupcheck.work-order-command.v1")
                        .containsEntry("ce_subject", key.toString()));
    }

    @Test
    void duplicatesAreToldBySiteMessageAndSmsOnceAndTheWorkOrderWaits() {
        VerdictEvent event = tables.duplicates(key, 1);
        for (int i = 0; i < 3; i++) {
            notifier.handle(event);
            notifier.sendSms();
        }
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + Tables.workOrderId(key));
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
        notifier.handle(
                tables.finished(key, 1, Mode.SUBMIT, ResultState.DUPLICATES, new Applicant("user-2", null, "en-GB")));
        assertThat(tables.messageTexts(key)).singleElement().asString().contains("user-2: Duplicates found");
        assertThat(tables.deliveries(key)).isEmpty();

        BusinessKey anonymous = Fixture.freshKey();
        notifier.handle(tables.finished(anonymous, 1, Mode.SUBMIT, ResultState.NONE, null));
        assertThat(tables.messages(anonymous)).isEmpty();
        assertThat(notifier.published(anonymous)).hasSize(1);
    }

    @Test
    void confirmationOfTheCurrentVerdictSubmitsTheWorkOrderOnce() {
        notifier.handle(tables.duplicates(key, 1));
        notifier.sendSms();
        for (int i = 0; i < 3; i++) {
            notifier.handle(decision(key, 1, Decision.CONFIRM));
        }
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + Tables.workOrderId(key));
        assertThat(tables.history(key)).containsExactly("AWAITING_CONFIRMATION 1", "SUBMITTED 1 user-1 引用自有成果");
        assertThat(tables.messages(key)).containsExactly("CONFIRMED 1", "DUPLICATES 1");
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM APPLIED");
        assertThat(notifier.published(key)).singleElement().satisfies(command -> {
            assertThat(command.confirmed()).isTrue();
            assertThat(command.verdictId()).isEqualTo(Tables.verdictId(key, 1));
        });
    }

    @Test
    void confirmationThatOvertakesTheVerdictsEventIsAppliedByItAndTheSmsIsNotSent() {
        VerdictEvent event = tables.duplicates(key, 1);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM PENDING");
        assertThat(tables.workOrder(key)).isEmpty();

        notifier.handle(event);
        notifier.sendSms();
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM APPLIED");
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + Tables.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("CONFIRMED 1", "DUPLICATES 1");
        assertThat(tables.deliveries(key)).containsExactly("VOIDED 0");
        assertThat(notifier.published(key)).hasSize(1);
    }

    @Test
    void confirmationOfAVerdictThatANewerSubmissionReplacedIsStale() {
        notifier.handle(tables.duplicates(key, 1));
        tables.running(key, 2, Mode.SUBMIT, CheckState.RUNNING);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM STALE");
        assertThat(notifier.published(key)).isEmpty();

        notifier.handle(tables.duplicates(key, 2));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 2 " + Tables.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1 voided", "DUPLICATES 2");
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(notifier.published(key)).isEmpty();

        notifier.handle(decision(key, 2, Decision.CONFIRM));
        assertThat(notifier.published(key))
                .singleElement()
                .satisfies(command -> assertThat(command.revision()).isEqualTo(2));
    }

    @Test
    void preCheckLeadsToNothingButMakesAnOlderConfirmationStale() {
        notifier.handle(tables.duplicates(key, 1));
        notifier.handle(tables.finished(key, 2, Mode.PRECHECK, ResultState.NONE, Tables.APPLICANT));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        notifier.handle(decision(key, 2, Decision.CONFIRM));
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + Tables.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1");
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM STALE", "CONFIRM STALE");
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void confirmationOfAVerdictTheDocumentNeverHadIsRejected() {
        notifier.handle(tables.duplicates(key, 1));
        BusinessKey other = Fixture.freshKey();
        notifier.handle(tables.duplicates(other, 1));
        ConfirmationEvent foreign = new ConfirmationEvent(
                key.businessType(),
                key.businessId(),
                Tables.verdictId(other, 1),
                Decision.CONFIRM,
                null,
                null,
                Tables.TIME);
        assertRejected(foreign, "NOT_FOUND", "verdictId");
        assertRejected(decision(Fixture.freshKey(), 1, Decision.CONFIRM), "NOT_FOUND", "verdictId");

        notifier.handle(decision(other, 1, Decision.CONFIRM));
        assertThat(notifier.published(other)).hasSize(1);
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void decisionToWithdrawEndsTheWorkOrderAndNothingBringsItBack() {
        VerdictEvent event = tables.duplicates(key, 1);
        notifier.handle(event);
        notifier.handle(decision(key, 1, Decision.WITHDRAW));
        notifier.sendSms();
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        notifier.handle(event);
        assertThat(tables.workOrder(key)).containsExactly("WITHDRAWN 1 " + Tables.workOrderId(key));
        assertThat(tables.history(key)).containsExactly("AWAITING_CONFIRMATION 1", "WITHDRAWN 1 user-1 引用自有成果");
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1 voided");
        assertThat(tables.deliveries(key)).containsExactly("VOIDED 0");
        assertThat(tables.confirmations(key)).containsExactly("WITHDRAW APPLIED");
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void withdrawalVoidsMessagesPendingSmsAndTheWorkOrder() {
        VerdictEvent verdict = tables.duplicates(key, 1);
        notifier.handle(verdict);
        VerdictEvent withdrawal = tables.withdrawn(key, 2);
        notifier.handle(withdrawal);
        notifier.handle(withdrawal);
        notifier.handle(verdict);
        notifier.sendSms();
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.workOrder(key)).containsExactly("WITHDRAWN 1 " + Tables.workOrderId(key));
        assertThat(tables.history(key)).containsExactly("AWAITING_CONFIRMATION 1", "WITHDRAWN 1");
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1 voided");
        assertThat(tables.deliveries(key)).containsExactly("VOIDED 0");
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM STALE");
        assertThat(gateway.sent()).isEmpty();
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void smsIsNotSentOnceTheCheckIsWithdrawnThoughTheEventHasNotArrived() {
        notifier.handle(tables.duplicates(key, 1));
        tables.withdrawn(key, 2);
        notifier.sendSms();
        assertThat(tables.deliveries(key)).containsExactly("VOIDED 0");
        assertThat(gateway.sent()).isEmpty();
    }

    @Test
    void withdrawalDoesNotTakeBackASubmittedWorkOrder() {
        notifier.handle(tables.clean(key, 1));
        notifier.handle(tables.withdrawn(key, 2));
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + Tables.workOrderId(key));
    }

    @Test
    void withdrawalBeforeTheVerdictLeavesNothingToSubmit() {
        VerdictEvent verdict = tables.clean(key, 1);
        tables.withdrawn(key, 2);
        notifier.handle(verdict);
        assertThat(tables.workOrder(key)).isEmpty();
        assertThat(tables.messages(key)).isEmpty();
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void submissionSentAgainUnderItsOldRevisionAfterAWithdrawalWaitsAgain() {
        notifier.handle(tables.duplicates(key, 1));
        VerdictEvent withdrawal = tables.withdrawn(key, 1);
        notifier.handle(withdrawal);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM STALE");

        notifier.handle(tables.duplicates(key, 1));
        notifier.handle(withdrawal);
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 1 " + Tables.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("DUPLICATES 1");

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
    void verdictOfAnOvertakenRevisionHasNoEffect() {
        VerdictEvent first = tables.clean(key, 1);
        VerdictEvent second = tables.clean(key, 2);
        notifier.handle(first);
        assertThat(tables.workOrder(key)).isEmpty();
        notifier.handle(second);
        notifier.handle(first);
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 2 " + Tables.workOrderId(key));
        assertThat(notifier.published(key))
                .extracting(WorkOrderCommand::revision)
                .containsExactly(2L);
    }

    @Test
    void newerSubmissionAfterASubmittedOneGetsACommandOfItsOwn() {
        notifier.handle(tables.clean(key, 1));
        notifier.handle(tables.clean(key, 2));
        assertThat(notifier.published(key))
                .extracting(WorkOrderCommand::revision)
                .containsExactly(1L, 2L);
        assertThat(tables.messages(key)).containsExactly("CLEAN 1", "CLEAN 2");
    }

    @Test
    void failedCheckIsToldAndTheMessageGoesWhenALaterTrySucceeds() {
        VerdictEvent failure = tables.failed(key, 1);
        notifier.handle(failure);
        notifier.handle(failure);
        assertThat(tables.messages(key)).containsExactly("CHECK_FAILED 1");
        assertThat(tables.workOrder(key)).isEmpty();
        assertThat(notifier.published(key)).isEmpty();

        notifier.handle(tables.clean(key, 1));
        notifier.handle(failure);
        assertThat(tables.messages(key)).containsExactly("CHECK_FAILED 1 voided", "CLEAN 1");
        assertThat(notifier.published(key)).hasSize(1);
    }

    @Test
    void failureOfACheckThatRunsAgainIsNotTold() {
        VerdictEvent failure = tables.failed(key, 1);
        tables.running(key, 1, Mode.SUBMIT, CheckState.RUNNING);
        notifier.handle(failure);
        assertThat(tables.messages(key)).isEmpty();
    }

    @Test
    void commandWhosePublishingFailedIsPublishedWhenTheRecordIsHandedInAgain() {
        VerdictEvent event = tables.clean(key, 1);
        notifier.publisher.failNext(1);
        assertThatThrownBy(() -> notifier.handle(event)).isInstanceOf(RetryLaterException.class);
        assertThat(tables.unsentCommands(key)).containsExactly(WorkOrderCommands.commandId(key, 1));
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + Tables.workOrderId(key));

        notifier.clock.advance(Duration.ofMinutes(5));
        notifier.handle(event);
        notifier.handle(event);
        assertThat(notifier.published(key))
                .extracting(WorkOrderCommand::commandId)
                .containsExactly(WorkOrderCommands.commandId(key, 1));
        assertThat(tables.unsentCommands(key)).isEmpty();
        assertThat(tables.commands(key)).hasSize(1);
    }

    @Test
    void malformedRecordsAreRejectedWithCodeAndPath() {
        assertThatThrownBy(() -> notifier.role
                        .handler()
                        .handle(new TestDelivery(notifier.topics.verdicts(), key.toString(), "{")))
                .asInstanceOf(InstanceOfAssertFactories.type(RejectedRecordException.class))
                .extracting(RejectedRecordException::code)
                .isEqualTo("MALFORMED_JSON");
        assertThatThrownBy(() -> notifier.role
                        .handler()
                        .handle(new TestDelivery(notifier.topics.confirmations(), key.toString(), null)))
                .asInstanceOf(InstanceOfAssertFactories.type(RejectedRecordException.class))
                .extracting(RejectedRecordException::code)
                .isEqualTo("MISSING_VALUE");
    }

    /** Two nodes, whose events of one document meet: whatever the order, the outcome is the same. */
    @Test
    void verdictAndConfirmationHandledAtOnceOnTwoNodesSubmitExactlyOnce() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 60; round++) {
                BusinessKey contended = Fixture.freshKey();
                VerdictEvent verdict = tables.duplicates(contended, 1);
                ConfirmationEvent confirmation = decision(contended, 1, Decision.CONFIRM);
                List<Message> events = new ArrayList<>(List.of(verdict, confirmation));
                boolean redelivered = random.nextBoolean();
                if (redelivered) {
                    events.add(random.nextBoolean() ? verdict : confirmation);
                }
                CyclicBarrier together = new CyclicBarrier(events.size());
                List<Future<?>> handled = new ArrayList<>();
                for (Message event : events) {
                    long pauseNanos = random.nextInt(3) * 300_000L;
                    handled.add(threads.submit(() -> {
                        together.await(10, TimeUnit.SECONDS);
                        TimeUnit.NANOSECONDS.sleep(pauseNanos);
                        notifier.handle(event);
                        return null;
                    }));
                }
                for (Future<?> one : handled) {
                    one.get(30, TimeUnit.SECONDS);
                }
                assertThat(tables.workOrder(contended))
                        .as("seed %d, round %d", seed, round)
                        .containsExactly("SUBMITTED 1 " + Tables.workOrderId(contended));
                assertThat(tables.confirmations(contended)).containsExactly("CONFIRM APPLIED");
                assertThat(tables.history(contended)).hasSize(2);
                assertThat(tables.messages(contended)).containsExactly("CONFIRMED 1", "DUPLICATES 1");
                assertThat(tables.commands(contended)).hasSize(1);
                assertThat(tables.unsentCommands(contended)).isEmpty();
                assertThat(notifier.published(contended))
                        .as("seed %d, round %d", seed, round)
                        .extracting(WorkOrderCommand::commandId)
                        .hasSizeBetween(1, redelivered ? 2 : 1)
                        .containsOnly(WorkOrderCommands.commandId(contended, 1));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void assertRejected(ConfirmationEvent event, String code, String path) {
        assertThatThrownBy(() -> notifier.handle(event))
                .asInstanceOf(InstanceOfAssertFactories.type(RejectedRecordException.class))
                .satisfies(rejected -> {
                    assertThat(rejected.code()).isEqualTo(code);
                    assertThat(rejected.path()).isEqualTo(path);
                });
    }
}
