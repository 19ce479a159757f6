package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.store.workorders.OrderTrigger;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.Transitions;
import org.dupcheck.store.workorders.WorkOrder;
import org.dupcheck.store.workorders.WorkOrderState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the ways of a work order have to be like, whichever they are. */
class TransitionsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final BusinessKey KEY = new BusinessKey("lixiang", "1");

    private static Submitted submitted(long revision) {
        return new Submitted(KEY, revision, "WO-1", "title", "user-1", null, null);
    }

    @ParameterizedTest
    @EnumSource(WorkOrderState.class)
    void whateverTheStateARevisionThatIsSentIsCheckedAndAWithdrawalEndsIt(WorkOrderState state) {
        assertThat(Transitions.next(state, OrderTrigger.SENT)).hasValue(WorkOrderState.WAITING_CHECK);
        assertThat(Transitions.next(state, OrderTrigger.TAKEN_BACK)).hasValue(WorkOrderState.WITHDRAWN);
    }

    @ParameterizedTest
    @EnumSource(OrderTrigger.class)
    void nothingIsSubmittedButWhatIsCleanConfirmedOrAgreedTo(OrderTrigger event) {
        for (WorkOrderState state : WorkOrderState.values()) {
            boolean submits = Transitions.next(state, event)
                    .filter(next -> next == WorkOrderState.SUBMITTED)
                    .isPresent();
            assertThat(submits)
                    .isEqualTo(
                            switch (event) {
                                case CLEAN ->
                                    state == WorkOrderState.WAITING_CHECK
                                            || state == WorkOrderState.AWAITING_CONFIRMATION
                                            || state == WorkOrderState.AWAITING_REVIEW;
                                case CONFIRMED -> state == WorkOrderState.AWAITING_CONFIRMATION;
                                case ACCEPTED -> state == WorkOrderState.AWAITING_REVIEW;
                                default -> false;
                            });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = WorkOrderState.class,
            names = {"SUBMITTED", "WITHDRAWN", "EXPIRED", "CHECK_FAILED"})
    void whatIsDecidedIsOpenToNothingButBeingSentOrWithdrawn(WorkOrderState state) {
        for (OrderTrigger event : OrderTrigger.values()) {
            if (event != OrderTrigger.SENT && event != OrderTrigger.TAKEN_BACK) {
                assertThat(Transitions.next(state, event)).isEmpty();
            }
        }
    }

    @Test
    void whatIsSentAnewKeepsWhatWasToldAndSubmittedAndRestsOnNoVerdict() {
        WorkOrder order = new WorkOrder(KEY, "WO-1", 1, WorkOrderState.SUBMITTED, "v", null, "told", "c", NOW);
        WorkOrder sent = order.sent(submitted(2), NOW.plusSeconds(1));
        assertThat(sent)
                .isEqualTo(new WorkOrder(
                        KEY, "WO-1", 2, WorkOrderState.WAITING_CHECK, null, null, "told", "c", NOW.plusSeconds(1)));
        assertThat(order.on(OrderTrigger.TAKEN_BACK, "v", NOW).orElseThrow().toldVerdictId())
                .as("what was told is no longer true")
                .isNull();
    }

    @Test
    void theDiagramNamesEveryStateAndEveryEvent() {
        String diagram = Transitions.diagram();
        for (WorkOrderState state : WorkOrderState.values()) {
            assertThat(diagram).contains("--> " + state + ":");
        }
        for (OrderTrigger event : OrderTrigger.values()) {
            assertThat(diagram).contains(": " + event + "\n");
        }
    }
}
