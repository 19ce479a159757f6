package org.dupcheck.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.store.webhooks.WebhookEndpoints;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebhookResourceTest extends GatewayTest {
    private static final String GOOD = "https://hook.example/in?x=1";

    @BeforeEach
    void none() {
        gateway.rows.update("delete from webhook_endpoint");
        gateway.rows.update("delete from delivery");
        gateway.rows.update("delete from due");
    }

    @Test
    void aSecretIsToldOnceAndEachIsAnother() {
        HttpResponse<String> added = add("{\"businessType\": \"project\", \"url\": \"" + GOOD
                + "\", \"events\": [\"work-order.submitted\", \"work-order.submitted\"]}");
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(added.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode webhook = TestGateway.body(added);
        assertThat(webhook.get("secret").asText()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(webhook.get("events")).hasSize(1);
        HttpResponse<String> list = gateway.get("/webhooks");
        assertThat(list.body()).contains(GOOD).doesNotContain("whsec_");
        String id = webhook.get("webhookId").asText();
        HttpResponse<String> rotated = gateway.post("/webhooks/" + id + "/rotate", "");
        assertThat(rotated.statusCode()).isEqualTo(200);
        assertThat(TestGateway.body(rotated).get("secret").asText())
                .startsWith("whsec_")
                .isNotEqualTo(webhook.get("secret").asText());
        assertThat(column("select previous_secret from webhook_endpoint where previous_until > now()"))
                .containsExactly(webhook.get("secret").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "http://hook.example/,url",
        "https://127.0.0.1/,url",
        "https://169.254.169.254/latest,url",
        "https://[::1]/,url",
        "https://localhost/,url",
        "https://hook.example:70000/,url",
        "https://user@hook.example/,url",
        "javascript:alert(1),url",
        "nothing,url"
    })
    void anAddressThatIsNotCalledIsRefusedWhereItIsWritten(String url, String path) {
        assertRefused(add("{\"businessType\": \"project\", \"url\": \"" + url + "\"}"), "INVALID_FIELD", path);
    }

    @Test
    void whatIsMissingOrUnknownIsNamed() {
        assertRefused(add("{\"url\": \"" + GOOD + "\"}"), "MISSING_FIELD", "businessType");
        assertRefused(add("{\"businessType\": \"project\"}"), "MISSING_FIELD", "url");
        String begin = "{\"businessType\": \"project\", \"url\": \"" + GOOD + "\"";
        assertRefused(add(begin + ", \"events\": [\"verdict.finished\", \"x\"]}"), "UNKNOWN_ENUM", "events[1]");
        assertRefused(add(begin + ", \"event\": []}"), "UNKNOWN_FIELD", "event");
        assertThat(add(begin.replace("project", "x".repeat(33)) + "}").statusCode())
                .isEqualTo(400);
        assertThat(gateway.post("/webhooks/none/rotate", "").statusCode()).isEqualTo(404);
        assertThat(gateway.post("/webhooks/deliveries/none/resend", "").statusCode())
                .isEqualTo(404);
        assertThat(delete("none").statusCode()).isEqualTo(404);
    }

    @Test
    void whereItIsAllowedAnAddressWithinTheHouseIsTaken() {
        try (TestGateway open = gateway.another(settings -> settings.withWebhookRules(new OutgoingRules(true, true)))) {
            assertThat(open.post("/webhooks", "{\"businessType\": \"p\", \"url\": \"http://10.0.0.1:8080/\"}")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(open.post("/webhooks", "{\"businessType\": \"p\", \"url\": \"http://169.254.1.1/\"}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aTypeHasSoManyAtMost() {
        for (int i = 0; i < WebhookEndpoints.MAX_OF_TYPE; i++) {
            gateway.rows.notifier.webhook("w" + i, "full");
        }
        HttpResponse<String> refused = add("{\"businessType\": \"full\", \"url\": \"" + GOOD + "\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(TestGateway.body(refused).get("code").asText()).isEqualTo("TOO_MANY_WEBHOOKS");
    }

    @Test
    void whatWaitsForADeletedAddressIsVoided() {
        gateway.rows.notifier.webhook("w1", "project");
        gateway.rows.notifier.webhookDelivery("d1", "w1", new BusinessKey("project", "a"), "INTENT", Instant.EPOCH);
        assertThat(delete("w1").statusCode()).isEqualTo(204);
        assertThat(TestGateway.body(gateway.get("/webhooks")).get("webhooks")).isEmpty();
        JsonNode delivery =
                TestGateway.body(gateway.get("/webhooks/deliveries")).at("/deliveries/0");
        assertThat(delivery.get("state").asText()).isEqualTo("VOIDED");
        assertThat(delivery.get("error").asText()).isEqualTo("the endpoint was deleted");
    }

    @Test
    void deliveriesComeInPagesNewestFirstAndEachOnce() {
        for (int i = 0; i < 25; i++) {
            // several of one moment, which only the id tells apart
            gateway.rows.notifier.webhookDelivery(
                    "d" + (10 + i),
                    "w" + i % 2,
                    new BusinessKey("project", "a" + i),
                    i % 5 == 0 ? "FAILED" : "DELIVERED",
                    Instant.ofEpochSecond(i / 4));
        }
        List<String> ids = new ArrayList<>();
        String after = "";
        int pages = 0;
        do {
            JsonNode page = TestGateway.body(gateway.get("/webhooks/deliveries?limit=7" + after));
            page.get("deliveries").forEach(one -> ids.add(one.get("deliveryId").asText()));
            after = page.has("next") ? "&after=" + page.get("next").asText() : "";
            pages++;
        } while (!after.isEmpty() && pages < 10);
        assertThat(pages).isEqualTo(4);
        assertThat(ids).hasSize(25).isSortedAccordingTo((a, b) -> b.compareTo(a));
        assertThat(new HashSet<>(ids)).hasSize(25);
        assertThat(TestGateway.body(gateway.get("/webhooks/deliveries?state=failed&webhookId=w0&type=project"))
                        .get("deliveries"))
                .hasSize(3);
        assertThat(TestGateway.body(gateway.get("/webhooks/deliveries?type=other"))
                        .get("deliveries"))
                .isEmpty();
        assertThat(gateway.get("/webhooks/deliveries?after=x").statusCode()).isEqualTo(400);
    }

    @Test
    void whatFailedIsSentAnewAndWhatIsBeingSentIsNot() {
        gateway.rows.notifier.webhook("w1", "project");
        gateway.rows.notifier.webhookDelivery("d1", "w1", new BusinessKey("project", "a"), "FAILED", Instant.EPOCH);
        gateway.rows.notifier.webhookDelivery("d2", "w1", new BusinessKey("project", "a"), "SENDING", Instant.EPOCH);
        assertThat(gateway.post("/webhooks/deliveries/d1/resend", "").statusCode())
                .isEqualTo(202);
        assertThat(column("select kind || ' ' || subject from due")).containsExactly("DELIVERY_WEBHOOK d1");
        HttpResponse<String> refused = gateway.post("/webhooks/deliveries/d2/resend", "");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(TestGateway.body(refused).get("code").asText()).isEqualTo("BEING_SENT");
    }

    @Test
    void toAWebhookThatIsDisabledOrDeletedNothingIsSentAnew() {
        gateway.rows.notifier.webhook("w1", "project");
        gateway.rows.notifier.webhookDelivery("d1", "w1", new BusinessKey("project", "a"), "FAILED", Instant.EPOCH);
        assertThat(gateway.post("/webhooks/w1/disable", "").statusCode()).isEqualTo(204);
        assertNothingToSend();
        assertThat(delete("w1").statusCode()).isEqualTo(204);
        gateway.rows.update("update delivery set state = 'FAILED'");
        assertNothingToSend();
    }

    private static void assertNothingToSend() {
        for (String path : List.of("/webhooks/deliveries/d1/resend", "/deliveries/d1/resend")) {
            HttpResponse<String> refused = gateway.post(path, "");
            assertThat(refused.statusCode()).as(path).isEqualTo(409);
            assertThat(TestGateway.body(refused).get("code").asText()).isEqualTo("NOTHING_TO_RETRY");
        }
        assertThat(column("select subject from due")).isEmpty();
    }

    private static List<String> column(String query) {
        return gateway.database.read(session -> session.query(query, row -> row.getString(1)));
    }

    private static HttpResponse<String> add(String json) {
        return gateway.post("/webhooks", json);
    }

    private static HttpResponse<String> delete(String id) {
        return gateway.send(
                gateway.request(TestGateway.API + "/webhooks/" + id).DELETE().build());
    }

    private static void assertRefused(HttpResponse<String> response, String code, String path) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        JsonNode problem = TestGateway.body(response);
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("path").asText()).isEqualTo(path);
    }
}
