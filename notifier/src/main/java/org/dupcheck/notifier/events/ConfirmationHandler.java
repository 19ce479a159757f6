package org.dupcheck.notifier.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.notifier.workorders.Cause;
import org.dupcheck.notifier.workorders.OrderMoves;
import org.dupcheck.store.Tables;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.reviews.ReviewAct;
import org.dupcheck.store.topics.LogPosition;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.DecisionOutcome;
import org.dupcheck.store.workorders.OrderTrigger;
import org.dupcheck.store.workorders.PendingDecision;
import org.dupcheck.store.workorders.Recorded;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.WorkOrder;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;

/**
 * What an applicant's decision leads to. It is bound to the content and the findings of one verdict, and takes effect while
 * those are the current ones, by the locked row of the check: on that verdict, or on one that says the same of the same
 * text. It may arrive before the verdict's own event, or while the same text is checked once more: then it is kept, and that
 * verdict's event applies it.
 */
public final class ConfirmationHandler {
    private final OrderMoves orders;
    private final ApplicantMessages messages;

    /** @param messages takes what people are told */
    public ConfirmationHandler(OrderMoves orders, ApplicantMessages messages) {
        this.orders = orders;
        this.messages = messages;
    }

    /**
     * @param sender who had it sent; null where that is not known
     * @param position of the event in its topic
     * @throws InvalidMessageException where the document never had such a verdict
     */
    FollowUp apply(Tables tables, ConfirmationEvent event, @Nullable String sender, LogPosition position, Instant now) {
        BusinessKey key = event.key();
        CurrentCheck check = tables.workOrders().lockCheck(key).orElse(null);
        Recorded recorded =
                check == null ? Recorded.UNKNOWN : tables.confirmations().record(event, sender, position, now);
        if (check == null || recorded == Recorded.UNKNOWN) {
            throw new InvalidMessageException(
                    ErrorCode.NOT_FOUND, "verdictId", "this business document never had such a verdict");
        }
        Submitted submitted = tables.workOrders().submitted(key, check.revision());
        if (recorded == Recorded.OTHER) {
            PendingDecision lost =
                    new PendingDecision(event.verdictId(), event.decision(), event.reason(), event.userId(), sender);
            WorkOrder order = tables.workOrders().order(key).orElse(null);
            tellLoser(tables, submitted, check.verdictId(), lost, order, now);
        }
        if (isLeftToAnEvent(tables, key, check)) {
            return FollowUp.NOTHING; // whether it counts is seen when there is an answer
        }
        FollowUp concluded = check.hasAnswered() ? conclude(tables, key, check, now) : FollowUp.NOTHING;
        if (concluded == null) {
            Optional<PendingDecision> before = tables.confirmations().pendingOn(event.verdictId());
            concluded = before.map(decision -> declineBefore(tables, submitted, check, decision, now))
                    .orElse(FollowUp.NOTHING);
        }
        if (!check.hasAnswered() || orderHasBegun(tables, key, check)) {
            closePending(tables, submitted, check.verdictId(), now);
        }
        return concluded;
    }

    /** Another end is to come, or one that is told still has to move the order: after a withdrawal that voids messages as well. */
    private static boolean isLeftToAnEvent(Tables tables, BusinessKey key, CurrentCheck check) {
        return check.isUnderWay()
                || (!check.hasAnswered()
                        && tables.workOrders()
                                .order(key)
                                .filter(order -> order.isOvertakenBy(check))
                                .isPresent());
    }

