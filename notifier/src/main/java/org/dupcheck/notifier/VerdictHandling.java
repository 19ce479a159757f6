package org.dupcheck.notifier;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.runtime.database.Session;

/**
 * What the end of a check leads to. The event only says that something happened; what is done rests on the row of the
 * check, locked, and on the verdict that it holds: an event about a verdict that is no longer the current one has no
 * effect, and one that tells a verdict wrongly has the effect of the right one.
 */
final class VerdictHandling {
    private final WorkOrders workOrders;
    private final Outbox outbox;
    private final ConfirmationHandling confirmations;

    VerdictHandling(WorkOrders workOrders, Outbox outbox, ConfirmationHandling confirmations) {
        this.workOrders = workOrders;
        this.outbox = outbox;
        this.confirmations = confirmations;
    }

    /**
     * Within a transaction.
     *
     * @return whether there is something to send by SMS
     */
    boolean apply(Session session, VerdictEvent event, Instant now) throws SQLException {
        Optional<CurrentCheck> check = CurrentCheck.lock(session, event.key());
        if (event.state() == CheckState.WITHDRAWN) {
            withdrawn(session, event, check, now);
        } else if (check.isPresent()) {
            if (event.state() == CheckState.FINISHED) {
                return finished(session, event.key(), Objects.requireNonNull(event.verdictId()), check.get(), now);
            }
            failed(session, event, check.get(), now);
        }
        return false;
    }

    private boolean finished(Session session, BusinessKey key, String verdictId, CurrentCheck check, Instant now)
            throws SQLException {
        if (!check.hasVerdict(verdictId) || check.mode() != Mode.SUBMIT) {
            confirmations.settle(session, key, verdictId, check, now); // a decision that waits is stale as well
            return false;
        }
        Submitted submitted = Submitted.read(session, key, check.revision());
        WorkOrderState state = check.clean() ? WorkOrderState.SUBMITTED : WorkOrderState.AWAITING_CONFIRMATION;
        if (!workOrders.begin(session, submitted, verdictId, state, now)) {
            return false; // handled before, all of it
        }
        outbox.siteMessages().voidOvertaken(session, key, check.revision(), now);
        outbox.deliveries().voidPending(session, key, check.revision() - 1, now);
        if (check.clean()) {
            outbox.commands().decide(session, submitted, verdictId, false, now);
            tell(session, submitted, verdictId, MessageKind.CLEAN, check, now);
            return false;
        }
        MessageKind kind = check.reasons().contains(ConfirmationReason.DUPLICATES)
                ? MessageKind.DUPLICATES
                : MessageKind.CONFIRMATION_NEEDED;
        tell(session, submitted, verdictId, kind, check, now);
        boolean sms = sms(session, submitted, kind, check, now);
        confirmations.settle(session, key, verdictId, check, now);
        return sms;
    }

    private void tell(
            Session session, Submitted submitted, String verdictId, MessageKind kind, CurrentCheck check, Instant now)
            throws SQLException {
        Messages.Text text = outbox.messages().siteMessage(kind, submitted, check.figures(), check.reasons());
        outbox.siteMessages().write(session, submitted, verdictId, kind, text, now);
    }

    private boolean sms(Session session, Submitted submitted, MessageKind kind, CurrentCheck check, Instant now)
            throws SQLException {
        String phone = submitted.phone();
        if (phone == null) {
            return false;
        }
        String text = outbox.messages().sms(kind, submitted, check.figures(), check.reasons());
        outbox.deliveries().sms(session, submitted, phone, text, now);
        return true;
    }

    /** The check may have been tried again since, and be running or even finished: then there is nothing to tell. */
    private void failed(Session session, VerdictEvent event, CurrentCheck check, Instant now) throws SQLException {
        boolean current = check.revision() == event.revision() && check.state() == CheckState.FAILED;
        if (!current || check.mode() != Mode.SUBMIT) {
            return;
        }
        Submitted submitted = Submitted.read(session, event.key(), event.revision());
        Messages.Text text = outbox.messages().siteMessage(MessageKind.CHECK_FAILED, submitted);
        outbox.siteMessages().write(session, submitted, null, MessageKind.CHECK_FAILED, text, now);
    }

    /**
     * Takes back this and older revisions. What came later is left alone: a newer revision by the comparison of revisions,
     * the same one sent again, and one whose order was submitted before the withdrawal came, by the state of the check.
     */
    private void withdrawn(Session session, VerdictEvent event, Optional<CurrentCheck> check, Instant now)
            throws SQLException {
        boolean sentAgain = check.filter(
                        row -> row.revision() <= event.revision() && row.state() != CheckState.WITHDRAWN)
                .isPresent();
        if (sentAgain) {
            return;
        }
        BusinessKey key = event.key();
        workOrders.withdraw(session, key, event.revision(), now);
        outbox.siteMessages().voidAll(session, key, event.revision(), now);
        outbox.deliveries().voidPending(session, key, event.revision(), now);
    }
}
