package org.dupcheck.store.workorders;

import static org.dupcheck.store.workorders.OrderTrigger.ACCEPTED;
import static org.dupcheck.store.workorders.OrderTrigger.ASKED;
import static org.dupcheck.store.workorders.OrderTrigger.CLEAN;
import static org.dupcheck.store.workorders.OrderTrigger.CONFIRMED;
import static org.dupcheck.store.workorders.OrderTrigger.DECLINED;
import static org.dupcheck.store.workorders.OrderTrigger.FAILED;
import static org.dupcheck.store.workorders.OrderTrigger.REFERRED;
import static org.dupcheck.store.workorders.OrderTrigger.RETURNED;
import static org.dupcheck.store.workorders.OrderTrigger.SENT;
import static org.dupcheck.store.workorders.OrderTrigger.TAKEN_BACK;
import static org.dupcheck.store.workorders.OrderTrigger.TIMED_OUT;
import static org.dupcheck.store.workorders.WorkOrderState.AWAITING_CONFIRMATION;
import static org.dupcheck.store.workorders.WorkOrderState.AWAITING_REVIEW;
import static org.dupcheck.store.workorders.WorkOrderState.CHECK_FAILED;
import static org.dupcheck.store.workorders.WorkOrderState.EXPIRED;
import static org.dupcheck.store.workorders.WorkOrderState.SUBMITTED;
import static org.dupcheck.store.workorders.WorkOrderState.WAITING_CHECK;
import static org.dupcheck.store.workorders.WorkOrderState.WITHDRAWN;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways of a work order, all of them. What is not listed does not happen: an event that comes in a state without a way
 * for it changes nothing. Stateless.
 */
public final class Transitions {
    private static final List<Transition> ALL = List.of(
            on(WAITING_CHECK, CLEAN, SUBMITTED),
            on(WAITING_CHECK, ASKED, AWAITING_CONFIRMATION),
            on(WAITING_CHECK, FAILED, CHECK_FAILED),
            on(WAITING_CHECK, TAKEN_BACK, WITHDRAWN),
            on(WAITING_CHECK, SENT, WAITING_CHECK),
            //
            on(AWAITING_CONFIRMATION, CONFIRMED, SUBMITTED),
            on(AWAITING_CONFIRMATION, REFERRED, AWAITING_REVIEW),
            on(AWAITING_CONFIRMATION, DECLINED, WITHDRAWN),
            on(AWAITING_CONFIRMATION, RETURNED, WITHDRAWN),
            on(AWAITING_CONFIRMATION, TAKEN_BACK, WITHDRAWN),
            on(AWAITING_CONFIRMATION, TIMED_OUT, EXPIRED),
            on(AWAITING_CONFIRMATION, SENT, WAITING_CHECK),
            // the reference set or the policy has changed, and with it the answer
            on(AWAITING_CONFIRMATION, CLEAN, SUBMITTED),
            on(AWAITING_CONFIRMATION, ASKED, AWAITING_CONFIRMATION),
            //
            on(AWAITING_REVIEW, ACCEPTED, SUBMITTED),
            on(AWAITING_REVIEW, RETURNED, WITHDRAWN),
            on(AWAITING_REVIEW, TAKEN_BACK, WITHDRAWN),
            on(AWAITING_REVIEW, SENT, WAITING_CHECK),
            on(AWAITING_REVIEW, CLEAN, SUBMITTED),
            on(AWAITING_REVIEW, ASKED, AWAITING_CONFIRMATION),
            //
            on(CHECK_FAILED, SENT, WAITING_CHECK),
            on(CHECK_FAILED, TAKEN_BACK, WITHDRAWN),
            on(SUBMITTED, SENT, WAITING_CHECK),
            on(SUBMITTED, TAKEN_BACK, WITHDRAWN),
            on(WITHDRAWN, SENT, WAITING_CHECK),
            // the module withdraws too: whoever declined is asked again should it be sent again
            on(WITHDRAWN, TAKEN_BACK, WITHDRAWN),
            on(EXPIRED, SENT, WAITING_CHECK),
            on(EXPIRED, TAKEN_BACK, WITHDRAWN));

    private static final Map<WorkOrderState, Map<OrderTrigger, WorkOrderState>> BY_STATE =
            new EnumMap<>(WorkOrderState.class);

    static {
        for (Transition way : ALL) {
            BY_STATE.computeIfAbsent(way.from(), state -> new EnumMap<>(OrderTrigger.class))
                    .put(way.event(), way.to());
        }
    }

    private Transitions() {}

    /** One way. */
    record Transition(WorkOrderState from, OrderTrigger event, WorkOrderState to) {}

    private static Transition on(WorkOrderState from, OrderTrigger event, WorkOrderState to) {
        return new Transition(from, event, to);
    }

    /** Where an event leads to; empty where it leads nowhere from there. */
    public static Optional<WorkOrderState> next(WorkOrderState from, OrderTrigger event) {
        return Optional.ofNullable(BY_STATE.getOrDefault(from, Map.of()).get(event));
    }

    /** All ways as a Mermaid state diagram, for the documentation. */
    public static String diagram() {
        StringBuilder text = new StringBuilder("stateDiagram-v2\n    [*] --> WAITING_CHECK: SENT\n");
        for (Transition way : ALL) {
            text.append("    ")
                    .append(way.from())
                    .append(" --> ")
                    .append(way.to())
                    .append(": ")
                    .append(way.event())
                    .append('\n');
        }
        return text.toString();
    }
}
