package org.dupcheck.notifier.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.notifier.due.Next;
import org.dupcheck.notifier.workorders.Cause;
import org.dupcheck.notifier.workorders.OrderMoves;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.OrderTrigger;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.WorkOrder;
import org.dupcheck.store.workorders.WorkOrderState;

/**
 * Reminds applicants who are to decide, and gives their work orders up when the time is over. What is done and the end of
 * the claim are one transaction: so it is done once, whichever node dies. Thread-safe.
 */
public final class DeadlineHandler {
    private static final Duration WHILE_CHECKED = Duration.ofMinutes(1);

    private final Store store;
    private final Clock clock;
    private final OrderMoves orders;
    private final ApplicantMessages messages;

    /** @param clock for when it was told; when it is due is the database's business */
    public DeadlineHandler(Store store, Clock clock, OrderMoves orders, ApplicantMessages messages) {
        this.store = store;
        this.clock = clock;
        this.orders = orders;
        this.messages = messages;
    }

    /** Reminds the applicant, if the answer is still waited for. */
    public Next remind(Due due) {
        return once(due, OrderMoves.reminded(due.subject()), (tables, order) -> {
            Submitted submitted = tables.workOrders().submitted(order.key(), order.revision());
            String number = OrderMoves.numberOfReminder(due.subject());
            messages.remind(tables, submitted, order.verdictId(), number, clock.instant());
        });
    }

    /** Gives the order up, if the answer is still waited for. */
    public Next expire(Due due) {
        return once(due, BusinessKey.parse(due.subject()), (tables, order) -> {
            Instant now = clock.instant();
            orders.move(tables, order, OrderTrigger.TIMED_OUT, Cause.of(order.verdictId(), now));
            tables.siteMessages().voidOvertaken(order.key(), order.revision(), now);
            tables.deliveries().voidPending(order.key(), order.revision(), now);
            Submitted submitted = tables.workOrders().submitted(order.key(), order.revision());
            messages.tell(tables, submitted, order.verdictId(), MessageKind.EXPIRED, now);
        });
    }

    private Next once(Due due, BusinessKey key, Step step) {
        store.run(tables -> {
            Optional<CurrentCheck> check = tables.workOrders().lockCheck(key);
            if (check.filter(CurrentCheck::isUnderWay).isPresent()) {
                boolean unused = tables.due().again(due, WHILE_CHECKED);
                return; // the same text may come out, and then the question stands
            }
            if (tables.due().done(due) && check.isPresent()) {
                tables.workOrders()
                        .order(key)
                        .filter(order -> order.state() == WorkOrderState.AWAITING_CONFIRMATION
                                && order.revision() == check.get().revision())
                        .ifPresent(order -> step.run(tables, order));
            }
        });
        return Next.SETTLED;
    }

    /** What happens in the transaction. */
    @FunctionalInterface
    private interface Step {
        void run(Tables tables, WorkOrder order);
    }
}
