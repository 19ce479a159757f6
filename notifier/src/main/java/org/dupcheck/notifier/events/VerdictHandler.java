package org.dupcheck.notifier.events;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.notifier.workorders.Cause;
import org.dupcheck.notifier.workorders.OrderMoves;
import org.dupcheck.store.Tables;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.OrderTrigger;
import org.dupcheck.store.workorders.PendingDecision;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.ToldVerdict;
import org.dupcheck.store.workorders.WorkOrder;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the end of a check leads to. An event only names the document and the revision to look at: what is done rests on
 * the row of the check, locked, and on the verdict that it holds. An event about a revision that is not the current one
 * has no effect, and one that tells an end wrongly has the effect of the right one.
 */
public final class VerdictHandler {
    private static final Logger LOG = LoggerFactory.getLogger(VerdictHandler.class);

    private final OrderMoves orders;
    private final ApplicantMessages messages;
    private final ConfirmationHandler confirmations;

    /** @param confirmations applies a decision that came before the verdict's event, or that counts for this verdict too */
    public VerdictHandler(OrderMoves orders, ApplicantMessages messages, ConfirmationHandler confirmations) {
        this.orders = orders;
        this.messages = messages;
        this.confirmations = confirmations;
    }

    /**
     * What an event says of a check.
     *
     * @param error of one that failed, which names the try; null for others
     */
    record End(CheckState state, @Nullable String error) {
        /** The row shows a failure between two tries too, and the event may be of an earlier run: the last try is told as it is stored. */
        boolean tellsFailureOf(CurrentCheck check) {
            return state == CheckState.FAILED && Objects.equals(error, check.error());
        }
    }

    /** Acts on how the check of that revision stands, if it is the current one. */
    FollowUp apply(Tables tables, BusinessKey key, long revision, End told, Instant now) {
        CurrentCheck check = tables.workOrders().lockCheck(key).orElse(null);
        if (check == null || check.revision() != revision) {
            return FollowUp.NOTHING;
        }
        return switch (check.state()) {
            case FINISHED -> finished(tables, key, check, now);
            case FAILED -> told.tellsFailureOf(check) ? failed(tables, key, check, now) : FollowUp.NOTHING;
            case WITHDRAWN -> withdrawn(tables, key, check, now);
            case QUEUED, RUNNING, SUPERSEDED -> FollowUp.NOTHING; // it is tried again: there will be another event
        };
    }

    private FollowUp finished(Tables tables, BusinessKey key, CurrentCheck check, Instant now) {
        if (!check.hasAnswered()) {
            return FollowUp.NOTHING;
        }
        if (check.clean() && tables.recheckRequests().forDecision(key, check.revision(), now)) {
            return FollowUp.NOTHING; // the reference set has moved on: there will be another event
        }
        String verdictId = Objects.requireNonNull(check.verdictId());
        Submitted submitted = tables.workOrders().submitted(key, check.revision());
        WorkOrder order = orders.current(tables, submitted, check, now);
        if (verdictId.equals(order.verdictId())) {
            orders.announce(tables, key, now);
            return FollowUp.NOTHING; // done before
        }
        ToldVerdict told = tables.workOrders().told(key).orElse(null);
        boolean news = told == null
                || told.isOvertakenBy(check, orders.policy(tables, key).tellWhenContainmentMoves());
        PendingDecision declined =
                tables.confirmations().pendingWithdrawal(key, verdictId).orElse(null);
        boolean submits = check.clean() && declined == null;
        OrderTrigger event = submits ? OrderTrigger.CLEAN : OrderTrigger.ASKED;
        Optional<WorkOrder> moved = orders.move(tables, order, event, Cause.of(verdictId, now));
        if (moved.isEmpty()) {
            return changed(tables, submitted, order, check, news, now);
        }
        if (declined != null) {
            FollowUp settled =
                    confirmations.settle(tables, moved.get(), declined, check, now); // whatever is found in it
            confirmations.closePending(tables, submitted, verdictId, now);
            return settled;
        }
        News what = new News(submitted, check, verdictId, told);
        boolean another =
                told == null || news || told.clean() != check.clean() || (!submits && !told.settlesQuestion());
        return submits ? clean(tables, what, another, now) : asked(tables, what, order, moved.get(), another, now);
    }

    /** An answer, with what the applicant was told before; null where that is nothing that still holds. */
    private record News(
            Submitted submitted,
            CurrentCheck check,
            String verdictId,
            @Nullable ToldVerdict told) {
        BusinessKey key() {
            return submitted.key();
        }
    }

    private FollowUp clean(Tables tables, News news, boolean tell, Instant now) {
        confirmations.closePending(tables, news.submitted(), news.verdictId(), now);
        tables.deliveries().voidPending(news.key(), news.check().revision(), now);
        if (tell) {
            tables.siteMessages().voidOvertaken(news.key(), news.check().revision(), now);
            boolean unused = messages.tellVerdict(tables, news.submitted(), MessageKind.CLEAN, news.check(), now);
            tables.workOrders().setTold(news.key(), news.verdictId());
        } else {
            tables.siteMessages().carryOver(news.key(), news.check().revision(), news.verdictId());
        }
        return new FollowUp(false, true);
    }

