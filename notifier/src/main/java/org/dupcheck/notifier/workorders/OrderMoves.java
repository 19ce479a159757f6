package org.dupcheck.notifier.workorders;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.notifier.webhooks.WebhookNews;
import org.dupcheck.store.Tables;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditEntry;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.OrderTrigger;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.WorkOrder;
import org.dupcheck.store.workorders.WorkOrderState;

/**
 * Moves work orders along their ways. A new state and all that it brings with it are one transaction: the command to the
 * business module, the reminders and the end of a time to decide, and what others are told. Who calls holds the lock of the document's check.
 * Thread-safe.
 */
public final class OrderMoves {
    private final JsonCodec codec;
    private final WebhookNews news;

    /**
     * @param codec writes the commands, and reads policies
     * @param news tells business modules
     */
    public OrderMoves(JsonCodec codec, WebhookNews news) {
        this.codec = codec;
        this.news = news;
    }

    /** Business modules that hear of the document are told how it stands, if they have not been. */
    public void announce(Tables tables, BusinessKey key, Instant now) {
        boolean unused = news.announce(tables, key, now);
    }

    /** The policy in force for a document's type. */
    public Policy policy(Tables tables, BusinessKey key) {
        return tables.policies().inForce(codec, key.businessType());
    }

    /** The order as the check of now finds it: where that has begun since, the order waits for it. */
    public WorkOrder current(Tables tables, Submitted submitted, CurrentCheck check, Instant now) {
        Optional<WorkOrder> order = tables.workOrders().order(submitted.key());
        if (order.isEmpty()) {
            return WorkOrder.first(submitted, now);
        }
        return order.get().isBefore(check) ? order.get().sent(submitted, now) : order.get();
    }

    /** The order after the event, written; empty where the event changes nothing. */
    public Optional<WorkOrder> move(Tables tables, WorkOrder order, OrderTrigger event, Cause cause) {
        Optional<WorkOrder> moved = order.on(event, cause.verdictId(), cause.at());
        return moved.map(next -> {
            WorkOrder written = next;
            if (next.state() == WorkOrderState.SUBMITTED) {
                boolean confirmed = event == OrderTrigger.CONFIRMED || event == OrderTrigger.ACCEPTED;
                written = next.withCommand(submit(tables, next, confirmed));
            } else if (next.isGivenUp() && next.commandId() != null) {
                cancel(tables, next.commandId(), next.updatedAt());
                written = next.withCommand(null);
            }
            if (order.state() == WorkOrderState.AWAITING_CONFIRMATION && next.state() != order.state()) {
                forget(tables, order.key());
            }
            tables.workOrders().write(written, cause.reason(), cause.userId());
            audit(tables, written, event, cause);
            announce(tables, order.key(), cause.at());
            return written;
        });
    }

    /** Names the verdict that was decided on, and the command that it led to. */
    private static void audit(Tables tables, WorkOrder order, OrderTrigger event, Cause cause) {
        AuditAction action = AuditAction.of(event);
        if (action != null) {
            tables.auditLog()
                    .add(new AuditEntry(
                            action,
                            order.key().businessType(),
                            order.key().toString(),
                            order.revision(),
                            cause.verdictId(),
                            order.state() == WorkOrderState.SUBMITTED ? order.commandId() : null,
                            cause.userId(),
                            cause.reason()));
        }
    }

    private String submit(Tables tables, WorkOrder order, boolean confirmed) {
        String commandId = UUID.randomUUID().toString();
        publish(
                tables,
                new WorkOrderCommand(
                        commandId,
                        WorkOrderCommand.Kind.SUBMIT,
                        order.workOrderId(),
                        order.key().businessType(),
                        order.key().businessId(),
                        order.revision(),
                        Objects.requireNonNull(order.verdictId()),
                        confirmed,
                        order.updatedAt(),
                        order.commandId()));
        return commandId;
    }

    /** Whether the module has something of the order that a CANCEL can name: of what is kept no longer nothing is known. */
    public boolean canTakeBack(Tables tables, WorkOrder order) {
        String commandId = order.commandId();
        return commandId != null && tables.workOrderCommands().body(commandId).isPresent();
    }

