package org.dupcheck.gateway.webhooks;

import java.time.Instant;
import java.util.List;
import org.dupcheck.store.webhooks.WebhookEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * A registered address.
 *
 * @param events types of events that it hears of; none for all
 * @param secret that its messages are signed with; told once, when it is made, and absent later
 * @param disabledAt absent while it is in use
 */
record WebhookAnswer(
        String webhookId,
        String businessType,
        String url,
        List<String> events,
        @Nullable String secret,
        Instant createdAt,
        @Nullable String createdBy,
        @Nullable Instant disabledAt,
        @Nullable String disabledReason) {
    /** Without the secret. */
    static WebhookAnswer of(WebhookEndpoint endpoint) {
        return of(endpoint, null);
    }

    /** With a secret that was just made. */
    static WebhookAnswer of(WebhookEndpoint endpoint, @Nullable String secret) {
        return new WebhookAnswer(
                endpoint.endpointId(),
                endpoint.businessType(),
                endpoint.url(),
                endpoint.events(),
                secret,
                endpoint.createdAt(),
                endpoint.createdBy(),
                endpoint.disabledAt(),
                endpoint.disabledReason());
    }
}
