package org.dupcheck.gateway.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.gateway.TestGateway.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.ReviewRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reviewers do by HTTP. Every answer is held against openapi.yaml. */
final class ReviewResourceTest extends GatewayTest {
    private static final AtomicInteger KEYS = new AtomicInteger();
    private static final String MARKUP = "<script>x()</script>=1+1";
    private static final String FIRST =
            "{'documentType': 'initiation', 'documentId': 'LX-1', 'section': '立项背景', 'start': 0, 'end': 8, 'reason': '本人论文'}";
    private static final String SOURCE = "{'documentType': 'initiation', 'documentId': 'LX-2', 'reason': '通用'}";

    private BusinessKey key;
    private Verdict verdict;

    @BeforeEach
    void verdict() {
        key = new BusinessKey("review", "r" + KEYS.incrementAndGet());
        verdict = ReviewRows.write(gateway.rows, key, 1, "wang");
    }

    private String path() {
        return "/verdicts/" + verdict.verdictId() + "/review";
    }

    private HttpResponse<String> post(String json) {
        return gateway.post(path(), json.replace('\'', '"'));
    }

    private JsonNode done(String json) {
        HttpResponse<String> response = post(json);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return body(response);
    }

    private JsonNode refused(String json, int status, String code) {
        HttpResponse<String> response = post(json);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(body(response).get("code").asText()).isEqualTo(code);
        return body(response);
    }

    private static void assertFigures(JsonNode review, int matched, int longest, String result) {
        JsonNode figures = review.get("figures");
        assertThat(figures.get("matchedTokens").asInt()).isEqualTo(matched);
        assertThat(figures.get("tokens").asInt()).isEqualTo(20);
        assertThat(figures.get("containment").asDouble()).isEqualTo(matched / 20.0);
        assertThat(figures.at("/sections/0/matchedTokens").asInt()).isEqualTo(matched);
        assertThat(figures.get("longestRun").asInt()).isEqualTo(longest);
        assertThat(figures.get("resultState").asText()).isEqualTo(result);
    }

    @Test
    void figuresAreWithoutWhatIsLeftOutAndTheVerdictStays() {
        String stored = gateway.get("/verdicts/" + verdict.verdictId()).body();
        JsonNode before = body(gateway.get(path()));
        assertFigures(before, 14, 8, "DUPLICATES");
        assertThat(before.at("/figures/ratios").size()).isEqualTo(1);

        // letters 4–8 stand in the second source too
        JsonNode passage = done("{'excluded': [" + FIRST + "], 'seen': 0}");
        assertFigures(passage, 10, 6, "DUPLICATES");
        assertThat(passage.at("/figures/ratios/1/name").asText()).isEqualTo("review");
        assertThat(passage.at("/figures/matches/0/documentId").asText()).isEqualTo("LX-2");
        assertThat(passage.at("/figures/matches/1/containment").asDouble()).isEqualTo(.2);
        assertThat(passage.at("/excluded/0/note").asText()).isEqualTo("本人论文");
        assertThat(passage.at("/excluded/0/userId").asText()).isEqualTo("anybody");

        JsonNode both = done("{'excluded': [" + SOURCE + "], 'seen': 1}");
        assertFigures(both, 4, 4, "DUPLICATES");
        JsonNode nothing = done("{'excluded': [{'documentType': 'initiation', 'documentId': 'LX-1', 'reason': '同上'}]}");
        assertFigures(nothing, 0, 0, "NONE");
        assertThat(nothing.at("/figures/matches").size()).isZero();

        JsonNode back = done("{'restored': [{'documentType': 'initiation', 'documentId': 'LX-1'}, " + FIRST + ", "
                + SOURCE + "], 'seen': 3}");
        assertThat(back.get("figures")).isEqualTo(before.get("figures"));
        assertThat(back.get("excluded").size()).isZero();
        assertThat(back.get("acts").size()).isEqualTo(6);
        assertThat(gateway.get("/verdicts/" + verdict.verdictId()).body()).isEqualTo(stored);
    }