    private FollowUp asked(Tables tables, News news, WorkOrder before, WorkOrder asked, boolean tell, Instant now) {
        BusinessKey key = news.key();
        CurrentCheck check = news.check();
        MessageKind kind = check.reasons().contains(ConfirmationReason.DUPLICATES)
                ? MessageKind.DUPLICATES
                : MessageKind.CONFIRMATION_NEEDED;
        boolean deliveries;
        if (tell) {
            tables.confirmations().reopen(news.verdictId());
            tables.deliveries().voidPending(key, check.revision(), now);
            tables.siteMessages().voidOvertaken(key, check.revision(), now);
            deliveries = messages.tellVerdict(tables, news.submitted(), kind, check, now);
            tables.workOrders().setAsked(key, news.verdictId());
            orders.awaitDecision(tables, key);
        } else {
            if (before.state() == WorkOrderState.WAITING_CHECK) {
                orders.goOnAwaiting(tables, key);
            }
            tables.siteMessages().carryOver(key, check.revision(), news.verdictId());
            // the same text sent again: while it was checked, a question that had not gone out was no longer true
            deliveries = messages.askAgain(tables, news.submitted(), kind, check, now);
        }
        FollowUp concluded = confirmations.conclude(tables, key, check, now);
        if (concluded == null) {
            concluded = confirmedBefore(tables, news, asked, now);
        }
        confirmations.closePending(tables, news.submitted(), news.verdictId(), now);
        return concluded.and(new FollowUp(deliveries, false));
    }

    /** The very same was confirmed before: somebody has sent the same text once more. */
    private FollowUp confirmedBefore(Tables tables, News news, WorkOrder asked, Instant now) {
        ToldVerdict told = news.told();
        PendingDecision before = told == null || !told.same() ? null : told.confirmed();
        return before == null ? FollowUp.NOTHING : confirmations.repeat(tables, asked, before, news.check(), now);
    }

    /**
     * The world has changed for an order that is decided. One that is submitted stays so, and the applicant is told where it
     * makes a difference. One that is given up stays so, whatever the verdict.
     */
    private FollowUp changed(
            Tables tables, Submitted submitted, WorkOrder order, CurrentCheck check, boolean news, Instant now) {
        orders.announce(tables, submitted.key(), now);
        confirmations.closePending(tables, submitted, check.verdictId(), now);
        if (order.state() == WorkOrderState.SUBMITTED && news) {
            tables.siteMessages().voidOvertaken(submitted.key(), submitted.revision(), now);
            boolean unused = messages.tellVerdict(tables, submitted, MessageKind.VERDICT_CHANGED, check, now);
            tables.workOrders().setTold(submitted.key(), Objects.requireNonNull(check.verdictId()));
        }
        return FollowUp.NOTHING;
    }

    private FollowUp failed(Tables tables, BusinessKey key, CurrentCheck check, Instant now) {
        Submitted submitted = tables.workOrders().submitted(key, check.revision());
        WorkOrder order = orders.current(tables, submitted, check, now);
        if (orders.move(tables, order, OrderTrigger.FAILED, Cause.of(null, now)).isPresent()) {
            LOG.warn("the check of {} revision {} has failed for good; its work order waits", key, check.revision());
            confirmations.closePending(tables, submitted, null, now);
            tables.siteMessages().voidOvertaken(key, check.revision(), now);
            Notice failed = Notice.of(MessageKind.CHECK_FAILED).afterEarlier(order.commandId() != null);
            messages.tell(tables, submitted, null, failed, now);
        }
        return FollowUp.NOTHING;
    }

    /** Takes back this and older revisions. What was decided and waits comes to nothing, and that is told after the voiding. */
    private FollowUp withdrawn(Tables tables, BusinessKey key, CurrentCheck check, Instant now) {
        boolean commands = false;
        boolean before = false;
        WorkOrder order = tables.workOrders().order(key).orElse(null);
        if (order != null && order.revision() <= check.revision()) {
            commands = order.commandId() != null;
            before = order.isTakenBack();
            Cause cause = new Cause(order.verdictId(), null, check.withdrawnBy(), now);
            orders.move(tables, order, OrderTrigger.TAKEN_BACK, cause);
        }
        if (check.withdrawnBy() != null) {
            tables.workOrders().forgetWhoWithdrew(key); // it is noted
        }
        if (!before) { // what was told since is about the withdrawal, and stays true
            tables.siteMessages().voidAll(key, check.revision(), now);
            tables.deliveries().voidAll(key, check.revision(), now);
        }
        confirmations.closePending(tables, tables.workOrders().submitted(key, check.revision()), null, now);
        return new FollowUp(false, commands);
    }
}
