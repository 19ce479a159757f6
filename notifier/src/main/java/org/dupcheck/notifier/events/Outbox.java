package org.dupcheck.notifier.events;

import java.time.Instant;
import org.dupcheck.notifier.messages.Messages;
import org.dupcheck.store.Transaction;
import org.dupcheck.store.deliveries.Channel;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.messages.NewMessage;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.Submitted;
import org.jspecify.annotations.Nullable;

/** What people are told, written in the transaction of what it is about. Thread-safe. */
public final class Outbox {
    private final Messages messages;

    public Outbox(Messages messages) {
        this.messages = messages;
    }

    /** Tells the applicant, where the submission names one, something that needs no figures. */
    void tell(Transaction tables, Submitted submitted, @Nullable String verdictId, MessageKind kind, Instant now) {
        write(tables, submitted, verdictId, kind, messages.siteMessage(kind, submitted), now);
    }

    /** The same with what somebody wrote; null where nothing was written. */
    void tell(
            Transaction tables,
            Submitted submitted,
            @Nullable String verdictId,
            MessageKind kind,
            @Nullable String note,
            Instant now) {
        write(tables, submitted, verdictId, kind, messages.siteMessage(kind, submitted, note), now);
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
}
