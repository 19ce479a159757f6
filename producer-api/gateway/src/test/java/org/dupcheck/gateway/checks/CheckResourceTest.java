package org.dupcheck.gateway.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.TestGateway;
import org.junit.jupiter.api.Test;

final class CheckResourceTest extends GatewayTest {
    @Test
    void tellsAFinishedCheck() {
        Verdict verdict = gateway.rows.finish(new BusinessKey("one", "A/1"), 3);

        JsonNode check = TestGateway.body(gateway.get("/checks/one/A%2F1"));

        assertThat(check.get("state").asText()).isEqualTo("FINISHED");
        assertThat(check.get("resultState").asText()).isEqualTo("DUPLICATES");
        assertThat(check.get("pagesDone").asInt()).isEqualTo(4);
        assertThat(check.get("verdictId").asText()).isEqualTo(verdict.verdictId());
        assertThat(check.get("links").get("verdict").asText()).isEqualTo("/api/v1/verdicts/" + verdict.verdictId());
        assertThat(check.get("error").isNull()).isTrue();
    }

    @Test
    void aFailedCheckNeverReadsAsClean() {
        gateway.rows.check(new BusinessKey("one", "F"), 3, CheckState.FAILED);

        JsonNode check = TestGateway.body(gateway.get("/checks/one/F"));

        assertThat(check.get("state").asText()).isEqualTo("FAILED");
        assertThat(check.get("error").asText()).isEqualTo("the scan failed");
        assertThat(check.get("resultState").isNull()).isTrue();
        assertThat(check.get("verdictId").isNull()).isTrue();
    }

    @Test
    void knowsNothingOfWhatWasNeverSubmitted() {
        assertThat(gateway.get("/checks/one/never").statusCode()).isEqualTo(404);
    }

    @Test
    void thePreCheckOfASectionDoesNotHideThatOfItsDocument() {
        BusinessKey key = new BusinessKey("one", "both");
        Verdict document = gateway.rows.finishPreCheck(CheckKey.document(key), 1);
        gateway.rows.finishPreCheck(new CheckKey(key, "背景"), 2);

        JsonNode check = TestGateway.body(gateway.get("/checks/one/both"));
        JsonNode latest = TestGateway.body(gateway.get("/verdicts/one/both/latest"));

        assertThat(check.get("verdictId").asText()).isEqualTo(document.verdictId());
        assertThat(check.get("section").isNull()).isTrue();
        assertThat(latest.get("verdictId").asText()).isEqualTo(document.verdictId());
        assertThat(latest.has("section")).isFalse();
    }

    @Test
    void whereOnlySectionsWereCheckedTheAnswerNamesTheSection() {
        BusinessKey key = new BusinessKey("one", "sections");
        gateway.rows.finishPreCheck(new CheckKey(key, "\"背景\""), 1);

        assertThat(TestGateway.body(gateway.get("/checks/one/sections"))
                        .get("section")
                        .asText())
                .isEqualTo("\"背景\"");
        assertThat(TestGateway.body(gateway.get("/verdicts/one/sections/latest"))
                        .get("section")
                        .asText())
                .isEqualTo("\"背景\"");
    }

    @Test
    void aPreCheckOfTheDocumentThatWasAcceptedComesBeforeThatOfASection() {
        BusinessKey key = new BusinessKey("one", "accepted");
        gateway.rows.finishPreCheck(new CheckKey(key, "a"), 1);
        gateway.post(
                "/submissions",
                "{\"businessType\": \"one\", \"businessId\": \"accepted\", \"mode\": \"PRECHECK\","
                        + " \"sections\": [{\"key\": \"a\", \"text\": \"文本\"}]}");

        JsonNode check = TestGateway.body(gateway.get("/checks/one/accepted"));

        assertThat(check.get("state").asText()).isEqualTo("QUEUED");
        assertThat(check.get("section").isNull()).isTrue();
    }

    @Test
    void listsNewestFirstInPagesThatMissNothing() {
        Instant start = Instant.parse("2026-01-01T00:00:00.123456Z");
        for (int i = 0; i < 7; i++) {
            // pairs share a time: the id decides
            gateway.rows.check(new BusinessKey("paged", "P" + i), 1, CheckState.RUNNING, 0, 1, start.plusMillis(i / 2));
        }
        List<String> ids = new ArrayList<>();
        String query = "/checks?type=paged&limit=3";
        String next = "";
        int pages = 0;
        while (next != null) {
            JsonNode page = TestGateway.body(gateway.get(query + (next.isEmpty() ? "" : "&after=" + next)));
            page.get("checks").forEach(check -> ids.add(check.get("businessId").asText()));
            next = page.has("next") ? page.get("next").asText() : null;
            pages++;
        }

        assertThat(ids).containsExactly("P6", "P5", "P4", "P3", "P2", "P1", "P0");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void listsByStateAndResult() {
        gateway.rows.check(new BusinessKey("filtered", "run"), 1, CheckState.RUNNING);
        gateway.rows.finish(new BusinessKey("filtered", "clean"), 1, ResultState.NONE, Instant.now());
        gateway.rows.finish(new BusinessKey("filtered", "copied"), 1, ResultState.DUPLICATES, Instant.now());

        assertThat(ids("/checks?type=filtered&state=RUNNING")).containsExactly("run");
        assertThat(ids("/checks?type=filtered&resultState=NONE")).containsExactly("clean");
        assertThat(ids("/checks?type=filtered&state=finished&resultState=DUPLICATES"))
                .containsExactly("copied");
        assertThat(ids("/checks?type=nothing")).isEmpty();
    }

    private static List<String> ids(String path) {
        List<String> ids = new ArrayList<>();
        TestGateway.body(gateway.get(path))
                .get("checks")
                .forEach(check -> ids.add(check.get("businessId").asText()));
        return ids;
    }
}
