package org.dupcheck.notifier.webhooks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.WebhookEvent;
import org.dupcheck.store.Tables;
import org.dupcheck.store.deliveries.NewDelivery;
import org.dupcheck.store.webhooks.DocumentNews;
import org.dupcheck.store.webhooks.WebhookEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Tells business modules how a document stands, each thing once. Not what has changed is looked at but how it is: whoever
 * changes something says which document, within the same transaction, and nothing more. Thread-safe.
 */
public final class WebhookNews {
    private static final String API = "/api/v1";

    private final JsonCodec codec;

    /** @param codec writes the bodies */
    public WebhookNews(JsonCodec codec) {
        this.codec = codec;
    }

    /** @param occasion tells it from others of its type */
    private record News(String occasion, long revision, WebhookEvent event) {}

    /**
     * Lets go out what those who hear of the document have not been told yet. Whoever calls holds the lock of its check.
     *
     * @return whether there is something to send
     */
    public boolean announce(Tables tables, BusinessKey key, Instant now) {
        List<WebhookEndpoint> endpoints = tables.webhookEndpoints().hearing(key.businessType(), now);
        if (endpoints.isEmpty()) {
            return false;
        }
        List<News> all = tables.documentNews().of(key).map(WebhookNews::of).orElse(List.of());
        boolean any = false;
        for (News news : all) {
            String type = news.event().type();
            String body = new String(codec.write(news.event()), StandardCharsets.UTF_8);
            for (WebhookEndpoint endpoint : endpoints) {
                if (endpoint.events().isEmpty() || endpoint.events().contains(type)) {
                    any |= tables.deliveries().add(delivery(endpoint, key, news, body), now);
                }
            }
        }
        return any;
    }

    private static NewDelivery delivery(WebhookEndpoint endpoint, BusinessKey key, News news, String body) {
        String id = endpoint.endpointId();
        String type = news.event().type();
        String occasion = id + " " + type + " " + news.occasion();
        return new NewDelivery(WebhookChannel.NAME, key, news.revision(), occasion, type, null, null, id, null, body);
    }

    private static List<News> of(DocumentNews document) {
        List<News> all = new ArrayList<>();
        if (document.finished() != null) {
            all.add(verdict(document.key(), document.finished()));
        }
        if (document.order() != null) {
            News order = order(document.key(), document.order());
            if (WebhookEvent.TYPES.contains(order.event().type())) {
                all.add(order);
            }
        }
        return all;
    }

    private static News verdict(BusinessKey key, DocumentNews.Finished verdict) {
        WebhookEvent.Data data = new WebhookEvent.Data(
                key.businessType(),
                key.businessId(),
                verdict.revision(),
                null,
                null,
                verdict.verdictId(),
                verdict.contentHash(),
                verdict.resultState(),
                verdict.containment(),
                links(verdict.verdictId(), null));
        return new News(
                verdict.verdictId(),
                verdict.revision(),
                new WebhookEvent(WebhookEvent.VERDICT_FINISHED, verdict.at(), data));
    }

    /** A state may come more than once for a revision, but not at the same time. */
    private static News order(BusinessKey key, DocumentNews.Order order) {
        WebhookEvent.Data data = new WebhookEvent.Data(
                key.businessType(),
                key.businessId(),
                order.revision(),
                order.workOrderId(),
                order.state(),
                order.verdictId(),
                null,
                null,
                null,
                links(order.verdictId(), order.workOrderId()));
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, order.at());
        return new News(
                order.revision() + " " + micros,
                order.revision(),
                new WebhookEvent(typeOf(order.state()), order.at(), data));
    }

    /** {@code work-order.check-failed} for CHECK_FAILED. */
    static String typeOf(String state) {
        return "work-order." + state.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, String> links(@Nullable String verdictId, @Nullable String workOrderId) {
        Map<String, String> links = new LinkedHashMap<>();
        if (verdictId != null) {
            links.put("verdict", API + "/verdicts/" + encode(verdictId));
        }
        if (workOrderId != null) {
            links.put("workOrder", API + "/work-orders/" + encode(workOrderId));
        }
        return links;
    }

    /** One segment of a path: a space is %20, not a plus. */
    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