    /** Of a command that is kept no longer nothing is known any more that a module would need. */
    private void cancel(Tables tables, String commandId, Instant at) {
        tables.workOrderCommands()
                .body(commandId)
                .map(json -> codec.read(json, WorkOrderCommand.class))
                .ifPresent(submitted -> publish(
                        tables,
                        new WorkOrderCommand(
                                UUID.randomUUID().toString(),
                                WorkOrderCommand.Kind.CANCEL,
                                submitted.workOrderId(),
                                submitted.businessType(),
                                submitted.businessId(),
                                submitted.revision(),
                                submitted.verdictId(),
                                false,
                                at,
                                commandId)));
    }

    /**
     * The module has rejected a command of the document: what it has now is another. Where the order is given up, that is taken
     * back as well, unless the module has refused it before.
     *
     * @return the commands, with that answer
     */
    public CommandChain rejected(Tables tables, WorkOrder order, Instant now) {
        CommandChain chain = CommandChain.read(tables, codec, order.key());
        String standing = chain.standing();
        if (standing != null && order.isGivenUp() && !chain.isKept(standing)) {
            cancel(tables, standing, now);
            standing = null;
        }
        tables.workOrders().setCommand(order.key(), standing);
        return chain;
    }

    private void publish(Tables tables, WorkOrderCommand command) {
        BusinessKey key = command.key();
        String json = new String(codec.write(command), StandardCharsets.UTF_8);
        tables.workOrderCommands().add(command, json, command.issuedAt());
        tables.due().request(DueKind.COMMANDS, key.toString());
        Integer minutes = policy(tables, key).answerWithinMinutes();
        if (minutes != null) {
            tables.due().schedule(DueKind.ANSWER, command.commandId(), Duration.ofMinutes(minutes));
        }
    }

    /** The applicant has just been asked: reminders, and the end of the time to decide, count from now. */
    public void awaitDecision(Tables tables, BusinessKey key) {
        forget(tables, key);
        Policy.Waiting waiting = policy(tables, key).waiting();
        List<Integer> hours = waiting.remindAfterHours();
        for (int i = 0; i < hours.size(); i++) {
            tables.due().schedule(DueKind.REMINDER, reminder(key, i), Duration.ofHours(hours.get(i)));
        }
        if (waiting.expireAfterHours() > 0) {
            tables.due().schedule(DueKind.EXPIRY, key.toString(), Duration.ofHours(waiting.expireAfterHours()));
        }
    }

    /**
     * As {@link #awaitDecision}, where the time of the question does not run yet. Where the policy gives no end, nothing tells that
     * from a question whose reminders have all been given, and there is none to wait for.
     */
    public void goOnAwaiting(Tables tables, BusinessKey key) {
        List<String> subjects = new ArrayList<>(reminders(key));
        subjects.add(key.toString());
        boolean ends = policy(tables, key).waiting().expireAfterHours() > 0;
        if (ends && !tables.workOrders().hasDeadline(subjects)) {
            awaitDecision(tables, key);
        }
    }

    private static void forget(Tables tables, BusinessKey key) {
        tables.due().cancel(DueKind.REMINDER, reminders(key));
        tables.due().cancel(DueKind.EXPIRY, List.of(key.toString()));
    }

    private static List<String> reminders(BusinessKey key) {
        return IntStream.range(0, Limits.MAX_REMINDERS)
                .mapToObj(i -> reminder(key, i))
                .toList();
    }

    /** What a reminder is scheduled as; the number tells several of one document apart. */
    private static String reminder(BusinessKey key, int number) {
        return key + "#" + number;
    }

    /** The document that a reminder is about. */
    public static BusinessKey reminded(String subject) {
        return BusinessKey.parse(subject.substring(0, subject.lastIndexOf('#')));
    }

    /** Which of a document's reminders it is. */
    public static String numberOfReminder(String subject) {
        return subject.substring(subject.lastIndexOf('#'));
    }
}
