package org.dupcheck.gateway.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.gateway.http.HttpSettings;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DupcheckServices.class)
final class SubmissionResourceTest {
    private static TestGateway gateway;

    @BeforeAll
    static void start(KafkaService kafka, PostgresService postgres, TestTopics topics) {
        gateway = TestGateway.start(kafka, postgres, topics, settings -> settings.withHttp(smallPool(settings.http())));
    }

    private static HttpSettings smallPool(HttpSettings http) {
        return http.withThreads(8, http.shutdownTimeout());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String submission(String id, String more) {
        return """
                {"businessType": "project", "businessId": "%s", "mode": "SUBMIT", "applicant": {"userId": "u1"},
                 "sections": [{"key": "立项背景", "text": "面向园区能源的统一监测"}]%s}""".formatted(id, more);
    }

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

    @Test
    void waitsForTheVerdictOfTheVeryRevision() throws Exception {
        BusinessKey key = new BusinessKey("project", "W-1");
        gateway.rows.finish(key, 1, ResultState.NONE, Instant.now());
        CompletableFuture<HttpResponse<String>> waiting = gateway.sendAsync(
                gateway.json("/submissions?waitMs=10000", "POST", submission("W-1", ", \"revision\": 2")));
        awaitQueued(key, 2);
        gateway.rows.check(key, 2, CheckState.RUNNING);
        gateway.rows.check(key, 2, CheckState.FAILED); // is tried again
        assertThat(waiting).isNotDone();
        Verdict verdict = gateway.rows.finish(key, 2);

        HttpResponse<String> response = waiting.get();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(TestGateway.body(response).get("verdictId").asText()).isEqualTo(verdict.verdictId());
        assertThat(TestGateway.body(response).get("revision").asLong()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sections\": [null]",
                "\"sections\": [{\"text\": \"文字\"}]",
                "\"sections\": [{\"key\": \"a\"}]",
                "\"signals\": [{\"kind\": \"UNREAD_TEXT\", \"count\": 1}]",
                "\"signals\": [null], \"sections\": [{\"key\": \"a\", \"text\": \"文字\"}]"
            })
    void oneWhoWaitsIsToldWhatIsMissing(String rest) {
        for (String revision : List.of("", "\"revision\": 7, ")) {
            HttpResponse<String> response = gateway.post(
                    "/submissions?waitMs=1000",
                    "{\"businessType\": \"project\", \"businessId\": \"W-5\", \"mode\": \"PRECHECK\", " + revision
                            + rest + "}");

            assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        }
    }

    @Test
    void waitMsMayStandInTheBody() throws Exception {
        BusinessKey key = new BusinessKey("project", "W-2");
        gateway.rows.finish(key, 3);

        HttpResponse<String> response =
                gateway.post("/submissions", submission("W-2", ", \"revision\": 3, \"waitMs\": 5000"));

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void tellsTheStateWhenTheTimeIsUp() {
        gateway.rows.check(new BusinessKey("project", "W-3"), 3, CheckState.RUNNING);

        HttpResponse<String> response =
                gateway.post("/submissions?waitMs=2000", submission("W-3", ", \"revision\": 3"));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(TestGateway.body(response).get("state").asText()).isEqualTo("RUNNING");
    }

    @Test
    void endsTheWaitAtOnceWhenANewerRevisionTookOver() {
        gateway.rows.finish(new BusinessKey("project", "W-4"), 9);

        HttpResponse<String> response =
                gateway.post("/submissions?waitMs=10000", submission("W-4", ", \"revision\": 8"));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(TestGateway.body(response).get("state").asText()).isEqualTo("SUPERSEDED");
        assertThat(TestGateway.body(response).get("revision").asLong()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUPERSEDED", "WITHDRAWN"})
    void endsTheWaitAtOnceWhenThereWillBeNoVerdict(String state) {
        gateway.rows.check(new BusinessKey("project", "W-" + state), 3, CheckState.valueOf(state));
        gateway.rows.update("update check_task set record_offset = 1000000000 where business_id = ?", "W-" + state);

        HttpResponse<String> response =
                gateway.post("/submissions?waitMs=10000", submission("W-" + state, ", \"revision\": 3"));

        assertThat(TestGateway.body(response).get("state").asText()).isEqualTo(state);
    }

    /** What is withdrawn may be sent again under its revision. */
    @ParameterizedTest
    @ValueSource(strings = {"SUPERSEDED", "WITHDRAWN"})
    void whatAnEarlierRecordCameToDoesNotEndTheWait(String state) throws Exception {
        BusinessKey key = new BusinessKey("project", "A-" + state);
        gateway.post("/submissions", submission("before-" + state, "")); // takes the offset of the row
        gateway.rows.check(key, 3, CheckState.valueOf(state));

        CompletableFuture<HttpResponse<String>> waiting = gateway.sendAsync(
                gateway.json("/submissions?waitMs=10000", "POST", submission("A-" + state, ", \"revision\": 3")));
        await().until(() -> gateway.published(gateway.topics.submissions()).stream()
                .anyMatch(record -> record.key().equals(key.toString())));
        assertThat(gateway.post("/submissions?waitMs=500", submission("A-" + state, ", \"revision\": 3"))
                        .body())
                .contains("\"QUEUED\"");
        Verdict verdict = gateway.rows.finish(key, 3);

        assertThat(TestGateway.body(waiting.get()).get("verdictId").asText()).isEqualTo(verdict.verdictId());
    }

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
    void hundredsMayWaitOnAFewThreads() throws Exception {
        int requests = 300;
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            waiting.add(gateway.sendAsync(
                    gateway.json("/submissions?waitMs=10000", "POST", submission("M-" + i, ", \"revision\": 1"))));
        }
        await().until(() -> gateway.published(gateway.topics.submissions()).stream()
                        .filter(record -> record.key().startsWith("project:M-"))
                        .count()
                == requests);
        // all wait, and the server still answers others
        assertThat(gateway.get("/reference-set").statusCode()).isEqualTo(200);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        for (int i = 0; i < requests; i++) {
            gateway.rows.finish(new BusinessKey("project", "M-" + i), 1, ResultState.NONE, Instant.now());
        }

        for (int i = 0; i < requests; i++) {
            HttpResponse<String> response = waiting.get(i).get();
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(TestGateway.body(response).get("businessId").asText()).isEqualTo("M-" + i);
        }
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
    void withdraws() {
        long revision = TestGateway.body(gateway.post("/submissions", submission("D-1", "")))
                .get("revision")
                .asLong();
        HttpResponse<String> response = gateway.send(gateway.request(TestGateway.API + "/submissions/project/D-1")
                .DELETE()
                .build());

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
        HttpResponse<String> response =
                gateway.send(gateway.request(TestGateway.API + "/submissions/project/" + "x".repeat(33))
                        .DELETE()
                        .build());

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestGateway.body(response).get("path").asText()).isEqualTo("businessId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "10001", "x", "1.5"})
    void refusesAWaitThatIsOutOfBounds(String waitMs) {
        HttpResponse<String> inQuery = gateway.post("/submissions?waitMs=" + waitMs, submission("B-1", ""));
        HttpResponse<String> inBody = gateway.post("/submissions", submission("B-1", ", \"waitMs\": " + waitMs));

        assertThat(inQuery.statusCode()).isEqualTo(400);
        assertThat(TestGateway.body(inQuery).get("path").asText()).isEqualTo("waitMs");
        assertThat(inBody.statusCode()).isEqualTo(400);
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

    private static void awaitQueued(BusinessKey key, long revision) {
        await().until(() -> {
            HttpResponse<String> check = gateway.get("/checks/" + key.businessType() + "/" + key.businessId());
            return check.statusCode() == 200
                    && TestGateway.body(check).get("revision").asLong() == revision;
        });
    }
}
