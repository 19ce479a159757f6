package org.dupcheck.store.deliveries;

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
        String body) {

    /**
     * It is true while the document's order is in that state and its check has ended with that content.
     *
     * @param contentHash as {@code check_task.hash} has it
     */
    public record Truth(String contentHash, WorkOrderState state) {}

    /** To a person, about a decision that is awaited: once for each content and kind, whatever the revision. */
    public static NewDelivery toPerson(
            String channel,
            BusinessKey key,
            long revision,
            String kind,
            Truth truth,
            String recipient,
            @Nullable String title,
            String body) {
        String occasion = truth.contentHash() + " " + kind;
        return new NewDelivery(channel, key, revision, occasion, kind, truth, recipient, null, title, body);
    }

    /** Without personal data. */
    @Override
    public String toString() {
        return "NewDelivery[" + channel + ", " + key + ", " + kind + "]";
    }
}