    /** It is of no source, so no act can leave it out, and none takes it along. */
    @Test
    void commonTextThatCountsGoesOnCountingWhateverSourceIsLeftOut() {
        key = new BusinessKey("counting", "c1");
        verdict = ReviewRows.writeCommonText(gateway.rows, key, "wang");
        assertThat(body(gateway.get("/verdicts/" + verdict.verdictId()))
                        .at("/ratios/1/name")
                        .asText())
                .isEqualTo("commonText");
        assertFigures(body(gateway.get(path())), 16, 8, "DUPLICATES");

        JsonNode without = done("{'excluded': [{'documentType': 'initiation', 'documentId': 'LX-1', 'reason': '本人'}]}");

        assertFigures(without, 8, 7, "DUPLICATES");
        assertThat(without.at("/figures/matches").size()).isZero();
        assertThat(without.at("/figures/ratios"))
                .extracting(ratio -> ratio.get("name").asText() + " "
                        + ratio.get("matchedTokens").asText())
                .containsExactly("raw 8", "commonText 16", "review 8");
        assertThat(refused(
                                "{'excluded': [{'documentType': 'initiation', 'documentId': 'LX-9', 'reason': '通用'}]}",
                                400,
                                "INVALID_FIELD")
                        .get("path")
                        .asText())
                .isEqualTo("excluded[0].documentId");
    }

    @Test
    void theSameForTheSameReasonIsNoSecondAct() {
        done("{'excluded': [" + SOURCE + "]}");
        assertThat(done("{'excluded': [" + SOURCE + "]}").get("seen").asInt()).isEqualTo(1);
        JsonNode other = done("{'excluded': [" + SOURCE.replace("通用", "另一理由") + "]}");
        assertThat(other.get("seen").asInt()).isEqualTo(2);
        assertThat(other.get("excluded").size()).isEqualTo(1);
        assertThat(other.at("/excluded/0/note").asText()).isEqualTo("另一理由");
    }

    @Test
    void theLastDecisionHolds() {
        assertThat(body(gateway.get(path())).has("decision")).isFalse();
        done("{'decision': 'EXPLAIN', 'note': '" + MARKUP + "'}");
        JsonNode review = done("{'decision': 'ACCEPT', 'seen': 1}");
        assertThat(review.get("decision").asText()).isEqualTo("ACCEPT");
        assertThat(gateway.rows.reviewed()).as("the notifier moves the order").contains(key.toString());
        assertThat(review.at("/acts/0/note").asText()).isEqualTo(MARKUP);
        assertThat(review.at("/acts/1/kind").asText()).isEqualTo("ACCEPT");
        assertThat(body(gateway.get(path()))).isEqualTo(review);
    }

    @Test
    void whoHasNotSeenWhatOthersDidIsTold() {
        done("{'excluded': [" + SOURCE + "], 'seen': 0}");
        JsonNode told = refused("{'decision': 'ACCEPT', 'seen': 0}", 409, "STALE_REVIEW");
        assertThat(told.at("/review/seen").asInt()).isEqualTo(1);
        assertThat(told.at("/review/excluded/0/note").asText()).isEqualTo("通用");
        assertFigures(told.get("review"), 12, 8, "DUPLICATES");
    }

    @Test
    void ofTwoAtOnceOneIsToldOfTheOther() {
        List<CompletableFuture<HttpResponse<String>>> both = IntStream.range(0, 8)
                .mapToObj(i -> gateway.sendAsync(gateway.json(
                        path(), "POST", "{\"decision\": \"RETURN\", \"note\": \"n" + i + "\", \"seen\": 0}")))
                .toList();
        assertThat(both.stream().map(answer -> answer.join().statusCode()).filter(status -> status == 200))
                .hasSize(1);
        assertThat(both.stream().map(answer -> answer.join().statusCode()).filter(status -> status == 409))
                .hasSize(7);
        assertThat(body(gateway.get(path())).get("acts").size()).isEqualTo(1);
    }

    @Test
    void aNewerVerdictIsNamed() {
        Verdict newer = ReviewRows.write(gateway.rows, key, 2, "wang");
        JsonNode told = refused("{'decision': 'ACCEPT'}", 409, "STALE_VERDICT");
        assertThat(told.at("/review/newerVerdictId").asText()).isEqualTo(newer.verdictId());
        assertThat(body(gateway.get(path())).get("newerVerdictId").asText()).isEqualTo(newer.verdictId());
    }

