package org.dupcheck.gateway.webhooks;

import java.util.List;
import org.dupcheck.store.deliveries.WebhookDelivery;
import org.jspecify.annotations.Nullable;

/**
 * What was sent to webhooks, newest first.
 *
 * @param next what to send as {@code after} for the next page; absent on the last
 */
record DeliveryPage(
        List<WebhookDelivery> deliveries, @Nullable String next) {}
