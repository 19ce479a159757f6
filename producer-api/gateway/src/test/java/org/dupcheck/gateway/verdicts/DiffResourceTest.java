package org.dupcheck.gateway.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.TestGateway;
import org.junit.jupiter.api.Test;

final class DiffResourceTest extends GatewayTest {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
    private static final BusinessKey KEY = new BusinessKey("d", "1");

    @Test
    void tellsWhatMadeTheFigureMove() {
        Verdict clean = gateway.rows.finish(KEY, 1, ResultState.NONE, Instant.now());
        Verdict duplicates = gateway.rows.finish(KEY, 2);

        JsonNode diff = TestGateway.body(diff(clean.verdictId(), duplicates.verdictId()));
        JsonNode back = TestGateway.body(diff(duplicates.verdictId(), clean.verdictId()));

        assertThat(diff.get("from").get("verdictId").asText()).isEqualTo(clean.verdictId());
        assertThat(diff.get("to").get("revision").asLong()).isEqualTo(2);
        assertThat(diff.get("moved").asDouble()).isEqualTo(0.5);
        JsonNode source = diff.get("sources").get("gained").get(0);
        assertThat(source.get("documentId").asText()).isEqualTo("D/1 100%");
        assertThat(source.get("containment").has("from")).isFalse();
        assertThat(source.get("containment").get("to").asDouble()).isEqualTo(0.5);
        assertThat(source.get("passages").get("to").asInt()).isEqualTo(1);
        assertThat(diff.get("confirmationReasons").get("gained").get(0).asText())
                .isEqualTo("DUPLICATES");
        assertThat(back.get("moved").asDouble()).isEqualTo(-0.5);
        assertThat(back.get("sources")
                        .get("lost")
                        .get(0)
                        .get("containment")
                        .get("from")
                        .asDouble())
                .isEqualTo(0.5);
    }

    @Test
    void aVerdictDoesNotDifferFromItself() {
        Verdict verdict = gateway.rows.finish(KEY, 3);

        JsonNode diff = TestGateway.body(diff(verdict.verdictId(), verdict.verdictId()));

        assertThat(diff.get("moved").asDouble()).isZero();
        assertThat(diff.get("because")).isEmpty();
        assertThat(diff.get("sources").get("unchanged").asInt()).isEqualTo(1);
    }

    @Test
    void aPreCheckOfTheDocumentMayBeComparedWithItsSubmission() {
        Verdict submitted = gateway.rows.finish(KEY, 4);
        Verdict preChecked = gateway.rows.finishPreCheck(new CheckKey(KEY, "立项背景"), 4);

        JsonNode diff = TestGateway.body(diff(preChecked.verdictId(), submitted.verdictId()));

        assertThat(diff.get("from").get("mode").asText()).isEqualTo("PRECHECK");
        assertThat(diff.get("to").get("mode").asText()).isEqualTo("SUBMIT");
    }

    @Test
    void whatCannotBeComparedIsRefusedByName() {
        Verdict verdict = gateway.rows.finish(KEY, 5);
        Verdict foreign = gateway.rows.finish(new BusinessKey("d", "2"), 5);
        Verdict otherType = gateway.rows.finish(new BusinessKey("e", "1"), 5);

        assertProblem(diff(verdict.verdictId(), foreign.verdictId()), 400, "DIFFERENT_DOCUMENTS", "otherVerdictId");
        assertProblem(diff(verdict.verdictId(), otherType.verdictId()), 400, "DIFFERENT_DOCUMENTS", "otherVerdictId");
        assertProblem(diff(NOBODY, verdict.verdictId()), 404, "NOT_FOUND", "verdictId");
        assertProblem(diff(verdict.verdictId(), NOBODY), 404, "NOT_FOUND", "otherVerdictId");
        assertProblem(diff(verdict.verdictId(), "a%07b"), 400, "INVALID_FIELD", "otherVerdictId");
        assertProblem(diff("%0A", verdict.verdictId()), 400, "INVALID_FIELD", "verdictId");
        assertProblem(diff(verdict.verdictId(), verdict.verdictId() + "?limit=3"), 400, "UNKNOWN_FIELD", "limit");
    }

    @Test
    void aDocumentMayBeCalledDiff() {
        Verdict verdict = gateway.rows.finish(new BusinessKey("d", "diff"), 1);

        assertThat(TestGateway.body(gateway.get("/verdicts/d/diff/latest"))
                        .get("verdictId")
                        .asText())
                .isEqualTo(verdict.verdictId());
        assertThat(TestGateway.body(gateway.get("/verdicts/d/diff/history")).get("verdicts"))
                .hasSize(1);
    }

    private static HttpResponse<String> diff(String from, String to) {
        return gateway.get("/verdicts/" + from + "/diff/" + to);
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code, String path) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(TestGateway.body(response).get("code").asText()).isEqualTo(code);
        assertThat(TestGateway.body(response).get("path").asText()).isEqualTo(path);
    }
}
