package org.dupcheck.notifier.events;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.store.Transaction;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.ToldVerdict;
import org.dupcheck.store.workorders.WorkOrderState;

/**
 * What the end of a check leads to. An event only names the document and the revision to look at: what is done rests on
 * the row of the check, locked, and on the verdict that it holds. An event about a revision that is not the current one
 * has no effect, and one that tells an end wrongly has the effect of the right one.
 */
public final class VerdictHandling {
    private final JsonCodec codec;
    private final Outbox outbox;
    private final ConfirmationHandling confirmations;

    /**
     * @param codec reads policies
     * @param confirmations applies a decision that came before the verdict's event
     */
    public VerdictHandling(JsonCodec codec, Outbox outbox, ConfirmationHandling confirmations) {
        this.codec = codec;
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
        if (check.clean() && tables.rechecks().requestForDecision(key, check.revision(), now)) {
            return Handled.NOTHING; // the reference set has moved on: there will be another event
        }
        Submitted submitted = tables.workOrders().submitted(key, check.revision());
        if (check.followsAChange()) {
            Optional<ToldVerdict> told = tables.workOrders().told(key, check.revision());
            if (told.isPresent()) {
                return followed(tables, submitted, verdictId, check, told.get(), now);
            }
        }
        if (!tables.workOrders().begin(submitted, verdictId, stateAfter(check), now)) {
            return new Handled(false, verdictId); // done before, but perhaps not published
        }
        tables.deliveries().voidPending(key, check.revision() - 1, now);
        boolean sms = begun(tables, submitted, verdictId, check, true, now);
        return new Handled(sms, verdictId);
    }

    private static WorkOrderState stateAfter(CurrentCheck check) {
        return check.clean() ? WorkOrderState.SUBMITTED : WorkOrderState.AWAITING_CONFIRMATION;
    }

    /**
     * A change of the reference set, of the policy or of other open submissions has changed the answer for an order that there is already. One that
     * waits goes by the new answer. One that is submitted stays so. The applicant is told where it makes a difference.
     */
    private Handled followed(
            Transaction tables,
            Submitted submitted,
            String verdictId,
            CurrentCheck check,
            ToldVerdict told,
            Instant now) {
        if (told.state() == WorkOrderState.WITHDRAWN && told.declined()) {
            return Handled.NOTHING; // the applicant's word stands, whatever the verdict
        }
        double moves =
                tables.policies().inForce(codec, submitted.key().businessType()).tellWhenContainmentMoves();
        boolean another = !told.verdictId().equals(verdictId);
        boolean moved = told.isOvertakenBy(check, moves);
        boolean news = told.state() == WorkOrderState.WITHDRAWN || (another && moved);
        boolean sms = false;
        boolean begun = tables.workOrders().begin(submitted, verdictId, stateAfter(check), now);
        if (begun) {
            sms = begun(tables, submitted, verdictId, check, news, now);
        } else if (told.state() == WorkOrderState.SUBMITTED && news) {
            tables.siteMessages().voidOvertaken(submitted.key(), submitted.revision(), now);
            outbox.tellVerdict(tables, submitted, MessageKind.VERDICT_CHANGED, check, now);
        }
        boolean heard = news || (begun && check.clean());
        tables.workOrders().setTold(submitted.key(), submitted.revision(), heard ? verdictId : told.verdictId());
        return new Handled(sms, verdictId);
    }

    /**
     * What the new state of an order leads to.
     *
     * @param tell whether a state that waits is told
     * @return whether there is an SMS to send
     */
    private boolean begun(
            Transaction tables, Submitted submitted, String verdictId, CurrentCheck check, boolean tell, Instant now) {
        BusinessKey key = submitted.key();
        tables.confirmations().closeOvertaken(key, verdictId);
        boolean sms = false;
        if (check.clean()) {
            tables.siteMessages().voidOvertaken(key, check.revision(), now);
            tables.deliveries().voidPending(key, check.revision(), now);
            outbox.submit(tables, submitted, verdictId, false, now);
            outbox.tellVerdict(tables, submitted, MessageKind.CLEAN, check, now);
            return false;
        }
        if (tell) {
            tables.siteMessages().voidOvertaken(key, check.revision(), now);
            MessageKind kind = check.reasons().contains(ConfirmationReason.DUPLICATES)
                    ? MessageKind.DUPLICATES
                    : MessageKind.CONFIRMATION_NEEDED;
            outbox.tellVerdict(tables, submitted, kind, check, now);
            sms = outbox.sms(tables, submitted, kind, check, now);
        }
        confirmations.conclude(tables, key, verdictId, check, now);
        return sms;
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
