package org.dupcheck.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A name that was misspelt is told with the nearest one; a submission without an applicant is none. */
final class UnknownNamesTest extends GatewayTest {
    private static String submission(String applicant) {
        return "{\"businessType\": \"names\", \"businessId\": \"n\", \"mode\": \"SUBMIT\"" + applicant
                + ", \"sections\": [{\"key\": \"a\", \"text\": \"文本\"}]}";
    }

    private static void assertUnknown(HttpResponse<String> response, String path, String detail) {
        JsonNode problem = TestGateway.body(response);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(problem.get("code").asText()).isEqualTo("UNKNOWN_FIELD");
        assertThat(problem.get("path").asText()).isEqualTo(path);
        assertThat(problem.get("detail").asText()).contains(detail);
    }

    @Test
    void aSubmissionForGoodNeedsAnApplicant() {
        HttpResponse<String> response = gateway.post("/submissions", submission(""));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestGateway.body(response).get("code").asText()).isEqualTo("MISSING_FIELD");
        assertThat(TestGateway.body(response).get("path").asText()).isEqualTo("applicant");
        assertThat(gateway.post("/submissions", submission("").replace("SUBMIT", "PRECHECK"))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void aMisspeltFieldIsToldWithTheNearestName() {
        assertUnknown(
                gateway.post("/submissions", submission(", \"aplicant\": {\"userId\": \"u\"}")),
                "aplicant",
                "did you mean applicant?");
        assertUnknown(
                gateway.post("/submissions", submission(", \"applicant\": {\"userid\": \"u\"}")),
                "applicant.userid",
                "did you mean userId?");
        assertUnknown(
                gateway.post(
                        "/reference-events",
                        "[{\"documentType\": \"t\", \"documentId\": \"d\", \"revision\": 1, \"kind\": \"DELETED\","
                                + " \"tittle\": \"x\"}]"),
                "[0].tittle",
                "did you mean title?");
        assertUnknown(
                gateway.send(gateway.json("/submissions/t/i/sections/k", "PUT", "{\"txt\": \"文本\"}")),
                "txt",
                "did you mean text?");
        assertUnknown(
                gateway.post("/verdicts/v/confirmation", "{\"decission\": \"CONFIRM\"}"),
                "decission",
                "did you mean decision?");
    }

    @ParameterizedTest
    @CsvSource({
        "/checks?userId=x, userId, it takes state",
        "/checks?stat=FINISHED, stat, did you mean state?",
        "/checks?limit=1&Limit=2, Limit, did you mean limit?",
        "/messages?userid=u, userid, did you mean userId?",
        "/reference-set?x=1, x, it takes none",
        "/verdicts/a/b/latest?revision=1, revision, it takes none",
        "/work-orders/w?history=true, history, it takes none"
    })
    void anUnknownQueryParameterIsToldAndNotLost(String path, String parameter, String detail) {
        assertUnknown(gateway.get(path), parameter, detail);
    }

    @Test
    void aParameterThatIsNamedTwiceIsRefused() {
        HttpResponse<String> response = gateway.get("/checks?limit=1&limit=2");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestGateway.body(response).get("path").asText()).isEqualTo("limit");
    }

    /** Whoever probes health or scrapes metrics may add what it likes. */
    @Test
    void operationsTakeAnyParameter() {
        assertThat(gateway.send(gateway.request("/health/live?nocache=1").build())
                        .statusCode())
                .isEqualTo(200);
        assertThat(gateway.send(gateway.request("/metrics?name[]=a".replace("[]", "%5B%5D"))
                                .build())
                        .statusCode())
                .isEqualTo(200);
    }
}
