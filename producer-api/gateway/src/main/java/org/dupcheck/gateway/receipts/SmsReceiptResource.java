package org.dupcheck.gateway.receipts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.gateway.access.Signed;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.http.RequestBody;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.deliveries.DeliveryState;

/**
 * Takes what a provider of SMS tells of a message that it has sent: one, or an array of them. Who it is its signature proves. Taken
 * whole or not at all, and once.
 */
public final class SmsReceiptResource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHANNEL = "SMS";
    private static final int MAX_RECEIPTS = 500;

    private final Map<String, ReceiptSource> sources;
    private final Store store;
    private final Clock clock;

    /**
     * @param sources by their names in the path
     * @param clock against which the time of a signature is held
     */
    public SmsReceiptResource(Map<String, ReceiptSource> sources, Store store, Clock clock) {
        this.sources = Map.copyOf(sources);
        this.store = store;
        this.clock = clock;
    }

    /** Adds its route. */
    public void addTo(RoutesConfig routes) {
        routes.post(Links.API + "/sms/receipts/{gateway}", Parameters.only(this::take), Signed.BY_CALLER);
    }

    private void take(Context ctx) throws IOException {
        String gateway = Parameters.path(ctx, "gateway");
        ReceiptSource source = sources.get(gateway);
        Signature.Headers headers = new Signature.Headers(
                ctx.header("webhook-id"), ctx.header("webhook-timestamp"), ctx.header("webhook-signature"));
        RequestBody.requireWhole(ctx);
        byte[] body = ctx.req().getInputStream().readAllBytes();
        Instant now = clock.instant();
        // whoever knows no key is not told which providers there are
        if (source == null || !Signature.isRight(source.key(), headers, body, now)) {
            throw new ProblemException(
                    ErrorCode.UNAUTHENTICATED,
                    null,
                    "the signature is missing or wrong, or its time is more than 5 minutes off",
                    Map.of("WWW-Authenticate", "Webhook-Signature realm=\"dupcheck\""));
        }
        JsonNode receipts = parse(body);
        String id = ctx.header("webhook-id");
        store.run(tables -> {
            if (id != null && !tables.receipts().isNew(gateway, id)) {
                throw new ProblemException(ErrorCode.ALREADY_RECEIVED, null, "this receipt was taken before");
            }
            apply(tables, gateway, source, receipts, now);
        });
        ctx.status(204);
    }

    private static JsonNode parse(byte[] body) throws IOException {
        try {
            JsonNode parsed = JSON.readTree(body);
            if (parsed.isArray() ? !parsed.isEmpty() && parsed.size() <= MAX_RECEIPTS : parsed.isObject()) {
                return parsed.isArray() ? parsed : JSON.createArrayNode().add(parsed);
            }
        } catch (JsonProcessingException e) {
            // told below
        }
        throw new ProblemException(
                ErrorCode.MALFORMED_JSON, null, "a receipt, or an array of 1 to " + MAX_RECEIPTS + ", expected");
    }

    private static void apply(Tables tables, String gateway, ReceiptSource source, JsonNode receipts, Instant now) {
        int known = 0;
        for (JsonNode receipt : receipts) {
            String id = text(receipt.at(source.id()), source.id());
            String state = text(receipt.at(source.state()), source.state());
            boolean delivered = source.delivered().contains(state);
            boolean ends = delivered || source.failed().contains(state);
            DeliveryState end = delivered ? DeliveryState.DELIVERED : DeliveryState.FAILED;
            String error = delivered ? null : "the provider could not deliver it";
            if (!ends || tables.receipts().apply(CHANNEL, gateway, id, end, error, now)) {
                known++;
            }
        }
        if (known == 0) {
            throw ProblemException.notFound("none of these messages went by this provider");
        }
    }

    private static String text(JsonNode value, String pointer) {
        if (!value.isValueNode() || value.isNull()) {
            throw new ProblemException(ErrorCode.MISSING_FIELD, pointer, pointer + " is missing");
        }
        return value.asText();
    }
}
