package org.dupcheck.notifier.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.notifier.due.DueHandler;
import org.dupcheck.notifier.due.Next;
import org.dupcheck.notifier.workorders.Cause;
import org.dupcheck.notifier.workorders.OrderMoves;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.reviews.ReviewAct;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.OrderTrigger;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.WorkOrder;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer's decision does to the work order. The gateway stores the decision and lets this become due, in one
 * transaction; what counts is how it stands on the current verdict when it is looked at. What is done and the end of the
 * claim are one transaction. Thread-safe.
 */
public final class ReviewHandler implements DueHandler {
    /** The event of a verdict that was stored is read within moments, unless the brokers are away. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private static final int MAX_LOOKS = 10_000;

    private final Store store;
    private final Clock clock;
    private final OrderMoves orders;
    private final ApplicantMessages messages;
    private final Runnable published;

    /** @param published called after a transaction that leaves commands to be published */
    public ReviewHandler(Store store, Clock clock, OrderMoves orders, ApplicantMessages messages, Runnable published) {
        this.store = store;
        this.clock = clock;
        this.orders = orders;
        this.messages = messages;
        this.published = published;
    }

    @Override
    public Next handle(Due due) {
        BusinessKey key = BusinessKey.parse(due.subject());
        store.run(tables -> {
            CurrentCheck check = tables.workOrders().lockCheck(key).orElse(null);
            WorkOrder order = tables.workOrders().order(key).orElse(null);
            if (check != null && isStillToCome(check, order) && due.attempts() < MAX_LOOKS) {
                boolean unused = tables.due().again(due, LOOK_AGAIN);
            } else if (tables.due().done(due) && check != null && check.hasAnswered() && order != null) {
                apply(tables, check, order, clock.instant());
            }
        });
        published.run();
        return Next.SETTLED;
    }

    /** Whether the event of the current verdict has not been handled yet. */
    private static boolean isStillToCome(CurrentCheck check, @Nullable WorkOrder order) {
        return check.hasAnswered() && (order == null || !order.hasTaken(check));
    }

    private void apply(Tables tables, CurrentCheck check, WorkOrder order, Instant now) {
        BusinessKey key = order.key();
        String verdictId = check.verdictId();
        ReviewAct act = verdictId == null
                ? null
                : tables.verdictReviews().decisionCountingFor(key, verdictId).orElse(null);
        if (verdictId == null || act == null) {
            return;
        }
        switch (act.kind()) {
            case ACCEPT -> {
                if (move(tables, order, OrderTrigger.ACCEPTED, act, now)) {
                    tell(tables, order, notice(MessageKind.REVIEW_ACCEPTED, verdictId, act), now);
                }
            }
            case RETURN -> {
                if (move(tables, order, OrderTrigger.RETURNED, act, now)) {
                    tables.deliveries().voidPending(key, order.revision(), now);
                    tell(tables, order, notice(MessageKind.RETURNED, verdictId, act), now);
                }
            }
            case EXPLAIN -> {
                if (order.state() != WorkOrderState.WITHDRAWN && order.state() != WorkOrderState.EXPIRED) {
                    messages.tell(
                            tables,
                            submitted(tables, order),
                            verdictId,
                            notice(MessageKind.EXPLANATION_ASKED, verdictId, act),
                            now);
                }
            }
            case EXCLUDE, RESTORE -> {} // no decisions
        }
    }

    private boolean move(Tables tables, WorkOrder order, OrderTrigger event, ReviewAct act, Instant now) {
        Cause cause = new Cause(order.verdictId(), act.note(), act.userId(), now);
        return orders.move(tables, order, event, cause).isPresent();
    }

    /** Each of a reviewer's acts is told, though the content is the same. */
    private static Notice notice(MessageKind kind, String verdictId, ReviewAct act) {
        return Notice.of(kind).withNote(act.note()).again(verdictId + ' ' + act.number());
    }

    private void tell(Tables tables, WorkOrder order, Notice notice, Instant now) {
        tables.siteMessages().voidOvertaken(order.key(), order.revision(), now);
        messages.tell(tables, submitted(tables, order), order.verdictId(), notice, now);
    }

    private static Submitted submitted(Tables tables, WorkOrder order) {
        return tables.workOrders().submitted(order.key(), order.revision());
    }
}
