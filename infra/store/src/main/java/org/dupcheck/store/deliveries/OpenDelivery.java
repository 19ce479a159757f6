package org.dupcheck.store.deliveries;

import org.dupcheck.contract.BusinessKey;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands before somebody sends it. Personal data: not to be logged.
 *
 * @param recipient of a webhook the endpoint's id
 * @param attempts so far
 * @param stillTrue whether what it says is so at this moment
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
        boolean stillTrue) {
    /** Without personal data. */
    @Override
    public String toString() {
        return "OpenDelivery[" + deliveryId + ", " + state + ", attempt " + attempts + "]";
    }
}
