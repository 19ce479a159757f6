package org.dupcheck.gateway.submissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.TestGateway;
import org.junit.jupiter.api.Test;

/** A record without a value takes back what came before it in the log, also a revision whose check has not begun. */
final class WithdrawalByNullTest extends GatewayTest {
    private static HttpResponse<String> submit(String id, long revision, String query) {
        return gateway.post("/submissions" + query, """
                {"businessType": "null", "businessId": "%s", "mode": "SUBMIT", "applicant": {"userId": "u1"},
                 "revision": %d, "sections": [{"key": "a", "text": "面向园区能源的统一监测"}]}""".formatted(id, revision));
    }

    private static HttpResponse<String> delete(String id) {
        return gateway.send(gateway.request(TestGateway.API + "/submissions/null/" + id)
                .DELETE()
                .build());
    }

    /** The row that the check role writes where it finds none, after all that is in the log by now. */
    private static void takenBack(String id) {
        gateway.rows.check(new BusinessKey("null", id), 0, CheckState.WITHDRAWN);
        gateway.rows.update(
                "update check_task set withdrawn_by_null = true, record_offset = 1000000000 where business_id = ?", id);
    }

    private static void assertState(HttpResponse<String> response, int status, String state) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(TestGateway.body(response).get("state").asText()).isEqualTo(state);
    }

    @Test
    void whatWasTakenBackBeforeItBeganReadsAsWithdrawn() {
        submit("N-1", 5, "");
        takenBack("N-1");

        assertState(gateway.get("/checks/null/N-1"), 200, "WITHDRAWN");
    }

    @Test
    void nobodyWaitsForWhatWasTakenBackBeforeItBegan() {
        takenBack("N-2");

        assertState(submit("N-2", 5, "?waitMs=10000"), 202, "WITHDRAWN");
    }

    @Test
    void whatCameAfterItIsWaitedFor() {
        takenBack("N-3");
        gateway.rows.update("update check_task set record_offset = -1 where business_id = 'N-3'");

        assertState(submit("N-3", 5, "?waitMs=1000"), 202, "QUEUED");
        assertState(gateway.get("/checks/null/N-3"), 200, "QUEUED");
    }

    @Test
    void whatWasAcceptedHereIsKnownToBeWithdrawn() {
        submit("N-4", 5, "");
        takenBack("N-4");

        HttpResponse<String> response = delete("N-4");

        assertState(response, 200, "WITHDRAWN");
        assertThat(TestGateway.body(response).get("revision").asLong()).isEqualTo(5);
    }

    @Test
    void aRevisionThatWasTakenBackOvertakesNothing() {
        submit("N-5", 9, "");
        assertState(delete("N-5"), 202, "QUEUED");

        assertState(submit("N-5", 8, ""), 202, "QUEUED");
        JsonNode check = TestGateway.body(gateway.get("/checks/null/N-5"));
        assertThat(check.get("mode").asText()).isEqualTo("SUBMIT");
        assertThat(check.get("revision").asLong()).isEqualTo(8);
        assertState(submit("N-5", 7, ""), 202, "SUPERSEDED");
    }

    @Test
    void norDoesOneThatWasTakenBackElsewhere() {
        submit("N-6", 9, "");
        takenBack("N-6");

        assertState(submit("N-6", 8, ""), 202, "QUEUED");
    }

    @Test
    void oneThatBeganOvertakesAlsoWhereItIsWithdrawn() {
        takenBack("N-7");
        gateway.rows.update("update check_task set revision = 9, mode = 'SUBMIT' where business_id = 'N-7'");

        assertState(submit("N-7", 8, ""), 202, "SUPERSEDED");
    }
}
