package org.dupcheck.gateway.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.gateway.submissions.SubmissionBodies.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.TestGateway;
import org.junit.jupiter.api.Test;

final class WithdrawalTest extends GatewayTest {
    @Test
    void whatIsSentAgainAfterAWithdrawalReadsAsQueued() {
        gateway.post("/submissions", submission("before", "")); // takes the offset of the row
        gateway.rows.check(new BusinessKey("project", "A-1"), 3, CheckState.WITHDRAWN);
        gateway.post("/submissions", submission("A-1", ", \"revision\": 3"));

        assertThat(TestGateway.body(gateway.get("/checks/project/A-1"))
                        .get("state")
                        .asText())
                .isEqualTo("QUEUED");
    }

    @Test
    void aWithdrawalHasNoSections() {
        HttpResponse<String> response =
                gateway.post("/submissions", submission("O-2", "").replace("SUBMIT", "WITHDRAW"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestGateway.body(response).get("path").asText()).isEqualTo("sections");
    }

    private static HttpResponse<String> delete(String id) {
        return gateway.send(gateway.request(TestGateway.API + "/submissions/project/" + id)
                .DELETE()
                .build());
    }

    /** One may be on its way by another gateway, so the withdrawal goes out all the same. */
    @Test
    void aWithdrawalOfWhatIsNotKnownIsToldSoAndGoesOut() {
        HttpResponse<String> response = delete("never");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(TestGateway.body(response).get("code").asText()).isEqualTo("NOT_FOUND");
        assertThat(gateway.published(gateway.topics.submissions()))
                .anyMatch(record -> record.key().equals("project:never") && record.value() == null);
        // what the consumer makes of it is still no submission
        gateway.rows.check(new BusinessKey("project", "never"), 0, CheckState.WITHDRAWN);
        gateway.rows.update("update check_task set mode = 'WITHDRAW' where business_id = 'never'");
        assertThat(delete("never").statusCode()).isEqualTo(404);
    }

    @Test
    void aSecondWithdrawalIsToldWhatHolds() {
        gateway.rows.check(new BusinessKey("project", "D-2"), 4, CheckState.RUNNING);
        assertThat(delete("D-2").statusCode()).isEqualTo(202);
        gateway.rows.check(new BusinessKey("project", "D-2"), 4, CheckState.WITHDRAWN);

        HttpResponse<String> second = delete("D-2");

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(TestGateway.body(second).get("state").asText()).isEqualTo("WITHDRAWN");
        assertThat(TestGateway.body(second).get("revision").asLong()).isEqualTo(4);
    }

    @Test
    void withdraws() {
        long revision = TestGateway.body(gateway.post("/submissions", submission("D-1", "")))
                .get("revision")
                .asLong();
        HttpResponse<String> response = delete("D-1");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(TestGateway.body(response).get("revision").asLong()).isEqualTo(revision);
        assertThat(gateway.published(gateway.topics.submissions()).stream()
                        .filter(record -> record.key().equals("project:D-1"))
                        .reduce((first, last) -> last))
                .hasValueSatisfying(record -> assertThat(record.value()).isNull());
        JsonNode check = TestGateway.body(gateway.get("/checks/project/D-1"));
        assertThat(check.get("mode").asText()).isEqualTo("WITHDRAW");
        gateway.rows.check(new BusinessKey("project", "D-1"), revision, CheckState.WITHDRAWN);
        assertThat(TestGateway.body(gateway.get("/checks/project/D-1"))
                        .get("state")
                        .asText())
                .isEqualTo("WITHDRAWN");
    }

    @Test
    void aWithdrawalOfAnIdThatCannotBeIsRefused() {
        HttpResponse<String> response = delete("x".repeat(33));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestGateway.body(response).get("path").asText()).isEqualTo("businessId");
    }
}
