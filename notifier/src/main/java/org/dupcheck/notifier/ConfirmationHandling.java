package org.dupcheck.notifier;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.runtime.database.Session;

/**
 * What an applicant's decision leads to. It is bound to one verdict, and takes effect only while that verdict is the
 * current one, by the locked row of the check. It may arrive before the verdict's own event: then it is kept, and that
 * event applies it.
 */
final class ConfirmationHandling {
    private final WorkOrders workOrders;
    private final Outbox outbox;
    private final Confirmations confirmations;

    ConfirmationHandling(WorkOrders workOrders, Outbox outbox, Confirmations confirmations) {
        this.workOrders = workOrders;
        this.outbox = outbox;
        this.confirmations = confirmations;
    }

    /**
     * Within a transaction.
     *
     * @throws InvalidMessageException where the document never had such a verdict
     */
    void apply(Session session, ConfirmationEvent event, Instant now) throws SQLException {
        Optional<CurrentCheck> check = CurrentCheck.lock(session, event.key());
        if (check.isEmpty() || !confirmations.record(session, event)) {
            throw new InvalidMessageException(
                    ErrorCode.NOT_FOUND, "verdictId", "this business document never had such a verdict");
        }
        settle(session, event.key(), event.verdictId(), check.get(), now);
    }

    /** Applies the decision on this verdict, if there is one that waits. */
    void settle(Session session, BusinessKey key, String verdictId, CurrentCheck check, Instant now)
            throws SQLException {
        Optional<Confirmations.Pending> pending = confirmations.pending(session, verdictId);
        if (pending.isEmpty()) {
            return;
        }
        if (!check.awaitsDecisionOn(verdictId)) {
            confirmations.settle(session, verdictId, Confirmations.Outcome.STALE);
        } else if (workOrders.hasBegun(session, key, check.revision(), verdictId)) {
            boolean applied = decide(session, key, check.revision(), pending.get(), now);
            confirmations.settle(
                    session, verdictId, applied ? Confirmations.Outcome.APPLIED : Confirmations.Outcome.STALE);
        }
    }

    private boolean decide(Session session, BusinessKey key, long revision, Confirmations.Pending decision, Instant now)
            throws SQLException {
        boolean confirmed = decision.decision() == Decision.CONFIRM;
        WorkOrderState state = confirmed ? WorkOrderState.SUBMITTED : WorkOrderState.WITHDRAWN;
        Optional<String> workOrder = workOrders.decide(session, key, revision, decision, state, now);
        if (workOrder.isEmpty()) {
            return false;
        }
        outbox.deliveries().voidPending(session, key, revision, now);
        if (confirmed) {
            Submitted submitted = Submitted.read(session, key, revision).withWorkOrder(workOrder.get());
            outbox.commands().decide(session, submitted, decision.verdictId(), true, now);
            Messages.Text text = outbox.messages().siteMessage(MessageKind.CONFIRMED, submitted);
            outbox.siteMessages().write(session, submitted, decision.verdictId(), MessageKind.CONFIRMED, text, now);
        } else {
            outbox.siteMessages().voidAll(session, key, revision, now);
        }
        return true;
    }
}
