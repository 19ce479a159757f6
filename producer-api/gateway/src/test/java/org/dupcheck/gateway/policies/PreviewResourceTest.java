package org.dupcheck.gateway.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ResultState;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.store.Store;
import org.dupcheck.store.policies.PolicyPreviews.Claimed;
import org.dupcheck.store.policies.PreviewResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Previews as a client asks for them; what a node with the check role does is done by hand. */
final class PreviewResourceTest extends GatewayTest {
    private static final String DRAFT = "{\"thresholds\":{\"containment\":0.3}}";

    @BeforeEach
    void none() {
        gateway.rows.update("delete from policy_preview");
    }

    private static Store store() {
        return Store.on(gateway.database);
    }

    private static Claimed claimed() {
        return store().inTransaction(tables -> tables.policyPreviews().claim(Duration.ofMinutes(1), Instant.now()))
                .orElseThrow();
    }

    private static void finish(Claimed claimed) {
        PreviewResult result = new PreviewResult(
                42,
                40,
                3,
                1,
                0,
                0,
                1,
                0,
                1,
                List.of(new PreviewResult.Changed(
                        "application",
                        "SQ-1",
                        "v",
                        new PreviewResult.Sides<>(ResultState.DUPLICATES, ResultState.NONE),
                        new PreviewResult.Sides<>(.12, .12),
                        new PreviewResult.Sides<>(List.of(), List.of()))));
        store().run(tables -> tables.policyPreviews().finish(new JsonCodec(), claimed, result));
    }

    @Test
    void whereNoNodeTakesItUpItIsSaidThatItWaits() {
        HttpResponse<String> asked = gateway.post("/policies/application/preview?waitMs=1", DRAFT);

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        JsonNode preview = TestGateway.body(asked);
        assertThat(preview.get("state").asText()).isEqualTo("QUEUED");
        assertThat(preview.get("detail").asText()).isEqualTo("it waits for a node with the check role");
        assertThat(preview.get("sample").asInt()).isEqualTo(200);
        assertThat(preview.has("total")).isFalse();
        String self = preview.at("/links/self").asText();
        assertThat(asked.headers().firstValue("Location")).contains(self);

        HttpResponse<String> later = gateway.send(gateway.request(self).GET().build());
        assertThat(later.statusCode()).isEqualTo(200);
        assertThat(later.body()).isEqualTo(asked.body());
        assertThat(TestGateway.body(gateway.get("/policies/application"))
                        .get("version")
                        .asLong())
                .as("nothing is saved")
                .isZero();
    }

    @Test
    void whoWaitsGetsTheResultAsSoonAsItIsThere() {
        CompletableFuture<HttpResponse<String>> asked =
                gateway.sendAsync(gateway.json("/policies/application/preview?sample=7&waitMs=10000", "POST", DRAFT));
        await().until(() -> gateway.rows.count("policy_preview") == 1);
        Claimed claimed = claimed();
        assertThat(claimed.sample()).isEqualTo(7);
        String path = "/policies/application/previews/" + claimed.previewId();
        assertThat(TestGateway.body(gateway.get(path)).get("state").asText()).isEqualTo("RUNNING");

        finish(claimed);

        HttpResponse<String> response = asked.join();
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode preview = TestGateway.body(response);
        assertThat(preview.get("state").asText()).isEqualTo("FINISHED");
        assertThat(preview.has("detail")).isFalse();
        assertThat(preview.at("/result/toNone").asInt()).isEqualTo(1);
        assertThat(preview.at("/result/changed/0/resultState/after").asText()).isEqualTo("NONE");
        assertThat(gateway.get(path + "?waitMs=10000").body()).isEqualTo(response.body());
        assertThat(gateway.get(path.replace("application", "other")).statusCode())
                .as("of another type")
                .isEqualTo(404);
    }

    @Test
    void whatFailedHasAnEndToo() {
        gateway.post("/policies/application/preview?waitMs=0", DRAFT);
        Claimed claimed = claimed();
        store().run(tables -> tables.policyPreviews().fail(claimed, "the preview failed: X"));

        HttpResponse<String> response =
                gateway.get("/policies/application/previews/" + claimed.previewId() + "?waitMs=10000");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(TestGateway.body(response).get("state").asText()).isEqualTo("FAILED");
        assertThat(TestGateway.body(response).get("detail").asText()).isEqualTo("the preview failed: X");
    }

    @Test
    void aDraftIsRefusedAsASavedPolicyIs() {
        refused("", "{\"thresholds\":{\"containment\":2}}", "thresholds.containment");
        refused("", "{\"leftOut\":{\"bibliografy\":true}}", "leftOut.bibliografy");
        refused("", "{\"businessType\":\"other\"}", "businessType");
        refused("?sample=0", DRAFT, "sample");
        refused("?sample=1001", DRAFT, "sample");
        refused("?sample=many", DRAFT, "sample");
        refused("?waitMs=10001", DRAFT, "waitMs");
        refused("?samples=3", DRAFT, "samples");
        assertThat(gateway.rows.count("policy_preview")).isZero();
    }

    private static void refused(String query, String draft, String path) {
        HttpResponse<String> response = gateway.post("/policies/application/preview" + query, draft);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(TestGateway.body(response).get("path").asText()).isEqualTo(path);
    }

    @Test
    void moreThanTheBoundAreRefusedUntilOneHasEnded() {
        for (int i = 0; i < 10; i++) {
            assertThat(gateway.post("/policies/application/preview?waitMs=0", DRAFT)
                            .statusCode())
                    .isEqualTo(202);
        }

        HttpResponse<String> response = gateway.post("/policies/application/preview", DRAFT);

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(TestGateway.body(response).get("code").asText()).isEqualTo("TOO_MANY_PREVIEWS");
        assertThat(response.headers().firstValue("Retry-After")).contains("5");
        finish(claimed());
        assertThat(gateway.post("/policies/application/preview?waitMs=0", DRAFT).statusCode())
                .isEqualTo(202);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(gateway.get("/policies/application/previews/none").statusCode())
                .isEqualTo(404);
        assertThat(gateway.get("/policies/a:b/previews/none").statusCode()).isEqualTo(400);
    }
}
