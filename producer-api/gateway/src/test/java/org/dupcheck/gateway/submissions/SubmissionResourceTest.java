package org.dupcheck.gateway.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.gateway.submissions.SubmissionBodies.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.Section;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.TestGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SubmissionResourceTest extends GatewayTest {
    @Test
    void acceptsASubmissionOnceKafkaHasIt() {
        HttpResponse<String> response =
                gateway.post("/submissions", submission("S-1", ", \"title\": \"园区\", \"workOrderId\": \"WO\""));

        assertThat(response.statusCode()).isEqualTo(202);
        JsonNode answer = TestGateway.body(response);
        assertThat(answer.get("state").asText()).isEqualTo("QUEUED");
        assertThat(answer.get("links").get("self").asText()).isEqualTo("/api/v1/checks/project/S-1");
        assertThat(response.headers().firstValue("location")).hasValue("/api/v1/checks/project/S-1");
        JsonNode sent = gateway.lastPublished(gateway.topics.submissions(), "project:S-1");
        assertThat(sent.get("revision")).isEqualTo(answer.get("revision"));
        assertThat(sent.get("sections").get(0).get("text").asText()).isEqualTo("面向园区能源的统一监测");
        assertThat(sent.get("workOrderId").asText()).isEqualTo("WO");
    }

    @Test
    void revisionsThatAreLeftOutGrow() {
        long first = TestGateway.body(gateway.post("/submissions", submission("S-2", "")))
                .get("revision")
                .asLong();
        long second = TestGateway.body(gateway.post("/submissions", submission("S-2", ", \"revision\": null")))
                .get("revision")
                .asLong();

        assertThat(second).isGreaterThan(first);
    }

    @Test
    void anAcceptedSubmissionReadsAsQueuedUntilItsRowIsThere() {
        BusinessKey key = new BusinessKey("project", "S-3");
        gateway.post("/submissions", submission("S-3", ", \"revision\": 5"));

        JsonNode queued = TestGateway.body(gateway.get("/checks/project/S-3"));
        gateway.rows.check(key, 4, CheckState.RUNNING);
        JsonNode olderRow = TestGateway.body(gateway.get("/checks/project/S-3"));
        gateway.rows.check(key, 5, CheckState.RUNNING);
        JsonNode begun = TestGateway.body(gateway.get("/checks/project/S-3"));

        assertThat(queued.get("state").asText()).isEqualTo("QUEUED");
        assertThat(queued.get("revision").asLong()).isEqualTo(5);
        assertThat(olderRow).isEqualTo(queued);
        assertThat(begun.get("state").asText()).isEqualTo("RUNNING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUBMIT", "PRECHECK", "WITHDRAW"})
    void aRevisionThatIsOvertakenIsToldToBeSo(String mode) {
        BusinessKey key = new BusinessKey("project", "O-" + mode);
        if (mode.equals("PRECHECK")) {
            gateway.rows.finishPreCheck(CheckKey.document(key), 9);
        } else {
            gateway.rows.finish(key, 9);
        }
        String older = mode.equals("WITHDRAW")
                ? "{\"businessType\": \"project\", \"businessId\": \"O-WITHDRAW\", \"mode\": \"WITHDRAW\", \"revision\": 8}"
                : submission("O-" + mode, ", \"revision\": 8").replace("SUBMIT", mode);
        HttpResponse<String> response = gateway.post("/submissions", older);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(TestGateway.body(response).get("state").asText()).isEqualTo("SUPERSEDED");
    }

    @Test
    void aRevisionThatIsOvertakenByOneOnItsWayIsToldToBeSo() {
        gateway.post("/submissions", submission("O-1", ", \"revision\": 9"));

        assertThat(TestGateway.body(gateway.post("/submissions", submission("O-1", ", \"revision\": 8")))
                        .get("state")
                        .asText())
                .isEqualTo("SUPERSEDED");
        assertThat(TestGateway.body(gateway.post("/submissions", submission("O-1", ", \"revision\": 9")))
                        .get("state")
                        .asText())
                .isEqualTo("QUEUED");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"title\": \"新题\"', title",
        "'\"title\": \"题\", \"workOrderId\": \"WO-2\"', workOrderId",
        "'\"title\": \"题\", \"applicant\": {\"userId\": \"u2\"}', applicant.userId"
    })
    void aRevisionOfAnotherTitleApplicantOrWorkOrderIsRefused(String more, String path) {
        BusinessKey key = new BusinessKey("project", "R-" + path);
        List<Section> sections = List.of(new Section("立项背景", "面向园区能源的统一监测"));
        gateway.rows.finish(key, 3);
        gateway.rows.content(key, ContentHash.of(sections));
        gateway.rows.submission(key, 3, "题", sections);
        gateway.rows.update(
                "update submission set user_id = 'u1', work_order_id = ? where business_id = ?",
                key.toString(),
                key.businessId());
        String body = submission(key.businessId(), ", \"revision\": 3, " + more);
        if (path.startsWith("applicant")) {
            body = body.replaceFirst("\"applicant\": \\{[^}]*}, *", "");
        }

        HttpResponse<String> response = gateway.post("/submissions", body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(409);
        assertThat(TestGateway.body(response).get("code").asText()).isEqualTo("REVISION_REUSED");
        assertThat(TestGateway.body(response).get("path").asText()).isEqualTo(path);
        assertThat(gateway.post("/submissions", submission(key.businessId(), ", \"revision\": 3, \"title\": \"题\""))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void checksOneSection() {
        HttpResponse<String> response = gateway.send(gateway.json(
                "/submissions/project/P%2F1%20%25/sections/%E7%AB%8B%E9%A1%B9",
                "PUT", "{\"text\": \"面向园区\", \"title\": \"标题\", \"applicant\": {\"userId\": \"zhang\"}}"));

        assertThat(response.statusCode()).isEqualTo(202);
        JsonNode sent = gateway.lastPublished(gateway.topics.preChecks(), "project:P/1 %#立项");
        assertThat(sent.get("mode").asText()).isEqualTo("PRECHECK");
        assertThat(sent.get("title").asText()).isEqualTo("标题");
        assertThat(sent.at("/applicant/userId").asText()).isEqualTo("zhang");
        assertThat(sent.get("sections").toString()).isEqualTo("[{\"key\":\"立项\",\"text\":\"面向园区\"}]");
        String self = TestGateway.body(response).get("links").get("self").asText();
        assertThat(self).isEqualTo("/api/v1/submissions/project/P%2F1%20%25/sections");
        JsonNode sections =
                TestGateway.body(gateway.send(gateway.request(self).GET().build()));
        assertThat(sections.get("sections").get(0).get("key").asText()).isEqualTo("立项");
        assertThat(sections.get("sections").get(0).get("state").asText()).isEqualTo("QUEUED");
    }

    @Test
    void checksOneSectionAndWaits() {
        HttpResponse<String> response = gateway.send(
                gateway.json("/submissions/project/P-2/sections/a?waitMs=50", "PUT", "{\"text\": \"面向园区\"}"));
        HttpResponse<String> inBody = gateway.send(
                gateway.json("/submissions/project/P-2/sections/a", "PUT", "{\"text\": \"面向园区\", \"waitMs\": 50}"));

        assertThat(TestGateway.body(response).get("state").asText()).isEqualTo("QUEUED");
        assertThat(TestGateway.body(inBody).get("state").asText()).isEqualTo("QUEUED");
    }

    @Test
    void refusalsOfASectionNameTheFieldThatWasSent() {
        HttpResponse<String> empty =
                gateway.send(gateway.json("/submissions/project/P-3/sections/a", "PUT", "{\"text\": \" \"}"));
        HttpResponse<String> missing = gateway.send(gateway.json("/submissions/project/P-3/sections/a", "PUT", "{}"));

        assertThat(TestGateway.body(empty).get("path").asText()).isEqualTo("text");
        assertThat(TestGateway.body(empty).get("code").asText()).isEqualTo("EMPTY_TEXT");
        assertThat(TestGateway.body(empty).get("detail").asText()).doesNotContain("sections");
        assertThat(TestGateway.body(missing).get("code").asText()).isEqualTo("MISSING_FIELD");
        assertThat(TestGateway.body(missing).get("path").asText()).isEqualTo("text");
    }

    @Test
    void namesNoCharsetButUtf8AndTakesItWithParameters() {
        HttpResponse<String> utf8 = gateway.send(gateway.request(TestGateway.API + "/submissions")
                .header("Content-Type", "application/json; charset=\"UTF-8\"")
                .POST(BodyPublishers.ofString(submission("C-1", "")))
                .build());
        HttpResponse<String> latin = gateway.send(gateway.request(TestGateway.API + "/submissions")
                .header("Content-Type", "application/json;charset=iso-8859-1")
                .POST(BodyPublishers.ofString(submission("C-1", "")))
                .build());

        assertThat(utf8.statusCode()).isEqualTo(202);
        assertThat(latin.statusCode()).isEqualTo(415);
    }
}
