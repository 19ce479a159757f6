package org.dupcheck.notifier.events;

import java.time.Instant;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.store.Transaction;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.DecisionOutcome;
import org.dupcheck.store.workorders.PendingDecision;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.WorkOrderState;

/**
 * What an applicant's decision leads to. It is bound to one verdict, and takes effect only while that verdict is the
 * current one, by the locked row of the check. It may arrive before the verdict's own event: then it is kept, and that
 * event applies it.
 */
public final class ConfirmationHandling {
    private final Outbox outbox;

    /** @param outbox takes what a decision leads to */
    public ConfirmationHandling(Outbox outbox) {
        this.outbox = outbox;
    }

    /** @throws InvalidMessageException where the document never had such a verdict */
    Handled apply(Transaction tables, ConfirmationEvent event, Instant now) {
        Optional<CurrentCheck> check = tables.workOrders().lockCheck(event.key());
        if (check.isEmpty() || !tables.confirmations().record(event, now)) {
            throw new InvalidMessageException(
                    ErrorCode.NOT_FOUND, "verdictId", "this business document never had such a verdict");
        }
        conclude(tables, event.key(), event.verdictId(), check.get(), now);
        return new Handled(false, event.verdictId());
    }

    /** Applies the decision on this verdict, if there is one that waits. */
    void conclude(Transaction tables, BusinessKey key, String verdictId, CurrentCheck check, Instant now) {
        Optional<PendingDecision> pending = tables.confirmations().pending(verdictId);
        if (pending.isEmpty()) {
            return;
        }
        if (!check.awaitsDecisionOn(verdictId) && withdraws(tables, key, check.revision(), pending.get(), now)) {
            tables.confirmations().setOutcome(verdictId, DecisionOutcome.APPLIED);
        } else if (!check.awaitsDecisionOn(verdictId)) {
            tables.confirmations().setOutcome(verdictId, DecisionOutcome.STALE);
        } else if (tables.workOrders().hasBegun(key, check.revision(), verdictId)) {
            boolean applied = decide(tables, key, check.revision(), pending.get(), now);
            tables.confirmations().setOutcome(verdictId, applied ? DecisionOutcome.APPLIED : DecisionOutcome.STALE);
        }
    }

    /**
     * The verdict has been replaced since, and the order still rests on it. Whoever withdraws does so whatever the new one
     * says: it may be clean, and would submit the order.
     */
    private boolean withdraws(
            Transaction tables, BusinessKey key, long revision, PendingDecision decision, Instant now) {
        return decision.decision() == Decision.WITHDRAW && decide(tables, key, revision, decision, now);
    }

    private boolean decide(Transaction tables, BusinessKey key, long revision, PendingDecision decision, Instant now) {
        boolean confirmed = decision.decision() == Decision.CONFIRM;
        WorkOrderState state = confirmed ? WorkOrderState.SUBMITTED : WorkOrderState.WITHDRAWN;
        Optional<String> workOrder = tables.workOrders().decide(key, revision, decision, state, now);
        if (workOrder.isEmpty()) {
            return false;
        }
        tables.deliveries().voidPending(key, revision, now);
        if (confirmed) {
            Submitted submitted = tables.workOrders().submitted(key, revision).withWorkOrder(workOrder.get());
            outbox.submit(tables, submitted, decision.verdictId(), true, now);
            outbox.tell(tables, submitted, decision.verdictId(), MessageKind.CONFIRMED, now);
        } else {
            tables.siteMessages().voidAll(key, revision, now);
        }
        return true;
    }
}
