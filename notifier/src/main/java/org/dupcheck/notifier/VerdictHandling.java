package org.dupcheck.notifier;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.runtime.database.Session;

/**
 * What the end of a check leads to. The event only says that something happened; what is done rests on the row of the
 * check, locked: an event about a verdict that is no longer the current one has no effect.
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
        } else if (check.isPresent() && event.mode() == Mode.SUBMIT) {
            if (event.state() == CheckState.FINISHED) {
                return finished(session, event, check.get(), now);
            }
            failed(session, event, check.get(), now);
        }
        return false;
    }

    private boolean finished(Session session, VerdictEvent event, CurrentCheck check, Instant now) throws SQLException {
        String verdictId = Objects.requireNonNull(event.verdictId());
        if (!check.hasVerdict(verdictId)) {
            confirmations.settle(session, event.key(), verdictId, check, now); // a decision that waits is stale as well
            return false;
        }
        Submitted submitted = Submitted.read(session, event.key(), event.revision());
        Messages.Figures figures = new Messages.Figures(
                Objects.requireNonNull(event.containment()), Objects.requireNonNull(event.matchCount()));
        boolean clean = event.resultState() == ResultState.NONE;
        WorkOrderState state = clean ? WorkOrderState.SUBMITTED : WorkOrderState.AWAITING_CONFIRMATION;
        if (!workOrders.begin(session, submitted, verdictId, state, now)) {
            return false; // handled before, all of it
        }
        outbox.siteMessages().voidOvertaken(session, event.key(), event.revision(), now);
        outbox.deliveries().voidPending(session, event.key(), event.revision() - 1, now);
        if (clean) {
            outbox.commands().decide(session, submitted, verdictId, false, now);
            outbox.siteMessages().write(session, submitted, verdictId, MessageKind.CLEAN, figures, now);
            return false;
        }
        outbox.siteMessages().write(session, submitted, verdictId, MessageKind.DUPLICATES, figures, now);
        boolean sms = sms(session, submitted, figures, now);
        confirmations.settle(session, event.key(), verdictId, check, now);
        return sms;
    }

    private boolean sms(Session session, Submitted submitted, Messages.Figures figures, Instant now)
            throws SQLException {
        String phone = submitted.phone();
        if (phone == null) {
            return false;
        }
        outbox.deliveries().sms(session, submitted, phone, outbox.messages().sms(submitted, figures), now);
        return true;
    }

    /** The check may have been tried again since, and be running or even finished: then there is nothing to tell. */
    private void failed(Session session, VerdictEvent event, CurrentCheck check, Instant now) throws SQLException {
        if (check.revision() != event.revision() || check.state() != CheckState.FAILED) {
            return;
        }
        Submitted submitted = Submitted.read(session, event.key(), event.revision());
        outbox.siteMessages().write(session, submitted, null, MessageKind.CHECK_FAILED, Messages.Figures.NONE, now);
    }

    /**
     * Takes back this and older revisions. What came later is left alone: a newer revision by the comparison of revisions,
     * the same one sent again by the state of the check.
     */
    private void withdrawn(Session session, VerdictEvent event, Optional<CurrentCheck> check, Instant now)
            throws SQLException {
        boolean sentAgain = check.filter(
                        row -> row.revision() == event.revision() && row.state() != CheckState.WITHDRAWN)
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
