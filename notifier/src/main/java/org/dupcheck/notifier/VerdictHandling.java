package org.dupcheck.notifier;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.store.Transaction;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.WorkOrderState;

/**
 * What the end of a check leads to. The event only says that something happened; what is done rests on the row of the
 * check, locked, and on the verdict that it holds: an event about a verdict that is no longer the current one has no
 * effect, and one that tells a verdict wrongly has the effect of the right one.
 */
final class VerdictHandling {
    private final Outbox outbox;
    private final ConfirmationHandling confirmations;

    VerdictHandling(Outbox outbox, ConfirmationHandling confirmations) {
        this.outbox = outbox;
        this.confirmations = confirmations;
    }

    /** @return whether there is something to send by SMS */
    boolean apply(Transaction tables, VerdictEvent event, Instant now) {
        Optional<CurrentCheck> check = tables.workOrders().lockCheck(event.key());
        if (event.state() == CheckState.WITHDRAWN) {
            withdrawn(tables, event, check, now);
        } else if (check.isPresent()) {
            if (event.state() == CheckState.FINISHED) {
                return finished(tables, event.key(), Objects.requireNonNull(event.verdictId()), check.get(), now);
            }
            failed(tables, event, check.get(), now);
        }
        return false;
    }

    private boolean finished(Transaction tables, BusinessKey key, String verdictId, CurrentCheck check, Instant now) {
        if (!check.hasVerdict(verdictId) || check.mode() != Mode.SUBMIT) {
            confirmations.settle(tables, key, verdictId, check, now); // a decision that waits is stale as well
            return false;
        }
        Submitted submitted = tables.workOrders().submitted(key, check.revision());
        WorkOrderState state = check.clean() ? WorkOrderState.SUBMITTED : WorkOrderState.AWAITING_CONFIRMATION;
        if (!tables.workOrders().begin(submitted, verdictId, state, now)) {
            return false; // handled before, all of it
        }
        tables.siteMessages().voidOvertaken(key, check.revision(), now);
        tables.deliveries().voidPending(key, check.revision() - 1, now);
        if (check.clean()) {
            outbox.submit(tables, submitted, verdictId, false, now);
            outbox.tellVerdict(tables, submitted, MessageKind.CLEAN, check, now);
            return false;
        }
        MessageKind kind = check.reasons().contains(ConfirmationReason.DUPLICATES)
                ? MessageKind.DUPLICATES
                : MessageKind.CONFIRMATION_NEEDED;
        outbox.tellVerdict(tables, submitted, kind, check, now);
        boolean sms = outbox.sms(tables, submitted, kind, check, now);
        confirmations.settle(tables, key, verdictId, check, now);
        return sms;
    }

    /** The check may have been tried again since, and be running or even finished: then there is nothing to tell. */
    private void failed(Transaction tables, VerdictEvent event, CurrentCheck check, Instant now) {
        boolean current = check.revision() == event.revision() && check.state() == CheckState.FAILED;
        if (!current || check.mode() != Mode.SUBMIT) {
            return;
        }
        Submitted submitted = tables.workOrders().submitted(event.key(), event.revision());
        outbox.tell(tables, submitted, null, MessageKind.CHECK_FAILED, now);
    }

    /**
     * Takes back this and older revisions. What came later is left alone: a newer revision by the comparison of revisions,
     * the same one sent again, and one whose order was submitted before the withdrawal came, by the state of the check.
     */
    private void withdrawn(Transaction tables, VerdictEvent event, Optional<CurrentCheck> check, Instant now) {
        boolean sentAgain = check.filter(
                        row -> row.revision() <= event.revision() && row.state() != CheckState.WITHDRAWN)
                .isPresent();
        if (!sentAgain) {
            outbox.takeBack(tables, event.key(), event.revision(), now);
        }
    }
}
