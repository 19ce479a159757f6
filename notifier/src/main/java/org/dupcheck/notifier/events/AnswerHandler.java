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
import org.dupcheck.notifier.workorders.CommandMeters;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.WorkOrder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the business module answers to a command, and that it does not. The first answer to a command counts. Where it takes
 * none of it, the applicant is told, and what the module has stands as before the command. Thread-safe.
 */
public final class AnswerHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerHandler.class);

    /** Commands of one document that are looked back over. */
    private static final int MAX_REJECTED = 100;

    private final JsonCodec codec;
    private final ApplicantMessages messages;
    private final CommandMeters meters;

    /** @param codec reads the commands that are answered */
    public AnswerHandler(JsonCodec codec, ApplicantMessages messages, CommandMeters meters) {
        this.codec = codec;
        this.messages = messages;
        this.meters = meters;
    }

    /** @throws InvalidMessageException where the document has no such command */
    FollowUp apply(Tables tables, WorkOrderEvent event, Instant now) {
        BusinessKey key = event.key();
        tables.workOrders().lockCheck(key);
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
            rejected(tables, command, event, now);
        }
        return FollowUp.NOTHING;
    }

    private void rejected(Tables tables, WorkOrderCommand command, WorkOrderEvent event, Instant now) {
        WorkOrder order = tables.workOrders().order(command.key()).orElse(null);
        boolean cancels = command.kind() == WorkOrderCommand.Kind.CANCEL;
        String standing = cancels ? null : command.commandId();
        if (order != null && Objects.equals(order.commandId(), standing)) {
            tables.workOrders().setCommand(command.key(), standsBefore(tables, command));
        } else if (cancels) {
            LOG.error(
                    "the module of {} keeps what command {} should take back, beside a newer one",
                    command.key(),
                    command);
        }
        Submitted submitted = tables.workOrders().submitted(command.key(), command.revision());
        MessageKind kind = cancels ? MessageKind.CANCEL_REJECTED : MessageKind.REJECTED;
        messages.tell(tables, submitted, command.verdictId(), kind, event.reason(), now);
    }

    /** The last command before it that the module has not rejected: that is what it has. */
    private @Nullable String standsBefore(Tables tables, WorkOrderCommand command) {
        String before = command.replaces();
        for (int i = 0;
                before != null && i < MAX_REJECTED && tables.workOrderCommands().isRejected(before);
                i++) {
            before = tables.workOrderCommands()
                    .body(before)
                    .map(json -> codec.read(json, WorkOrderCommand.class).replaces())
                    .orElse(null);
        }
        return before;
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
