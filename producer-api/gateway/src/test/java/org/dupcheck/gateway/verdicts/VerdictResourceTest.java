package org.dupcheck.gateway.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.Rows;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.gateway.cache.VerdictCacheSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VerdictResourceTest extends GatewayTest {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    @Test
    void givesTheStoredBytesAndHowFarBehindTheyAre() {
        Verdict verdict = gateway.rows.finish(new BusinessKey("v", "bytes"), 1);
        String stored = new String(new JsonCodec().write(verdict), StandardCharsets.UTF_8);
        gateway.rows.references.version(12);

        HttpResponse<String> current = gateway.get("/verdicts/" + verdict.verdictId());
        gateway.rows.references.version(15);
        HttpResponse<String> behind = gateway.get("/verdicts/" + verdict.verdictId());

        assertThat(current.body()).isEqualTo("{\"current\":true,\"changesBehind\":0," + stored.substring(1));
        assertThat(behind.body()).isEqualTo("{\"current\":false,\"changesBehind\":3," + stored.substring(1));
        assertThat(current.headers().firstValue("etag")).hasValue("W/\"" + verdict.verdictId() + ".0\"");
        assertThat(behind.headers().firstValue("etag")).hasValue("W/\"" + verdict.verdictId() + ".3\"");
        Verdict read = new JsonCodec().read(behind.body(), Verdict.class);
        assertThat(read.current()).isFalse();
        assertThat(read.changesBehind()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"%s.0\"", "\"%s.0\"", "\"other\", \"%s.0\"", "*"})
    void givesNothingAgainToWhoHasItAlready(String ifNoneMatch) {
        Verdict verdict = gateway.rows.finish(new BusinessKey("v", "etag"), 1);
        gateway.rows.references.version(12);
        for (String path : List.of("/verdicts/" + verdict.verdictId(), "/verdicts/v/etag/latest")) {
            HttpResponse<String> response = get(path, ifNoneMatch.formatted(verdict.verdictId()));

            assertThat(response.statusCode()).isEqualTo(304);
            assertThat(response.body()).isEmpty();
        }
    }

    @Test
    void givesItAgainOnceTheReferenceSetHasMovedOn() {
        Verdict verdict = gateway.rows.finish(new BusinessKey("v", "moved"), 1);
        gateway.rows.references.version(13);
        for (String path : List.of("/verdicts/" + verdict.verdictId(), "/verdicts/v/moved/latest")) {
            HttpResponse<String> ofBefore = get(path, "W/\"" + verdict.verdictId() + ".0\"");
            HttpResponse<String> ofAnOlderVersion = get(path, "W/\"" + verdict.verdictId() + "\"");

            assertThat(TestGateway.body(ofBefore).get("changesBehind").asLong()).isEqualTo(1);
            assertThat(TestGateway.body(ofBefore).get("current").asBoolean()).isFalse();
            assertThat(ofAnOlderVersion.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void saysWhetherItWasInMemoryAndTimesBoth() {
        Verdict verdict = gateway.rows.finish(new BusinessKey("v", "status"), 1);
        gateway.rows.references.version(12);
        String path = "/verdicts/" + verdict.verdictId();

        HttpResponse<String> first = gateway.get(path);
        HttpResponse<String> second = gateway.get(path);

        assertThat(first.headers().firstValue("Cache-Status")).hasValue("dupcheck; fwd=miss");
        // the gateway of the tests looks at each read
        assertThat(second.headers().firstValue("Cache-Status")).hasValue("dupcheck; hit; detail=revalidated");
        assertThat(second.body()).isEqualTo(first.body());
        for (String from : List.of("database", "revalidated")) {
            assertThat(gateway.meters
                            .get("dupcheck.verdict.reads")
                            .tag("from", from)
                            .timer()
                            .count())
                    .as(from)
                    .isPositive();
        }
    }

    /** Two gateways with memories of their own; whoever asks either of them sees the newest. */
    @Test
    void aVerdictThatAnotherNodeStoresIsToldByEachGateway() {
        BusinessKey key = new BusinessKey("v", "nodes");
        try (TestGateway other = gateway.another(settings -> settings)) {
            assertThat(other.get("/verdicts/v/nodes/latest").statusCode()).isEqualTo(404);
            for (long revision = 1; revision <= 3; revision++) {
                gateway.rows.finish(key, revision);
                for (TestGateway one : List.of(gateway, other, gateway, other)) {
                    assertThat(TestGateway.body(one.get("/verdicts/v/nodes/latest"))
                                    .get("revision")
                                    .asLong())
                            .isEqualTo(revision);
                }
            }
            gateway.rows.update("delete from verdict where business_id = 'nodes'");
            assertThat(other.get("/verdicts/v/nodes/latest").statusCode()).isEqualTo(404);
            assertThat(gateway.get("/verdicts/v/nodes/latest").statusCode()).isEqualTo(404);
        }
    }

    /** Whoever sees a finished check sees its verdict, at once, by whatever lag. */
    @Test
    void whoIsToldOfAFinishedCheckFindsItsVerdict() {
        BusinessKey key = new BusinessKey("v", "told");
        try (TestGateway slow = gateway.another(
                settings -> settings.withVerdictCache(VerdictCacheSettings.DEFAULT.withLag(Duration.ofHours(1))))) {
            for (long revision = 1; revision <= 3; revision++) {
                Verdict verdict = gateway.rows.finish(key, revision);

                JsonNode check = TestGateway.body(slow.get("/checks/v/told"));

                assertThat(check.get("verdictId").asText()).isEqualTo(verdict.verdictId());
                assertThat(TestGateway.body(slow.get("/verdicts/v/told/latest"))
                                .get("verdictId")
                                .asText())
                        .isEqualTo(verdict.verdictId());
            }
            gateway.rows.references.version(20);
            assertThat(TestGateway.body(slow.get("/reference-set"))
                            .get("corpusVersion")
                            .asLong())
                    .isEqualTo(20);
            assertThat(TestGateway.body(slow.get("/verdicts/v/told/latest"))
                            .get("changesBehind")
                            .asLong())
                    .isEqualTo(8);
        }
    }

    private static HttpResponse<String> get(String path, String ifNoneMatch) {
        return gateway.send(gateway.request(TestGateway.API + path)
                .header("If-None-Match", ifNoneMatch)
                .build());
    }

    @Test
    void givesItToWhoHasAnotherOne() {
        Verdict verdict = gateway.rows.finish(new BusinessKey("v", "etag2"), 1);

        HttpResponse<String> response =
                gateway.send(gateway.request(TestGateway.API + "/verdicts/" + verdict.verdictId())
                        .header("If-None-Match", "\"other\"")
                        .build());

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void knowsTheLatestAndTheHistory() {
        BusinessKey key = new BusinessKey("v", "history");
        Instant start = Instant.parse("2026-01-01T00:00:00.000001Z");
        for (int revision = 1; revision <= 5; revision++) {
            gateway.rows.finish(key, revision, ResultState.NONE, start.plusSeconds(revision));
        }

        JsonNode latest = TestGateway.body(gateway.get("/verdicts/v/history/latest"));
        List<Long> revisions = new ArrayList<>();
        JsonNode first = TestGateway.body(gateway.get("/verdicts/v/history/history?limit=3"));
        JsonNode second = TestGateway.body(gateway.get(
                "/verdicts/v/history/history?limit=3&after=" + first.get("next").asText()));
        first.get("verdicts").forEach(v -> revisions.add(v.get("revision").asLong()));
        second.get("verdicts").forEach(v -> revisions.add(v.get("revision").asLong()));

        assertThat(latest.get("revision").asLong()).isEqualTo(5);
        assertThat(revisions).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void theHistorySaysWhyEachVerdictWasMadeAndHowFarBehindItIs() {
        BusinessKey key = new BusinessKey("v", "why");
        gateway.rows.finish(key, 1);
        gateway.rows.references.version(14);

        JsonNode line = TestGateway.body(gateway.get("/verdicts/v/why/history"))
                .get("verdicts")
                .get(0);

        assertThat(line.get("reason").asText()).isEqualTo("FIRST");
        assertThat(line.get("containment").asDouble()).isEqualTo(0.5);
        assertThat(line.get("longestRun").asInt()).isEqualTo(4);
        assertThat(line.get("tokens").asInt()).isEqualTo(8);
        assertThat(line.get("matchedTokens").asInt()).isEqualTo(4);
        assertThat(line.get("current").asBoolean()).isFalse();
        assertThat(line.get("changesBehind").asLong()).isEqualTo(2);
        gateway.rows.references.version(12);
        JsonNode current = TestGateway.body(gateway.get("/verdicts/v/why/history"))
                .get("verdicts")
                .get(0);
        assertThat(current.get("current").asBoolean()).isTrue();
        assertThat(current.get("changesBehind").asLong()).isZero();
    }

    @Test
    void showsVerdictsThatAnOlderVersionStored() {
        Verdict verdict = gateway.rows.finish(new BusinessKey("v", "old"), 1);
        gateway.rows.update(
                "update verdict set reason = null, containment = null, longest_run = null, tokens = null,"
                        + " matched_tokens = null, body = replace(body::text, '\"FIRST\"', '\"SCANNED\"')::json"
                        + " where verdict_id = ?",
                verdict.verdictId());

        JsonNode shown = TestGateway.body(gateway.get("/verdicts/" + verdict.verdictId()));
        JsonNode line = TestGateway.body(gateway.get("/verdicts/v/old/history"))
                .get("verdicts")
                .get(0);

        assertThat(shown.get("reason").asText()).isEqualTo("SCANNED");
        assertThat(line.get("reason").asText()).isEqualTo("SCANNED");
        assertThat(line.get("containment").asDouble()).isEqualTo(0.5);
        assertThat(line.get("matchedTokens").asInt()).isEqualTo(4);
    }

    @Test
    void knowsNoVerdictThatIsNone() {
        assertThat(gateway.get("/verdicts/" + NOBODY).statusCode()).isEqualTo(404);
        assertThat(gateway.get("/verdicts/v/none/latest").statusCode()).isEqualTo(404);
        assertThat(gateway.get("/verdicts/" + NOBODY + "/matches/a/b").statusCode())
                .isEqualTo(404);
        assertThat(TestGateway.body(gateway.get("/verdicts/v/none/history"))
                        .get("verdicts")
                        .size())
                .isZero();
    }

    @Test
    void showsAMatchWithTheTextsItsOffsetsPointInto() {
        BusinessKey key = new BusinessKey("v", "match");
        Verdict verdict = gateway.rows.finish(key, 3);
        gateway.rows.submission(key, 3, "新项目", List.of(new Section("立项背景", "面向园区能源监测")));
        gateway.rows.references.add("initiation", "D/1 100%", 7, 1, "旧项目", List.of(new Section("背景", "园区能源管理")));
        String path = "/verdicts/" + verdict.verdictId() + "/matches/initiation/D%2F1%20100%25";

        JsonNode before = TestGateway.body(gateway.get(path));
        gateway.rows.references.replace("initiation", "D/1 100%", 8, 2, List.of(new Section("背景", "全部改写")));
        JsonNode after = TestGateway.body(gateway.get(path));

        JsonNode passage = before.get("passages").get(0);
        String submitted =
                before.get("submission").get("sections").get(0).get("text").asText();
        String referred =
                before.get("reference").get("sections").get(0).get("text").asText();
        assertThat(submitted.substring(
                        passage.get("start").asInt(), passage.get("end").asInt()))
                .isEqualTo(referred.substring(
                        passage.get("sourceStart").asInt(),
                        passage.get("sourceEnd").asInt()));
        assertThat(before.get("submission").get("title").asText()).isEqualTo("新项目");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void showsAnotherOpenSubmissionWithItsText() {
        BusinessKey key = new BusinessKey("v", "pending");
        BusinessKey other = new BusinessKey("v", "another");
        Verdict.Match match = new Verdict.Match(
                "v", "another", 2, "另一份", 1, 4, List.of(new Verdict.Passage("立项背景", 2, 6, "背景", 0, 4, 1.0)));
        Verdict verdict = Rows.verdict(key, 1, ResultState.NONE, Instant.now())
                .withPending(
                        "pending-id",
                        VerdictReason.RECHECK,
                        Instant.now(),
                        List.of(ConfirmationReason.PENDING),
                        7,
                        List.of(match));
        gateway.rows.verdict(verdict);
        gateway.rows.submission(key, 1, "新项目", List.of(new Section("立项背景", "面向园区能源监测")));
        gateway.rows.submission(other, 2, "另一份", List.of(new Section("背景", "园区能源管理")));
        String path = "/verdicts/pending-id/matches/v/another";

        JsonNode shown = TestGateway.body(gateway.get(path + "?pending=true"));

        assertThat(shown.get("reference").get("sections").get(0).get("text").asText())
                .isEqualTo("园区能源管理");
        assertThat(shown.get("documentRevision").asLong()).isEqualTo(2);
        assertThat(gateway.get(path).statusCode()).as("no approved document").isEqualTo(404);
        assertThat(gateway.get(path + "?pending=maybe").statusCode()).isEqualTo(400);
        JsonNode whole = TestGateway.body(gateway.get("/verdicts/pending-id"));
        assertThat(whole.get("pending").get(0).get("documentId").asText()).isEqualTo("another");
        assertThat(whole.get("openVersion").asLong()).isEqualTo(7);
        assertThat(whole.get("containment").asDouble()).isZero();
    }

    @Test
    void showsAMatchWhoseTextsAreGone() {
        Verdict verdict = gateway.rows.finish(new BusinessKey("v", "gone"), 3);
        gateway.rows.update("delete from reference_document");
        gateway.rows.update("delete from reference_text");

        JsonNode match = TestGateway.body(
                gateway.get("/verdicts/" + verdict.verdictId() + "/matches/initiation/D%2F1%20100%25"));

        assertThat(match.has("submission")).isFalse();
        assertThat(match.has("reference")).isFalse();
        assertThat(match.get("passages").size()).isEqualTo(1);
        assertThat(gateway.get("/verdicts/" + verdict.verdictId() + "/matches/initiation/other")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void passesOnAConfirmationOfTheCurrentVerdict() {
        Verdict verdict = gateway.rows.finish(new BusinessKey("v", "confirm"), 1);

        HttpResponse<String> response = gateway.post(
                "/verdicts/" + verdict.verdictId() + "/confirmation",
                "{\"decision\": \"CONFIRM\", \"reason\": \"延续性项目\", \"userId\": \"u1\"}");

        assertThat(response.statusCode()).isEqualTo(202);
        JsonNode sent = gateway.lastPublished(gateway.topics.confirmations(), "v:confirm");
        assertThat(sent.get("verdictId").asText()).isEqualTo(verdict.verdictId());
        assertThat(sent.get("decision").asText()).isEqualTo("CONFIRM");
        assertThat(sent.get("reason").asText()).isEqualTo("延续性项目");
        assertThat(sent.get("userId").asText()).isEqualTo("u1");
    }

    @Test
    void refusesAConfirmationOfAVerdictThatIsNoLongerCurrent() {
        BusinessKey key = new BusinessKey("v", "stale");
        Verdict replaced = gateway.rows.finish(key, 1);
        Verdict running = gateway.rows.finish(key, 2);
        String path = "/verdicts/" + replaced.verdictId() + "/confirmation";
        HttpResponse<String> newerVerdict = gateway.post(path, "{\"decision\": \"CONFIRM\"}");
        gateway.rows.check(key, 3, CheckState.RUNNING);
        HttpResponse<String> newerRuns =
                gateway.post("/verdicts/" + running.verdictId() + "/confirmation", "{\"decision\": \"WITHDRAW\"}");

        assertThat(newerVerdict.statusCode()).isEqualTo(409);
        assertThat(TestGateway.body(newerVerdict).get("code").asText()).isEqualTo("STALE_VERDICT");
        assertThat(newerRuns.statusCode()).isEqualTo(409);
    }

    @Test
    void refusesAConfirmationWhenANewerRevisionWasAccepted() {
        BusinessKey key = new BusinessKey("v", "newer");
        Verdict verdict = gateway.rows.finish(key, 1);
        gateway.post(
                "/submissions",
                "{\"businessType\": \"v\", \"businessId\": \"newer\", \"revision\": 2, \"mode\": \"SUBMIT\","
                        + " \"applicant\": {\"userId\": \"u\"},"
                        + " \"sections\": [{\"key\": \"a\", \"text\": \"文本\"}]}");

        HttpResponse<String> response =
                gateway.post("/verdicts/" + verdict.verdictId() + "/confirmation", "{\"decision\": \"CONFIRM\"}");

        assertThat(response.statusCode()).isEqualTo(409);
    }

    @Test
    void refusesAConfirmationThatIsNone() {
        Verdict verdict = gateway.rows.finish(new BusinessKey("v", "bad"), 1);
        String path = "/verdicts/" + verdict.verdictId() + "/confirmation";

        JsonNode unknown = TestGateway.body(gateway.post(path, "{\"decision\": \"MAYBE\"}"));
        JsonNode missing = TestGateway.body(gateway.post(path, "{}"));
        HttpResponse<String> nobody =
                gateway.post("/verdicts/" + NOBODY + "/confirmation", "{\"decision\": \"CONFIRM\"}");

        assertThat(unknown.get("code").asText()).isEqualTo("UNKNOWN_ENUM");
        assertThat(unknown.get("path").asText()).isEqualTo("decision");
        assertThat(missing.get("code").asText()).isEqualTo("MISSING_FIELD");
        assertThat(missing.get("path").asText()).isEqualTo("decision");
        assertThat(nobody.statusCode()).isEqualTo(404);
    }
}
