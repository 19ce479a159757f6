package org.dupcheck.store.webhooks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An address that hears of the documents of one business type.
 *
 * @param events types of events that it hears of; none for all
 * @param secrets that messages are signed with now, newest first: one, or two for a while after a change; not to be logged
 * @param disabledAt null while it is in use
 */
public record WebhookEndpoint(
        String endpointId,
        String businessType,
        String url,
        List<String> events,
        List<String> secrets,
        Instant createdAt,
        @Nullable String createdBy,
        @Nullable Instant disabledAt,
        @Nullable String disabledReason) {
    /** Without secrets. */
    @Override
    public String toString() {
        return "WebhookEndpoint[" + endpointId + ", " + businessType + "]";
    }
}
