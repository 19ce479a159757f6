package org.dupcheck.store.deliveries;

import java.time.Duration;
import java.time.Instant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.store.preferences.Way;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands before somebody sends it. Personal data: not to be logged.
 *
 * @param recipient as it was planned; of a webhook the endpoint's id
 * @param attempts so far
 * @param via by which of its channel's ways the last of them went; null where there was none, or it is not known
 * @param asked how often the provider was asked what became of it
 * @param flagged whether nobody can tell what became of it, and an operator is to look
 * @param merged whether it is void, since a newer one has gone in its place
 * @param addressee null where it does not go to a person
 * @param stillTrue whether what it says is so at this moment
 * @param age since it was to be told, by the database's clock
 * @param now by the database's clock
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
        boolean merged,
        @Nullable Addressee addressee,
        boolean stillTrue,
        Duration age,
        Instant now) {
    /** Whether it is to go, sooner or later. */
    public boolean isWanted() {
        return state == DeliveryState.INTENT
                && stillTrue
                && (addressee == null || (addressee.way() != Way.NEVER && !addressee.hasRead()));
    }

    /** The same to that address. */
    public OpenDelivery to(String address) {
        return new OpenDelivery(
                deliveryId,
                channel,
                key,
                kind,
                state,
                address,
                title,
                body,
                attempts,
                via,
                asked,
                flagged,
                merged,
                addressee,
                stillTrue,
                age,
                now);
    }

    /** Whether it certainly has gone out, or a newer one in its place. */
    public boolean hasGone() {
        return state == DeliveryState.SENT || state == DeliveryState.DELIVERED || merged;
    }

    /** Whether it may have gone out, and this is to be found out yet. */
    public boolean isUnderWay() {
        return state == DeliveryState.SENDING || (state == DeliveryState.UNKNOWN && !flagged);
    }

    /** Without personal data. */
    @Override
    public String toString() {
        return "OpenDelivery[" + deliveryId + ", " + state + ", attempt " + attempts + "]";
    }
}
