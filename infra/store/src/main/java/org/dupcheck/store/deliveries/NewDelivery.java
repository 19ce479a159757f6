package org.dupcheck.store.deliveries;

import java.time.Duration;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.store.workorders.WorkOrderState;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to go out. Personal data: not to be logged.
 *
 * @param channel in upper case, such as SMS
 * @param occasion what makes it the same message, of this document by this channel: 1 to 200 characters
 * @param kind what it tells
 * @param truth what it speaks of; null where it tells a fact, which stays one
 * @param recipient the address as the channel has it; null where an endpoint is named
 * @param endpointId of a webhook; null for others
 * @param title null where the channel has none
 * @param timing when it goes
 */
public record NewDelivery(
        String channel,
        BusinessKey key,
        long revision,
        String occasion,
        String kind,
        @Nullable Truth truth,
        @Nullable String recipient,
        @Nullable String endpointId,
        @Nullable String title,
        String body,
        Timing timing) {

    /** One that goes at once, whatever is read on the site. */
    public NewDelivery(
            String channel,
            BusinessKey key,
            long revision,
            String occasion,
            String kind,
            @Nullable Truth truth,
            @Nullable String recipient,
            @Nullable String endpointId,
            @Nullable String title,
            String body) {
        this(channel, key, revision, occasion, kind, truth, recipient, endpointId, title, body, Timing.AT_ONCE);
    }

    /**
     * It is true while the document's order is in that state and its check has ended with that content.
     *
     * @param contentHash as {@code check_task.hash} has it
     * @param state null where it is true whatever the state, until another content is sent
     */
    public record Truth(String contentHash, @Nullable WorkOrderState state) {}

    /**
     * When it goes.
     *
     * @param messageId of the message on the site that it repeats; null where there is none
     * @param unlessRead whether it is void once that is read
     * @param delay from the commit on, zero or more
     */
    public record Timing(@Nullable Long messageId, boolean unlessRead, Duration delay) {
        static final Timing AT_ONCE = new Timing(null, false, Duration.ZERO);
    }

    /**
     * What makes a message to a person the same one: content and kind, whatever the revision.
     *
     * @param again tells messages of one content and kind apart that are all to be told, such as a second reminder; empty
     *     where there is one
     */
    public static String occasion(String contentHash, String kind, String again) {
        return (contentHash + " " + kind + " " + again).strip();
    }

    /** Without personal data. */
    @Override
    public String toString() {
        return "NewDelivery[" + channel + ", " + key + ", " + kind + "]";
    }
}
