package org.dupcheck.notifier.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    private final Runnable published;

    /**
     * @param clock for when it was told; when it is due is the database's business
     * @param published called after a transaction that may leave commands to be published
     */
    public DeadlineHandler(
            Store store, Clock clock, OrderMoves orders, ApplicantMessages messages, Runnable published) {
        this.store = store;
        this.clock = clock;
        this.orders = orders;
        this.messages = messages;
        this.published = published;
    }

    /** Reminds the applicant, if the answer is still waited for. */
    public Next remind(Due due) {
        return once(due, OrderMoves.reminded(due.subject()), (tables, order) -> {
            Submitted submitted = tables.workOrders().submitted(order.key(), order.revision());
            String number = OrderMoves.numberOfReminder(due.subject());
            Notice reminder = Notice.of(MessageKind.REMINDER).again(number + ' ' + round(tables, order));
            messages.tell(tables, submitted, order.verdictId(), reminder, clock.instant());
        });
    }

    /** Gives the order up, if the answer is still waited for. */
    public Next expire(Due due) {
        Next next = once(due, BusinessKey.parse(due.subject()), (tables, order) -> {
            Instant now = clock.instant();
            boolean takesBack = orders.canTakeBack(tables, order);
            orders.move(tables, order, OrderTrigger.TIMED_OUT, Cause.of(order.verdictId(), now));
            tables.siteMessages().voidOvertaken(order.key(), order.revision(), now);
            tables.deliveries().voidPending(order.key(), order.revision(), now);
            Submitted submitted = tables.workOrders().submitted(order.key(), order.revision());
            Notice expired =
                    Notice.of(MessageKind.EXPIRED).afterEarlier(takesBack).again(round(tables, order));
            messages.tell(tables, submitted, order.verdictId(), expired, now);
        });
        published.run();
        return next;
    }

    /** The same text may be asked about more than once, and each time has its reminders and its end. */
    private static String round(Tables tables, WorkOrder order) {
        return String.valueOf(tables.workOrders().questions(order.key()));
    }

    /** What falls due while an event is still to come waits for it: the same text may come out, and then the question stands. */
    private Next once(Due due, BusinessKey key, Step step) {
        store.run(tables -> {
            CurrentCheck check = tables.workOrders().lockCheck(key).orElse(null);
            WorkOrder order = tables.workOrders().order(key).orElse(null);
            if (check != null && order != null && order.isOvertakenBy(check)) {
                boolean unused = tables.due().again(due, WHILE_CHECKED);
            } else if (tables.due().done(due) && check != null && order != null && isAsked(order, check)) {
                step.run(tables, order);
            }
        });
        return Next.SETTLED;
    }

    private static boolean isAsked(WorkOrder order, CurrentCheck check) {
        String verdictId = check.verdictId();
        return order.state() == WorkOrderState.AWAITING_CONFIRMATION
                && verdictId != null
                && order.restsOn(check.revision(), verdictId);
    }

    /** What happens in the transaction. */
    @FunctionalInterface
    private interface Step {
        void run(Tables tables, WorkOrder order);
    }
}
