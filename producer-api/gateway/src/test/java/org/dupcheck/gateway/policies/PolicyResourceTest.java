package org.dupcheck.gateway.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Section;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.TestGateway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PolicyResourceTest extends GatewayTest {
    private static final String STRICT = "{\"thresholds\":{\"containment\":0.3},\"leftOut\":{\"quotations\":true}}";

    @BeforeEach
    void none() {
        gateway.rows.update("delete from policy");
        gateway.rows.update("delete from recheck");
    }

    private static HttpResponse<String> put(String type, String json, String ifMatch) {
        HttpRequest.Builder request = gateway.request(TestGateway.API + "/policies/" + type)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json));
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return gateway.send(request.build());
    }

    @Test
    void whereNoneWasSavedTheBuiltInPolicyIsInForce() {
        HttpResponse<String> response = gateway.get("/policies/application");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("ETag")).get().asString().matches("\"0-[0-9a-f]{16}\"");
        assertThat(response.body())
                .isEqualTo(
                        "{\"businessType\":\"application\",\"version\":0,\"thresholds\":{\"passages\":1},"
                                + "\"leftOut\":{\"quotations\":false,\"bibliography\":true,\"ownDocuments\":true,"
                                + "\"minorPassages\":false,\"referenceTypes\":[]},\"templates\":[],"
                                + "\"commonTextCounts\":false,\"openSubmissions\":\"OFF\","
                                + "\"tellWhenContainmentMoves\":0.05,"
                                + "\"daysOpenOnceSubmitted\":30,"
                                + "\"waiting\":{\"remindAfterHours\":[24,48],\"expireAfterHours\":72},\"applicantsSee\":\"TITLE\"}");
    }

    @Test
    void aSavedPolicyIsAnsweredWithItsVersionAndIsInForceForItsTypeAlone() {
        HttpResponse<String> saved = put("application", STRICT, null);

        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        JsonNode policy = TestGateway.body(saved);
        assertThat(policy.get("version").asLong()).isEqualTo(1);
        assertThat(policy.at("/thresholds/containment").asDouble()).isEqualTo(.3);
        assertThat(policy.at("/thresholds").has("passages")).isFalse();
        assertThat(policy.at("/leftOut/bibliography").asBoolean()).isTrue();
        assertThat(saved.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(gateway.get("/policies/application").body()).isEqualTo(saved.body());
        assertThat(TestGateway.body(gateway.get("/policies/other"))
                        .get("version")
                        .asLong())
                .isZero();
    }

    @Test
    void whatIsReadCanBeSentBackAndMakesNoVersion() {
        put("application", STRICT, null);
        String read = gateway.get("/policies/application").body();

        HttpResponse<String> again = put("application", read, "\"1\"");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(read);
    }

    @Test
    void anotherPolicyHasWhatIsOpenCheckedAgainAndTheSameOneHasNot() {
        BusinessKey open = new BusinessKey("followed", "SQ-1");
        gateway.rows.finish(open, 1);
        gateway.rows.submission(open, 1, "题目", List.of(new Section("background", "文字")));
        put("followed", STRICT, null);
        assertThat(gateway.rows.rechecks()).containsExactly("SQ-1");
        gateway.rows.update("delete from recheck");

        put("followed", STRICT, null);
        put("followed", gateway.get("/policies/application").body(), "\"1\"");
        assertThat(gateway.rows.rechecks()).isEmpty();
    }

    @Test
    void whoBeginsFromAnotherVersionIsToldSoAndChangesNothing() {
        put("application", STRICT, "\"0\"");

        HttpResponse<String> late = put("application", "{}", "\"0\"");

        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(TestGateway.body(late).get("code").asText()).isEqualTo("STALE_POLICY");
        assertThat(TestGateway.body(gateway.get("/policies/application"))
                        .get("version")
                        .asLong())
                .isEqualTo(1);
        assertThat(put("application", "{}", "*").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> putIfNone(String type, String json, String ifNoneMatch) {
        return gateway.send(gateway.request(TestGateway.API + "/policies/" + type)
                .header("Content-Type", "application/json")
                .header("If-None-Match", ifNoneMatch)
                .PUT(BodyPublishers.ofString(json))
                .build());
    }

    @Test
    void whoWantsToSaveTheFirstSavesNoOther() {
        assertThat(putIfNone("first", STRICT, "*").statusCode()).isEqualTo(200);

        HttpResponse<String> second = putIfNone("first", "{}", "*");

        assertThat(second.statusCode()).isEqualTo(412);
        assertThat(TestGateway.body(second).get("code").asText()).isEqualTo("STALE_POLICY");
        refused(putIfNone("first", "{}", "\"1\""), "If-None-Match");
    }

    @Test
    void whoWantsToReplaceASavedOneSavesNoFirst() {
        HttpResponse<String> first = put("unsaved", STRICT, "*");

        assertThat(first.statusCode()).isEqualTo(412);
        assertThat(TestGateway.body(gateway.get("/policies/unsaved"))
                        .get("version")
                        .asLong())
                .isZero();
    }

    @Test
    void whoHasThePolicyIsNotSentItAgain() {
        put("kept", STRICT, null);
        HttpResponse<String> again = gateway.send(gateway.request(TestGateway.API + "/policies/kept")
                .header("If-None-Match", "W/\"1\"")
                .build());
        HttpResponse<String> other = gateway.send(gateway.request(TestGateway.API + "/policies/kept")
                .header("If-None-Match", "\"0\"")
                .build());

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(other.statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> getUnless(String type, String ifNoneMatch) {
        return gateway.send(gateway.request(TestGateway.API + "/policies/" + type)
                .header("If-None-Match", ifNoneMatch)
                .build());
    }

    /** It may change with a new release, and its version does not. */
    @Test
    void theTagOfTheBuiltInPolicyIsThatOfWhatItSays() {
        String tag =
                gateway.get("/policies/unsaved").headers().firstValue("ETag").orElseThrow();
        String other =
                gateway.get("/policies/another").headers().firstValue("ETag").orElseThrow();

        assertThat(getUnless("unsaved", "\"0\"").statusCode()).isEqualTo(200);
        assertThat(getUnless("unsaved", other).statusCode()).isEqualTo(200);
        assertThat(getUnless("unsaved", tag).statusCode()).isEqualTo(304);
        assertThat(put("unsaved", STRICT, tag).statusCode()).isEqualTo(200);
        assertThat(put("unsaved", "{}", tag).statusCode()).isEqualTo(412);
    }

    @Test
    void whatIsWrongIsRefusedByItsPath() {
        refused(put("application", "{\"thresholds\":{\"containment\":2}}", null), "thresholds.containment");
        refused(put("application", "{\"leftOut\":{\"bibliografy\":true}}", null), "leftOut.bibliografy");
        refused(put("application", "{\"businessType\":\"other\"}", null), "businessType");
        refused(put("application", "{}", "one"), "If-Match");
        refused(put("a:b", "{}", null), "businessType");
    }

    private static void refused(HttpResponse<String> response, String path) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(TestGateway.body(response).get("path").asText()).isEqualTo(path);
    }
}
