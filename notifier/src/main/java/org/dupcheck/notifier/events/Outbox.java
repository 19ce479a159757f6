package org.dupcheck.notifier.events;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.notifier.messages.Messages;
import org.dupcheck.store.Transaction;
import org.dupcheck.store.deliveries.Channel;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.messages.NewMessage;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.Submitted;
import org.jspecify.annotations.Nullable;

/** What a handling leaves behind for others: commands, messages and SMS, written in its transaction. Thread-safe. */
public final class Outbox {
    private final JsonCodec codec;
    private final Messages messages;

    /** @param codec writes the commands */
    public Outbox(JsonCodec codec, Messages messages) {
        this.codec = codec;
        this.messages = messages;
    }

    /** Decides that the work order is to be submitted; has no effect where that was decided for this revision before. */
    void submit(Transaction tables, Submitted submitted, String verdictId, boolean confirmed, Instant now) {
        BusinessKey key = submitted.key();
        WorkOrderCommand command = new WorkOrderCommand(
                commandId(key, submitted.revision()),
                WorkOrderCommand.Kind.SUBMIT,
                submitted.workOrderId(),
                key.businessType(),
                key.businessId(),
                submitted.revision(),
                verdictId,
                confirmed,
                now);
        tables.workOrderCommands().add(command, new String(codec.write(command), StandardCharsets.UTF_8), now);
    }

    /** The same for the same revision, for ever and on every node. */
    public static String commandId(BusinessKey key, long revision) {
        String name = key + "\n" + revision + "\n" + WorkOrderCommand.Kind.SUBMIT;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Tells the applicant, where the submission names one, something that needs no figures. */
    void tell(Transaction tables, Submitted submitted, @Nullable String verdictId, MessageKind kind, Instant now) {
        write(tables, submitted, verdictId, kind, messages.siteMessage(kind, submitted), now);
    }

    /** Tells the applicant, where the submission names one, what the current verdict says. */
    void tellVerdict(Transaction tables, Submitted submitted, MessageKind kind, CurrentCheck check, Instant now) {
        Messages.Text text = messages.siteMessage(kind, submitted, figures(check), check.reasons());
        write(tables, submitted, check.verdictId(), kind, text, now);
    }

    /**
     * Lets an SMS go out that says the same in short.
     *
     * @return false where the submission names no phone
     */
    boolean sms(Transaction tables, Submitted submitted, MessageKind kind, CurrentCheck check, Instant now) {
        String phone = submitted.phone();
        if (phone == null) {
            return false;
        }
        String text = messages.sms(kind, submitted, figures(check), check.reasons());
        tables.deliveries().add(Channel.SMS, submitted.key(), submitted.revision(), phone, text, now);
        return true;
    }

    private static Messages.Figures figures(CurrentCheck check) {
        return new Messages.Figures(check.containment(), check.matches());
    }

    private static void write(
            Transaction tables,
            Submitted submitted,
            @Nullable String verdictId,
            MessageKind kind,
            Messages.Text text,
            Instant now) {
        String userId = submitted.userId();
        if (userId != null) {
            NewMessage message = new NewMessage(
                    submitted.key(), submitted.revision(), verdictId, userId, kind, text.title(), text.body());
            tables.siteMessages().write(message, now);
        }
    }

    /** Takes back the order of this or an older revision, where it has not been submitted, and what was told of them. */
    void takeBack(Transaction tables, BusinessKey key, long revision, Instant now) {
        tables.workOrders().withdraw(key, revision, now);
        tables.siteMessages().voidAll(key, revision, now);
        tables.deliveries().voidPending(key, revision, now);
    }
}
