package org.dupcheck.store.deliveries;

import java.time.Duration;
import java.time.Instant;
import org.dupcheck.contract.BusinessKey;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands before somebody sends it. Personal data: not to be logged.
 *
 * @param recipient of a webhook the endpoint's id
 * @param attempts so far
 * @param via by which of its channel's ways the last of them went; null where there was none, or it is not known
 * @param asked how often the provider was asked what became of it
 * @param flagged whether nobody can tell what became of it, and an operator is to look
 * @param toPerson whether it goes to a person
 * @param stillTrue whether what it says is so at this moment
 * @param read whether it was to go only if it was not read on the site, and was read
 * @param age since it was to be told, by the database's clock
 * @param now by the database's clock
 * @param zone that the person has named, of the time zone database; null where none was
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
        @Nullable String via,
        int asked,
        boolean flagged,
        boolean toPerson,
        boolean stillTrue,
        boolean read,
        Duration age,
        Instant now,
        @Nullable String zone) {
    /** Whether it is to go, sooner or later. */
    public boolean isWanted() {
        return state == DeliveryState.INTENT && stillTrue && !read;
    }

    /** Whether it certainly has gone out. */
    public boolean hasGone() {
        return state == DeliveryState.SENT || state == DeliveryState.DELIVERED;
    }

    /** Whether it may have gone out, and this is to be found out yet. */
    public boolean isUnderWay() {
        return state == DeliveryState.SENDING || state == DeliveryState.UNKNOWN && !flagged;
    }

    /** Without personal data. */
    @Override
    public String toString() {
        return "OpenDelivery[" + deliveryId + ", " + state + ", attempt " + attempts + "]";
    }
}
