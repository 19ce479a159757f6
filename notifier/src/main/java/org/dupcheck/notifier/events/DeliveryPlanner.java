package org.dupcheck.notifier.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dupcheck.notifier.channels.Channel;
import org.dupcheck.notifier.channels.Channels;
import org.dupcheck.notifier.channels.DeliverySettings;
import org.dupcheck.notifier.messages.Messages;
import org.dupcheck.store.Tables;
import org.dupcheck.store.deliveries.NewDelivery;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.preferences.UserPreferences;
import org.dupcheck.store.preferences.Way;
import org.dupcheck.store.workorders.Submitted;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;

/** Lets what the site tells somebody go out of the house as well, by the channels they want and when they want it. Thread-safe. */
final class DeliveryPlanner {
    private final Channels channels;
    private final DeliverySettings settings;

    DeliveryPlanner(Channels channels, DeliverySettings settings) {
        this.channels = channels;
        this.settings = settings;
    }

    /**
     * What is told.
     *
     * @param contentHash of the check that it is about
     * @param again tells apart what is told more than once of one content and kind; empty where it is told once
     * @param messageId on the site; null where nobody finds it there
     * @param text for channels that take long ones
     * @param line for the others
     */
    record Told(
            MessageKind kind,
            String contentHash,
            String again,
            @Nullable Long messageId,
            Messages.Text text,
            String line) {}

    /**
     * Writes one delivery for each channel: once for each content and kind, whatever the revision.
     *
     * @return whether there is something to send
     */
    boolean deliver(Tables tables, Submitted to, Contact contact, Told told, Instant now) {
        boolean any = false;
        UserPreferences preferences = null;
        for (Channel channel : channels.all()) {
            Optional<String> address = channel.addressOf(to, contact);
            if (address.isEmpty()) {
                continue;
            }
            if (preferences == null) {
                preferences = to.userId() == null
                        ? UserPreferences.NONE
                        : tables.preferences().of(to.userId());
            }
            Way way = preferences.way(told.kind(), channel.name());
            if (way != Way.NEVER) {
                any |= tables.deliveries().add(delivery(channel, to, address.get(), told, way), now);
            }
        }
        return any;
    }

    private NewDelivery delivery(Channel channel, Submitted to, String address, Told told, Way way) {
        boolean unlessRead = way == Way.IF_UNREAD;
        Duration delay = unlessRead ? settings.unreadAfter() : settings.mergeWithin();
        return new NewDelivery(
                channel.name(),
                to.key(),
                to.revision(),
                NewDelivery.occasion(told.contentHash(), told.kind().name(), told.again()),
                told.kind().name(),
                new NewDelivery.Truth(told.contentHash(), trueWhile(told.kind())),
                address,
                null,
                channel.isLong() ? told.text().title() : "",
                channel.isLong() ? told.text().body() : told.line(),
                new NewDelivery.Timing(told.messageId(), unlessRead, delay));
    }

    /** In which state of the order it is true; null where in any. */
    private static @Nullable WorkOrderState trueWhile(MessageKind kind) {
        return switch (kind) {
            case DUPLICATES, CONFIRMATION_NEEDED, REMINDER -> WorkOrderState.AWAITING_CONFIRMATION;
            case AWAITING_REVIEW -> WorkOrderState.AWAITING_REVIEW;
            case CLEAN,
                    EXPIRED,
                    CONFIRMED,
                    REVIEW_ACCEPTED,
                    RETURNED,
                    EXPLANATION_ASKED,
                    DECISION_STALE,
                    CHECK_FAILED,
                    VERDICT_CHANGED,
                    REJECTED,
                    CANCEL_REJECTED -> null;
        };
    }
}
