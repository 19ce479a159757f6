package org.dupcheck.notifier.events;

import java.time.Instant;
import java.util.Objects;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Mode;
import org.dupcheck.store.Transaction;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.WorkOrderState;

/**
 * What the end of a check leads to. An event only names the document and the revision to look at: what is done rests on
 * the row of the check, locked, and on the verdict that it holds. An event about a revision that is not the current one
 * has no effect, and one that tells an end wrongly has the effect of the right one.
 */
public final class VerdictHandling {
    private final Outbox outbox;
    private final ConfirmationHandling confirmations;

    /** @param confirmations applies a decision that came before the verdict's event */
    public VerdictHandling(Outbox outbox, ConfirmationHandling confirmations) {
        this.outbox = outbox;
        this.confirmations = confirmations;
    }

    /** Acts on how the check of that revision stands, if it is the current one. */
    Handled apply(Transaction tables, BusinessKey key, long revision, Instant now) {
        CurrentCheck check = tables.workOrders().lockCheck(key).orElse(null);
        if (check == null || check.revision() != revision) {
            return Handled.NOTHING;
        }
        return switch (check.state()) {
            case FINISHED -> finished(tables, key, Objects.requireNonNull(check.verdictId()), check, now);
            case FAILED -> failed(tables, key, check, now);
            case WITHDRAWN -> withdrawn(tables, key, check, now);
            case QUEUED, RUNNING, SUPERSEDED -> Handled.NOTHING; // it is tried again: there will be another event
        };
    }

    private Handled finished(Transaction tables, BusinessKey key, String verdictId, CurrentCheck check, Instant now) {
        if (check.mode() != Mode.SUBMIT) {
            return Handled.NOTHING;
        }
        Submitted submitted = tables.workOrders().submitted(key, check.revision());
        WorkOrderState state = check.clean() ? WorkOrderState.SUBMITTED : WorkOrderState.AWAITING_CONFIRMATION;
        if (!tables.workOrders().begin(submitted, verdictId, state, now)) {
            return new Handled(false, verdictId); // done before, but perhaps not published
        }
        tables.confirmations().closeOvertaken(key, verdictId);
        tables.siteMessages().voidOvertaken(key, check.revision(), now);
        tables.deliveries().voidPending(key, check.revision() - 1, now);
        if (check.clean()) {
            outbox.submit(tables, submitted, verdictId, false, now);
            outbox.tellVerdict(tables, submitted, MessageKind.CLEAN, check, now);
            return new Handled(false, verdictId);
        }
        MessageKind kind = check.reasons().contains(ConfirmationReason.DUPLICATES)
                ? MessageKind.DUPLICATES
                : MessageKind.CONFIRMATION_NEEDED;
        outbox.tellVerdict(tables, submitted, kind, check, now);
        boolean sms = outbox.sms(tables, submitted, kind, check, now);
        confirmations.conclude(tables, key, verdictId, check, now);
        return new Handled(sms, verdictId);
    }

    private Handled failed(Transaction tables, BusinessKey key, CurrentCheck check, Instant now) {
        if (check.mode() == Mode.SUBMIT) {
            tables.confirmations().closeOvertaken(key, null);
            Submitted submitted = tables.workOrders().submitted(key, check.revision());
            outbox.tell(tables, submitted, null, MessageKind.CHECK_FAILED, now);
        }
        return Handled.NOTHING;
    }

    /** Takes back this and older revisions. */
    private Handled withdrawn(Transaction tables, BusinessKey key, CurrentCheck check, Instant now) {
        tables.confirmations().closeOvertaken(key, null);
        outbox.takeBack(tables, key, check.revision(), now);
        return Handled.NOTHING;
    }
}
