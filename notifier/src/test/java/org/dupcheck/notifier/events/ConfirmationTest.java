package org.dupcheck.notifier.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dupcheck.notifier.StoredRows.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.Message;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.notifier.Fixture;
import org.dupcheck.notifier.HandlerTest;
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.runtime.consume.RejectedRecordException;
import org.junit.jupiter.api.Test;

/** What the applicant's decisions do, whatever they meet. */
class ConfirmationTest extends HandlerTest {
    @Test
    void confirmationOfTheCurrentVerdictSubmitsTheWorkOrderOnce() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.sendSms();
        for (int i = 0; i < 3; i++) {
            notifier.handle(decision(key, 1, Decision.CONFIRM));
        }
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
        assertThat(tables.history(key)).containsExactly("AWAITING_CONFIRMATION 1", "SUBMITTED 1 user-1 引用自有成果");
        assertThat(tables.messages(key)).containsExactly("CONFIRMED 1", "DUPLICATES 1");
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM APPLIED");
        assertThat(tables.audited(key)).containsExactly("CONFIRMED 1 user-1 引用自有成果");
        assertThat(notifier.published(key)).singleElement().satisfies(command -> {
            assertThat(command.confirmed()).isTrue();
            assertThat(command.verdictId()).isEqualTo(StoredRows.verdictId(key, 1));
        });
    }

    /** Else it would count the next time that its text is sent, though the applicant has given up since. */
    @Test
    void whatWasDecidedOnAnotherTextComesToNothingWhenAWithdrawalCounts() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(tables.checks.duplicates(key, 2));
        tables.checks.running(key, 3, Mode.SUBMIT, CheckState.RUNNING);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        notifier.handle(decision(key, 2, Decision.WITHDRAW));
        notifier.handle(tables.checks.again(key, 3, ResultState.DUPLICATES, 2));
        assertThat(tables.workOrder(key)).containsExactly("WITHDRAWN 3 " + StoredRows.workOrderId(key));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM STALE", "WITHDRAW APPLIED");
    }

    @Test
    void confirmationThatOvertakesTheVerdictsEventIsAppliedByItAndTheSmsIsNotSent() {
        VerdictEvent event = tables.checks.duplicates(key, 1);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM PENDING");
        assertThat(tables.workOrder(key)).isEmpty();

        notifier.handle(event);
        notifier.sendSms();
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM APPLIED");
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("CONFIRMED 1", "DUPLICATES 1");
        assertThat(tables.deliveries(key)).containsExactly("VOIDED 0");
        assertThat(notifier.published(key)).hasSize(1);
    }

    @Test
    void confirmationOfAVerdictThatANewerSubmissionReplacedIsStale() {
        notifier.handle(tables.checks.duplicates(key, 1));
        tables.checks.running(key, 2, Mode.SUBMIT, CheckState.RUNNING);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.confirmations(key))
                .as("the new text may turn out to be the same")
                .containsExactly("CONFIRM PENDING");

        notifier.handle(tables.checks.duplicates(key, 2));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM STALE");
        assertThat(tables.workOrder(key)).containsExactly("AWAITING_CONFIRMATION 2 " + StoredRows.workOrderId(key));
        assertThat(tables.messages(key)).containsExactly("DECISION_STALE 2", "DUPLICATES 1 voided", "DUPLICATES 2");
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(notifier.published(key)).isEmpty();

        notifier.handle(decision(key, 2, Decision.CONFIRM));
        assertThat(notifier.published(key))
                .singleElement()
                .satisfies(command -> assertThat(command.revision()).isEqualTo(2));
    }

    @Test
    void confirmationOfAVerdictTheDocumentNeverHadIsRejected() {
        notifier.handle(tables.checks.duplicates(key, 1));
        BusinessKey other = Fixture.freshKey();
        notifier.handle(tables.checks.duplicates(other, 1));
        ConfirmationEvent foreign = new ConfirmationEvent(
                key.businessType(),
                key.businessId(),
                StoredRows.verdictId(other, 1),
                Decision.CONFIRM,
                null,
                null,
                StoredRows.TIME);
        assertRejected(foreign, "NOT_FOUND", "verdictId");
        assertRejected(decision(Fixture.freshKey(), 1, Decision.CONFIRM), "NOT_FOUND", "verdictId");

        notifier.handle(decision(other, 1, Decision.CONFIRM));
        assertThat(notifier.published(other)).hasSize(1);
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void decisionToWithdrawEndsTheWorkOrderAndNothingBringsItBack() {
        VerdictEvent event = tables.checks.duplicates(key, 1);
        notifier.handle(event);
        notifier.handle(decision(key, 1, Decision.WITHDRAW));
        notifier.sendSms();
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        notifier.handle(event);
        assertThat(tables.workOrder(key)).containsExactly("WITHDRAWN 1 " + StoredRows.workOrderId(key));
        assertThat(tables.history(key)).containsExactly("AWAITING_CONFIRMATION 1", "WITHDRAWN 1 user-1 引用自有成果");
        assertThat(tables.messages(key))
                .as("and the other decision came to nothing")
                .containsExactly("DECISION_STALE 1", "DUPLICATES 1 voided");
        assertThat(tables.deliveries(key)).containsExactlyInAnyOrder("INTENT 0", "VOIDED 0");
        assertThat(tables.confirmations(key)).containsExactly("WITHDRAW APPLIED");
        assertThat(notifier.published(key)).isEmpty();
    }

    @Test
    void aDecisionThatWaitsForTheEventOfAVerdictThatAFailureOvertookBecomesStale() {
        tables.checks.duplicates(key, 1);
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM PENDING");
        notifier.handle(tables.checks.failed(key, 2));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM STALE");
        assertThat(tables.messages(key)).containsExactly("CHECK_FAILED 2", "DECISION_STALE 2");
    }

    @Test
    void aDecisionVoidsTheSmsThatHasNotGoneOutAndForgetsItsNumber() {
        for (Decision decision : Decision.values()) {
            BusinessKey document = Fixture.freshKey();
            notifier.handle(tables.checks.duplicates(document, 1));
            assertThat(tables.deliveries(document)).containsExactly("INTENT 0");
            notifier.handle(decision(document, 1, decision));
            assertThat(tables.deliveries(document)).containsExactly("VOIDED 0");
            assertThat(tables.recipients(document)).containsExactly("forgotten");
        }
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
                VerdictEvent verdict = tables.checks.duplicates(contended, 1);
                ConfirmationEvent confirmation = decision(contended, 1, Decision.CONFIRM);
                List<Message> events = new ArrayList<>(List.of(verdict, confirmation));
                if (random.nextBoolean()) {
                    events.add(random.nextBoolean() ? verdict : confirmation);
                }
                CyclicBarrier together = new CyclicBarrier(events.size());
                List<Future<?>> handled = new ArrayList<>();
                for (Message event : events) {
                    long pauseNanos = random.nextInt(3) * 300_000L;
                    handled.add(threads.submit(() -> {
                        together.await(1, TimeUnit.MINUTES);
                        TimeUnit.NANOSECONDS.sleep(pauseNanos);
                        notifier.handle(event);
                        return null;
                    }));
                }
                for (Future<?> one : handled) {
                    one.get(1, TimeUnit.MINUTES);
                }
                assertThat(tables.workOrder(contended))
                        .as("seed %d, round %d", seed, round)
                        .containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(contended));
                assertThat(tables.confirmations(contended)).containsExactly("CONFIRM APPLIED");
                assertThat(tables.history(contended)).hasSize(2);
                assertThat(tables.messages(contended)).containsExactly("CONFIRMED 1", "DUPLICATES 1");
                assertThat(tables.commands(contended)).hasSize(1);
                assertThat(tables.unsentCommands(contended)).isEmpty();
                assertThat(notifier.published(contended))
                        .as("seed %d, round %d", seed, round)
                        .hasSize(1);
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

    /** Two gateways have each taken a decision, and neither knew of the other. */
    @Test
    void ofTwoOppositeDecisionsTheFirstStandsAndTheOtherIsToldOnce() {
        notifier.handle(tables.checks.duplicates(key, 1));
        notifier.handle(decision(key, 1, Decision.CONFIRM));
        ConfirmationEvent late = decision(key, 1, Decision.WITHDRAW);
        notifier.handle(late);
        notifier.handle(late);
        assertThat(tables.workOrder(key)).containsExactly("SUBMITTED 1 " + StoredRows.workOrderId(key));
        assertThat(tables.confirmations(key)).containsExactly("CONFIRM APPLIED");
        assertThat(tables.messages(key)).containsExactly("CONFIRMED 1", "DECISION_STALE 1", "DUPLICATES 1");
    }
}
