package org.dupcheck.store.deliveries;

import java.time.Duration;
import org.dupcheck.contract.BusinessKey;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands before somebody sends it. Personal data: not to be logged.
 *
 * @param recipient of a webhook the endpoint's id
 * @param attempts so far
 * @param toPerson whether it goes to a person
 * @param stillTrue whether what it says is so at this moment
 * @param read whether it was to go only if it was not read on the site, and was read
 * @param age since it was to be told, by the database's clock
 */
public record OpenDelivery(
        String deliveryId,
        String channel,
        BusinessKey key,
        String kind,
        DeliveryState state,
        String recipient,
        @Nullable String title,
        String body,
        int attempts,
        boolean toPerson,
        boolean stillTrue,
        boolean read,
        Duration age) {
    /** Whether it is to go, sooner or later. */
    public boolean isWanted() {
        return state == DeliveryState.INTENT && stillTrue && !read;
    }

    /** Whether it has gone out, or may have. */
    public boolean mayHaveGone() {
        return switch (state) {
            case SENDING, SENT, DELIVERED, UNKNOWN -> true;
            case INTENT, FAILED, VOIDED -> false;
        };
    }

    /** Without personal data. */
    @Override
    public String toString() {
        return "OpenDelivery[" + deliveryId + ", " + state + ", attempt " + attempts + "]";
    }
}
