package org.dupcheck.notifier.events;

import java.time.Instant;
import java.util.Objects;
import org.dupcheck.notifier.channels.Channel;
import org.dupcheck.notifier.channels.Channels;
import org.dupcheck.notifier.messages.Messages;
import org.dupcheck.store.Transaction;
import org.dupcheck.store.deliveries.NewDelivery;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.messages.NewMessage;
import org.dupcheck.store.workorders.CurrentCheck;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;

/** What people are told, written in the transaction of what it is about. Thread-safe. */
public final class Outbox {
    private final Messages messages;
    private final Channels channels;

    /** @param channels that messages leave the house by */
    public Outbox(Messages messages, Channels channels) {
        this.messages = messages;
        this.channels = channels;
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
     * Lets messages go out that say the same, by every channel on which the applicant can be reached: once for each content and
     * kind, whatever the revision.
     *
     * @return whether there is something to send
     */
    boolean send(Transaction tables, Submitted submitted, MessageKind kind, CurrentCheck check, Instant now) {
        NewDelivery.Truth truth = new NewDelivery.Truth(
                Objects.requireNonNullElse(check.contentHash(), ""), WorkOrderState.AWAITING_CONFIRMATION);
        boolean any = false;
        for (Channel channel : channels.all()) {
            String address = channel.addressOf(submitted).orElse(null);
            if (address != null) {
                Messages.Text text = text(channel, submitted, kind, check);
                any |= tables.deliveries()
                        .add(
                                NewDelivery.toPerson(
                                        channel.name(),
                                        submitted.key(),
                                        submitted.revision(),
                                        kind.name(),
                                        truth,
                                        address,
                                        text.title(),
                                        text.body()),
                                now);
            }
        }
        return any;
    }

    private Messages.Text text(Channel channel, Submitted submitted, MessageKind kind, CurrentCheck check) {
        return channel.isLong()
                ? messages.siteMessage(kind, submitted, figures(check), check.reasons())
                : new Messages.Text("", messages.sms(kind, submitted, figures(check), check.reasons()));
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
