package org.dupcheck.notifier.events;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.contract.WorkOrderEvent;
import org.dupcheck.notifier.due.Next;
import org.dupcheck.notifier.workorders.CommandChain;
import org.dupcheck.notifier.workorders.CommandMeters;
import org.dupcheck.notifier.workorders.OrderMoves;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.WorkOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the business module answers to a command, and that it does not. The first answer to a command counts. Where it takes
 * none of it, what it has is worked out from all commands and answers, and the applicant is told where that concerns the order
 * as it stands. Thread-safe.
 */
public final class AnswerHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerHandler.class);

    private final JsonCodec codec;
    private final OrderMoves orders;
    private final ApplicantMessages messages;
    private final CommandMeters meters;

    /** @param codec reads the commands that are answered */
    public AnswerHandler(JsonCodec codec, OrderMoves orders, ApplicantMessages messages, CommandMeters meters) {
        this.codec = codec;
        this.orders = orders;
        this.messages = messages;
        this.meters = meters;
    }

    /** @throws InvalidMessageException where the document has no such command */
    FollowUp apply(Tables tables, WorkOrderEvent event, Instant now) {
        BusinessKey key = event.key();
        CurrentCheck check = tables.workOrders().lockCheck(key).orElse(null);
        boolean first = tables.workOrderCommands().answer(key, event.commandId(), event.kind(), event.reason(), now);
        String json = tables.workOrderCommands().body(event.commandId()).orElse(null);
        WorkOrderCommand command = json == null ? null : codec.read(json, WorkOrderCommand.class);
        if (command == null || !command.key().equals(key)) {
            throw new InvalidMessageException(
                    ErrorCode.NOT_FOUND, "commandId", "this business document has no such command");
        }
        tables.due().cancel(DueKind.ANSWER, List.of(event.commandId()));
        if (first && event.kind() == WorkOrderEvent.Kind.REJECTED) {
            LOG.warn("the module of {} has rejected command {}", key, event.commandId());
            long newest = check == null ? command.revision() : check.revision();
            rejected(tables, new Rejection(command, event, newest), now);
            return new FollowUp(true, true);
        }
        return FollowUp.NOTHING;
    }

    /**
     * What the module does not take.
     *
     * @param newest revision of the document: what is told is about how it stands now
     */
    private record Rejection(WorkOrderCommand command, WorkOrderEvent event, long newest) {}

    private void rejected(Tables tables, Rejection rejection, Instant now) {
        WorkOrderCommand command = rejection.command();
        WorkOrder order = tables.workOrders().order(command.key()).orElse(null);
        if (order == null) {
            return;
        }
        CommandChain chain = orders.rejected(tables, order, now);
        if (command.kind() == WorkOrderCommand.Kind.CANCEL) {
            cancelRejected(tables, rejection, order, chain, now);
        } else if (command.commandId().equals(order.commandId()) || command.revision() == order.revision()) {
            tell(tables, rejection, MessageKind.REJECTED, now);
        }
    }

    /** What the module has never taken, or has in another command since, is nothing that the applicant could miss. */
    private void cancelRejected(Tables tables, Rejection rejection, WorkOrder order, CommandChain chain, Instant now) {
        WorkOrderCommand cancel = rejection.command();
        if (chain.isRejected(cancel.replaces())) {
            return;
        }
        boolean stands = Objects.equals(chain.standing(), cancel.replaces());
        if (!stands) {
            LOG.error(
                    "the module of {} keeps what command {} should take back, beside a newer one", order.key(), cancel);
        }
        if (stands || cancel.revision() == order.revision()) {
            tell(tables, rejection, MessageKind.CANCEL_REJECTED, now);
        }
    }

    /** Tells the applicant of the command, though a newer revision may be in place: it is news, and follows what was told of that. */
    private void tell(Tables tables, Rejection rejection, MessageKind kind, Instant now) {
        WorkOrderCommand command = rejection.command();
        Submitted submitted =
                tables.workOrders().submitted(command.key(), command.revision()).withRevision(rejection.newest());
        Notice notice = Notice.of(kind).withNote(rejection.event().reason()).again(command.commandId());
        messages.tell(tables, submitted, command.verdictId(), notice, now);
    }

    /** Alarms operators where a command has not been answered in the time that the policy gives. */
    public Next overdue(Due due, Store store) {
        if (!store.read(tables -> tables.workOrderCommands().isAnswered(due.subject()))) {
            LOG.warn("the business module has not answered command {} in time", due.subject());
            meters.unanswered();
        }
        return Next.DONE;
    }
}
