package org.dupcheck.notifier.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.notifier.workorders.Cause;
import org.dupcheck.notifier.workorders.OrderMoves;
import org.dupcheck.store.Transaction;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.DecisionOutcome;
import org.dupcheck.store.workorders.PendingDecision;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.WorkOrder;
import org.dupcheck.store.workorders.WorkOrderEvent;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;

/**
 * What an applicant's decision leads to. It is bound to the content and the findings of one verdict, and takes effect while
 * those are the current ones, by the locked row of the check: on that verdict, or on one that says the same of the same
 * text. It may arrive before the verdict's own event, or while the same text is checked once more: then it is kept, and that
 * verdict's event applies it.
 */
public final class ConfirmationHandling {
    private final OrderMoves orders;
    private final Outbox outbox;

    /** @param outbox takes what people are told */
    public ConfirmationHandling(OrderMoves orders, Outbox outbox) {
        this.orders = orders;
        this.outbox = outbox;
    }

    /** @throws InvalidMessageException where the document never had such a verdict */
    Handled apply(Transaction tables, ConfirmationEvent event, Instant now) {
        BusinessKey key = event.key();
        Optional<CurrentCheck> found = tables.workOrders().lockCheck(key);
        if (found.isEmpty() || !tables.confirmations().record(event, now)) {
            throw new InvalidMessageException(
                    ErrorCode.NOT_FOUND, "verdictId", "this business document never had such a verdict");
        }
        CurrentCheck check = found.get();
        if (check.isUnderWay() || isTriedAgain(tables, key, check)) {
            return Handled.NOTHING; // whether it counts is seen when there is an answer
        }
        Submitted submitted = tables.workOrders().submitted(key, check.revision());
        Handled concluded = check.hasAnswered() ? conclude(tables, key, check, now) : Handled.NOTHING;
        if (concluded == null) {
            Optional<PendingDecision> before = tables.confirmations().pendingOn(event.verdictId());
            concluded = before.map(decision -> declineBefore(tables, submitted, check, decision, now))
                    .orElse(Handled.NOTHING);
        }
        if (!check.hasAnswered() || orderHasBegun(tables, key, check)) {
            closePending(tables, submitted, check.verdictId(), now);
        }
        return concluded;
    }

    /** A try has failed, and another follows: only an end that is told moves the order. */
    private static boolean isTriedAgain(Transaction tables, BusinessKey key, CurrentCheck check) {
        return check.state() == CheckState.FAILED
                && tables.workOrders()
                        .order(key)
                        .filter(order -> order.state() == WorkOrderState.WAITING_CHECK)
                        .isPresent();
    }

    private static boolean orderHasBegun(Transaction tables, BusinessKey key, CurrentCheck check) {
        return tables.workOrders()
                .order(key)
                .filter(order -> order.hasTaken(check))
                .isPresent();
    }

    /**
     * Applies the decision that counts for the current verdict.
     *
     * @return null where there is none that waits
     */
    @Nullable
    Handled conclude(Transaction tables, BusinessKey key, CurrentCheck check, Instant now) {
        String verdictId = check.verdictId();
        Optional<PendingDecision> pending =
                verdictId == null ? Optional.empty() : tables.confirmations().pendingLike(key, verdictId);
        if (verdictId == null || pending.isEmpty()) {
            return null;
        }
        WorkOrder order = tables.workOrders().order(key).orElse(null);
        if (order == null || !order.restsOn(check.revision(), verdictId)) {
            return Handled.NOTHING; // the verdict's own event is still to come, and applies it
        }
        return settle(tables, order, pending.get(), check, now);
    }

    /** The order has been taken to another verdict of the same revision, and rests on it: a withdrawal counts nevertheless. */
    private Handled declineBefore(
            Transaction tables, Submitted submitted, CurrentCheck check, PendingDecision decision, Instant now) {
        WorkOrder order = tables.workOrders().order(submitted.key()).orElse(null);
        if (order == null
                || decision.decision() != Decision.WITHDRAW
                || !order.restsOn(check.revision(), decision.verdictId())) {
            return Handled.NOTHING;
        }
        return settle(tables, order, decision, check, now); // the new verdict may be clean, and would submit it
    }

    /** Moves the order as the decision says, and marks that as applied; nothing where it cannot be moved so any more. */
    Handled settle(Transaction tables, WorkOrder order, PendingDecision decision, CurrentCheck check, Instant now) {
        Optional<Handled> decided = decide(tables, order, decision, check, now);
        if (decided.isPresent()) {
            tables.confirmations().setOutcome(decision.verdictId(), DecisionOutcome.APPLIED);
        }
        return decided.orElse(Handled.NOTHING);
    }

    /** Moves the order as the decision says; empty where it cannot be moved so any more. */
    Optional<Handled> decide(
            Transaction tables, WorkOrder order, PendingDecision decision, CurrentCheck check, Instant now) {
        WorkOrderEvent event = decision.decision() == Decision.WITHDRAW
                ? WorkOrderEvent.DECLINED
                : check.needsReview() ? WorkOrderEvent.REFERRED : WorkOrderEvent.CONFIRMED;
        Cause cause = new Cause(order.verdictId(), decision.reason(), decision.userId(), now);
        Optional<WorkOrder> moved = orders.move(tables, order, event, cause);
        if (moved.isEmpty()) {
            return Optional.empty();
        }
        BusinessKey key = order.key();
        tables.deliveries().voidPending(key, order.revision(), now);
        if (event == WorkOrderEvent.DECLINED) {
            tables.siteMessages().voidAll(key, order.revision(), now);
        } else {
            Submitted submitted = tables.workOrders()
                    .submitted(key, order.revision())
                    .withWorkOrder(moved.get().workOrderId());
            MessageKind kind = moved.get().state() == WorkOrderState.AWAITING_REVIEW
                    ? MessageKind.AWAITING_REVIEW
                    : MessageKind.CONFIRMED;
            outbox.tell(tables, submitted, order.verdictId(), kind, now);
        }
        return Optional.of(new Handled(false, true));
    }

    /**
     * What was decided and waits comes to nothing, and whoever decided it is told so.
     *
     * @param verdictId the current one; null where there is none
     */
    void closePending(Transaction tables, Submitted submitted, @Nullable String verdictId, Instant now) {
        List<PendingDecision> pending = tables.confirmations().closePending(submitted.key());
        if (pending.isEmpty()) {
            return;
        }
        WorkOrder order = tables.workOrders().order(submitted.key()).orElse(null);
        for (PendingDecision closed : pending) {
            boolean theirs = closed.userId() == null || closed.userId().equals(submitted.userId());
            if (theirs && (order == null || !isAsDecided(order, closed.decision()))) {
                outbox.tell(tables, submitted, verdictId, MessageKind.DECISION_STALE, now);
            }
        }
    }

    /** Whether the order stands as the decision wants it, which may have come a second time. */
    private static boolean isAsDecided(WorkOrder order, Decision decision) {
        return switch (order.state()) {
            case WITHDRAWN -> decision == Decision.WITHDRAW;
            case SUBMITTED, AWAITING_REVIEW -> decision == Decision.CONFIRM;
            case WAITING_CHECK, CHECK_FAILED, AWAITING_CONFIRMATION, EXPIRED -> false;
        };
    }
}
