package org.dupcheck.store.deliveries;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to a webhook as operators see it.
 *
 * @param event its type, such as {@code work-order.submitted}
 * @param attempts so far, since it was last sent anew
 * @param error why the last attempt failed; null where it did not
 */
public record WebhookDelivery(
        String deliveryId,
        String endpointId,
        String event,
        String businessType,
        String businessId,
        long revision,
        DeliveryState state,
        int attempts,
        @Nullable String error,
        Instant createdAt,
        Instant updatedAt) {

    /** Which are wanted; null for all. */
    public record Filter(
            @Nullable String businessType,
            @Nullable DeliveryState state,
            @Nullable String endpointId) {}

    /** Where the page before ended. */
    public record After(Instant createdAt, String deliveryId) {}
}
