package org.dupcheck.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.gateway.TestGateway.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.ReviewRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditResourceTest extends GatewayTest {
    private static final AtomicInteger KEYS = new AtomicInteger();

    @Test
    void whatAReviewerDoesIsThereWithVerdictPersonAndReason() {
        BusinessKey key = new BusinessKey("audited", "a" + KEYS.incrementAndGet());
        Verdict verdict = ReviewRows.write(gateway.rows, key, 1, "wang");
        String path = "/verdicts/" + verdict.verdictId() + "/review";
        String left = "{\"documentType\": \"initiation\", \"documentId\": \"LX-2\"";
        assertThat(gateway.post(path, "{\"excluded\": [" + left + ", \"reason\": \"通用\"}]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.post(path, "{\"restored\": [" + left + "}], \"decision\": \"RETURN\", \"note\": \"重写\"}")
                        .statusCode())
                .isEqualTo(200);

        JsonNode entries = entries("?subject=" + key.businessType() + ":" + key.businessId());
        assertThat(entries)
                .extracting(entry -> entry.get("action").asText())
                .containsExactlyInAnyOrder("REVIEW_RETURN", "REVIEW_RESTORE", "REVIEW_EXCLUDE");
        JsonNode first = entries.get(2);
        assertThat(first.get("action").asText()).isEqualTo("REVIEW_EXCLUDE");
        assertThat(first.get("type").asText()).isEqualTo("audited");
        assertThat(first.get("revision").asLong()).isEqualTo(1);
        assertThat(first.get("verdictId").asText()).isEqualTo(verdict.verdictId());
        assertThat(first.get("detail").asText()).isEqualTo("initiation:LX-2");
        assertThat(first.get("userId").asText()).isEqualTo("anybody");
        assertThat(first.get("note").asText()).isEqualTo("通用");
        assertThat(first.get("forgotten").asBoolean()).isFalse();
        assertThat(first.get("hash").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void whatIsRefusedIsNotThere() {
        BusinessKey key = new BusinessKey("audited", "a" + KEYS.incrementAndGet());
        Verdict verdict = ReviewRows.write(gateway.rows, key, 1, "wang");
        assertThat(gateway.post(
                                "/verdicts/" + verdict.verdictId() + "/review",
                                "{\"decision\": \"RETURN\", \"note\": \"重写\", \"seen\": 7}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(entries("?subject=" + key.businessType() + ":" + key.businessId()))
                .isEmpty();
    }

    @Test
    void aPolicyIsThereOnceForEachVersion() {
        String type = "audited-" + KEYS.incrementAndGet();
        for (String policy : List.of("{\"leastTokens\": 20}", "{\"leastTokens\": 20}", "{\"leastTokens\": 30}")) {
            HttpResponse<String> saved = put(type, policy);
            assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        }
        assertThat(entries("?type=" + type))
                .extracting(entry -> entry.get("detail").asText())
                .containsExactly("version 2", "version 1");
    }

    @Test
    void thePagesOfTheLogGoFromTheNewestToTheFirst() {
        String type = "audited-" + KEYS.incrementAndGet();
        for (int i = 0; i < 5; i++) {
            assertThat(put(type, "{\"leastTokens\": " + (20 + i) + "}").statusCode())
                    .isEqualTo(200);
        }
        List<String> seen = new ArrayList<>();
        JsonNode page = body(gateway.get("/audit?limit=2&type=" + type));
        while (page.has("next")) {
            page.get("entries").forEach(entry -> seen.add(entry.get("detail").asText()));
            page = body(gateway.get(
                    "/audit?limit=2&type=" + type + "&after=" + page.get("next").asText()));
        }
        page.get("entries").forEach(entry -> seen.add(entry.get("detail").asText()));
        assertThat(seen).containsExactly("version 5", "version 4", "version 3", "version 2", "version 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=201", "?after=x", "?userId=wang", "?type=%00"})
    void whatCannotBeAskedForIsNamed(String query) {
        assertThat(gateway.get("/audit" + query).statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> put(String type, String json) {
        return gateway.send(gateway.json("/policies/" + type, "PUT", json));
    }

    private static JsonNode entries(String query) {
        HttpResponse<String> response = gateway.get("/audit" + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("private, no-store");
        return body(response).get("entries");
    }
}