    @Test
    void onAPreCheckNothingIsDecidedAndWhatIsNotThereIsNotFound() {
        verdict = gateway.rows.finishPreCheck(new CheckKey(key, null), 9);
        refused("{'decision': 'ACCEPT'}", 409, "NOTHING_TO_REVIEW");
        String nobody = "/verdicts/00000000-0000-0000-0000-000000000000/review";
        assertThat(gateway.get(nobody).statusCode()).isEqualTo(404);
        assertThat(gateway.post(nobody, "{\"decision\": \"ACCEPT\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void withoutTheTextNothingIsLeftOutAndADecisionIsTakenAllTheSame() {
        gateway.rows.update("delete from submission where business_id = ?", key.businessId());
        refused("{'excluded': [" + SOURCE + "]}", 409, "NOT_COUNTABLE");
        done("{'decision': 'ACCEPT'}");
    }

    @Test
    void whatWasCountedOnceNeedsNoTextAnyMore() {
        done("{'excluded': [" + SOURCE + "]}");
        gateway.rows.update("delete from submission where business_id = ?", key.businessId());
        assertFigures(done("{'excluded': [" + FIRST + "]}"), 4, 4, "DUPLICATES");
    }

    @Test
    void aTextThatIsAnotherOneIsNotCounted() {
        gateway.rows.update(
                "update submission set sections = replace(sections::text, '甲', '，')::json where business_id = ?",
                key.businessId());
        refused("{'excluded': [" + SOURCE + "]}", 409, "NOT_COUNTABLE");
    }

    @Test
    void thereIsABound() {
        gateway.rows.update(
                "insert into verdict_review (verdict_id, number, kind, user_id, user_name, acted_at)"
                        + " select ?, i, 'ACCEPT', 'u', 'U', now() from generate_series(1, 1000) i",
                verdict.verdictId());
        refused("{'decision': 'ACCEPT'}", 409, "TOO_MANY_ACTS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | MISSING_FIELD | decision",
                "{'decision': 'RETURN'} | MISSING_FIELD | note",
                "{'decision': 'EXPLAIN', 'note': '  '} | MISSING_FIELD | note",
                "{'decision': 'MAYBE'} | UNKNOWN_ENUM | decision",
                "{'decison': 'ACCEPT'} | UNKNOWN_FIELD | decison",
                "{'note': 'x', 'excluded': [{'documentType': 'initiation', 'documentId': 'LX-1', 'reason': 'r'}]} | INVALID_FIELD | note",
                "{'decision': 'ACCEPT', 'seen': -1} | INVALID_FIELD | seen",
                "{'excluded': [{'documentType': 'initiation', 'documentId': 'LX-1'}]} | MISSING_FIELD | excluded[0].reason",
                "{'excluded': [{'documentType': 'initiation', 'documentId': 'LX-9', 'reason': 'r'}]} | INVALID_FIELD | excluded[0].documentId",
                "{'excluded': [{'documentType': 'initiation', 'documentId': 'LX-1', 'start': 0, 'reason': 'r'}]} | MISSING_FIELD | excluded[0].section",
                "{'excluded': [{'documentType': 'initiation', 'documentId': 'LX-1', 'section': '立项背景', 'start': 5, 'end': 5, 'reason': 'r'}]} | INVALID_FIELD | excluded[0].end",
                "{'excluded': [{'documentType': 'initiation', 'documentId': 'LX-1', 'section': '立项背景', 'start': 0, 'end': 7, 'reason': 'r'}]} | INVALID_FIELD | excluded[0].start",
                "{'restored': [{'documentType': 'initiation', 'documentId': 'LX-1'}]} | INVALID_FIELD | restored[0]"
            })
    void aFaultIsToldByItsField(String json, String code, String field) {
        assertThat(refused(json, 400, code).get("path").asText()).isEqualTo(field);
        assertThat(body(gateway.get(path())).get("acts").size()).isZero();
    }

    @Test
    void notesAreBounded() {
        refused("{'decision': 'ACCEPT', 'note': '" + "字".repeat(2001) + "'}", 400, "INVALID_FIELD");
        done("{'decision': 'ACCEPT', 'note': '" + "字".repeat(2000) + "'}");
        String many = String.join(", ", java.util.Collections.nCopies(101, SOURCE));
        refused("{'excluded': [" + many + "]}", 400, "INVALID_FIELD");
    }
}