    private static boolean orderHasBegun(Tables tables, BusinessKey key, CurrentCheck check) {
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
    FollowUp conclude(Tables tables, BusinessKey key, CurrentCheck check, Instant now) {
        String verdictId = check.verdictId();
        Optional<PendingDecision> pending =
                verdictId == null ? Optional.empty() : tables.confirmations().pendingLike(key, verdictId);
        if (verdictId == null || pending.isEmpty()) {
            return null;
        }
        WorkOrder order = tables.workOrders().order(key).orElse(null);
        if (order == null || !order.restsOn(check.revision(), verdictId)) {
            return FollowUp.NOTHING; // the verdict's own event is still to come, and applies it
        }
        return settle(tables, order, pending.get(), check, now);
    }

    /** The order has been taken to another verdict of the same revision, and rests on it: a withdrawal counts nevertheless. */
    private FollowUp declineBefore(
            Tables tables, Submitted submitted, CurrentCheck check, PendingDecision decision, Instant now) {
        WorkOrder order = tables.workOrders().order(submitted.key()).orElse(null);
        if (order == null
                || decision.decision() != Decision.WITHDRAW
                || !order.restsOn(check.revision(), decision.verdictId())) {
            return FollowUp.NOTHING;
        }
        return settle(tables, order, decision, check, now); // the new verdict may be clean, and would submit it
    }

    /**
     * Moves the order as the decision says, tells it, and marks it as applied; nothing where it cannot be moved so any more.
     */
    FollowUp settle(Tables tables, WorkOrder order, PendingDecision decision, CurrentCheck check, Instant now) {
        Optional<WorkOrder> moved = move(tables, order, decision, check, now);
        if (moved.isEmpty()) {
            return FollowUp.NOTHING;
        }
        if (decision.decision() == Decision.CONFIRM) {
            tell(tables, moved.get(), kinds(moved.get()).get(0), now);
        }
        tables.confirmations().setOutcome(decision.verdictId(), DecisionOutcome.APPLIED);
        return new FollowUp(false, true);
    }

    /**
     * The same for a decision that was applied before, to the same text with the same findings: what was told of it has been
     * carried over.
     */
    FollowUp repeat(Tables tables, WorkOrder order, PendingDecision decision, CurrentCheck check, Instant now) {
        Optional<WorkOrder> moved = move(tables, order, decision, check, now);
        if (moved.isEmpty()) {
            return FollowUp.NOTHING;
        }
        List<MessageKind> kinds = kinds(moved.get());
        if (!tables.siteMessages().holds(order.key(), order.revision(), kinds)) {
            tell(tables, moved.get(), kinds.get(0), now);
        }
        return new FollowUp(false, true);
    }

    /** Moves the order as the decision says; empty where it cannot be moved so any more. */
    private Optional<WorkOrder> move(
            Tables tables, WorkOrder order, PendingDecision decision, CurrentCheck check, Instant now) {
        OrderTrigger event = decision.decision() == Decision.WITHDRAW
                ? OrderTrigger.DECLINED
                : needsReview(tables, order, check) ? OrderTrigger.REFERRED : OrderTrigger.CONFIRMED;
        Cause cause = new Cause(order.verdictId(), decision.reason(), decision.decidedBy(), now);
        Optional<WorkOrder> moved = orders.move(tables, order, event, cause);
        if (moved.isPresent()) {
            BusinessKey key = order.key();
            tables.deliveries().voidPending(key, order.revision(), now);
            if (event == OrderTrigger.DECLINED) {
                tables.siteMessages().voidAll(key, order.revision(), now);
            } else {
                tables.workOrders().setTold(key, decision.verdictId()); // who decides knows what was found
            }
        }
        return moved;
    }

    /** Whether a reviewer has to agree who has not, to this verdict or to one that says the same. */
    private static boolean needsReview(Tables tables, WorkOrder order, CurrentCheck check) {
        String verdictId = check.verdictId();
        return check.needsReview()
                && (verdictId == null
                        || tables.verdictReviews()
                                .decisionCountingFor(order.key(), verdictId)
                                .filter(act -> act.kind() == ReviewAct.Kind.ACCEPT)
                                .isEmpty());
    }

    /** What tells that it was confirmed and where that has led to; the first is the one that is written. */
    private static List<MessageKind> kinds(WorkOrder moved) {
        return moved.state() == WorkOrderState.AWAITING_REVIEW
                ? List.of(MessageKind.AWAITING_REVIEW)
                : List.of(MessageKind.CONFIRMED, MessageKind.REVIEW_ACCEPTED);
    }

    private void tell(Tables tables, WorkOrder moved, MessageKind kind, Instant now) {
        Submitted submitted =
                tables.workOrders().submitted(moved.key(), moved.revision()).withWorkOrder(moved.workOrderId());
        messages.tell(tables, submitted, moved.verdictId(), kind, now);
    }

    /**
     * What was decided and waits comes to nothing, and whoever decided it is told so.
     *
     * @param verdictId the current one; null where there is none
     */
    void closePending(Tables tables, Submitted submitted, @Nullable String verdictId, Instant now) {
        List<PendingDecision> pending = tables.confirmations().closePending(submitted.key());
        if (pending.isEmpty()) {
            return;
        }
        WorkOrder order = tables.workOrders().order(submitted.key()).orElse(null);
        for (PendingDecision closed : pending) {
            tellLoser(tables, submitted, verdictId, closed, order, now);
        }
    }

    /** Whoever decided in vain is told, unless the order stands as the decision wants it. */
    private void tellLoser(
            Tables tables,
            Submitted submitted,
            @Nullable String verdictId,
            PendingDecision lost,
            @Nullable WorkOrder order,
            Instant now) {
        Submitted to = addressee(tables, submitted, lost);
        boolean theirs = lost.userId() == null || lost.userId().equals(to.userId());
        if (theirs && (order == null || !isAsDecided(order, lost.decision()))) {
            messages.tell(tables, to, verdictId, MessageKind.DECISION_STALE, now);
        }
    }

    /** A withdrawal names nobody, and a newer revision may name somebody else: then it is the applicant of what was decided on. */
    private static Submitted addressee(Tables tables, Submitted newest, PendingDecision lost) {
        String userId = newest.userId();
        if (userId != null && (lost.userId() == null || lost.userId().equals(userId))) {
            return newest;
        }
        return tables.confirmations()
                .revisionOf(lost.verdictId())
                .map(revision ->
                        tables.workOrders().submitted(newest.key(), revision).withRevision(newest.revision()))
                .orElse(newest);
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
