package org.dupcheck.sms.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.sms.port.GatewayEntry;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.sms.fake.FakeProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TencentGatewayTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_796_000_000);
    private static final String PHONE = "13812345678";
    private static final String TEXT = "您提交的《新题》与3篇参考文档重复，请登录系统确认或撤回。";
    private static final String SECRET = "t0p-secret";

    private final FakeProvider provider = new FakeProvider();
    private final SmsGateway gateway = new TencentProvider().open(entry(fields()));

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void theTextBecomesTheTemplateThatItFitsAndItsVariables() throws IOException {
        thenState("Ok");
        assertThat(gateway.send("id-1", PHONE, TEXT)).isEqualTo(Outcome.taken());
        FakeProvider.Request request = provider.requests().get(0);
        assertThat(request.headers())
                .containsEntry("x-tc-action", "SendSms")
                .containsEntry("x-tc-version", "2021-01-11")
                .containsEntry("x-tc-region", "ap-guangzhou");
        assertThat(request.headers().get("authorization"))
                .startsWith("TC3-HMAC-SHA256 Credential=key-id/")
                .doesNotContain(SECRET);
        assertThat(json(request)).isEqualTo(json("""
                {"PhoneNumberSet": ["+8613812345678"], "SmsSdkAppId": "1400006666", "TemplateId": "1110",
                 "SignName": "某某科技", "TemplateParamSet": ["新题", "3"], "SessionContext": "id-1"}
                """));
    }

    @Test
    void aTextThatFitsNoTemplateIsLeftToTheNextProvider() {
        assertThat(gateway.send("id-1", PHONE, "something else").kind()).isEqualTo(Outcome.Kind.POSTPONED);
        assertThat(provider.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Ok, TAKEN",
        "LimitExceeded.PhoneNumberDailyLimit, POSTPONED",
        "FailedOperation.InsufficientBalanceInSmsPackage, POSTPONED",
        "FailedOperation.TemplateIncorrectOrUnapproved, POSTPONED",
        "InvalidParameterValue.TemplateParameterLengthLimit, POSTPONED",
        "UnauthorizedOperation.ServiceSuspendDueToArrears, POSTPONED",
        "InternalError.RequestTimeException, POSTPONED",
        "InvalidParameterValue.IncorrectPhoneNumber, REFUSED",
        "FailedOperation.PhoneNumberInBlacklist, REFUSED",
        "InternalError.Timeout, UNKNOWN",
        "InternalError.SendAndRecvFail, UNKNOWN",
        "FailedOperation.OtherError, UNKNOWN",
        "SomethingNew, UNKNOWN"
    })
    void theStateOfANumberSaysWhatBecameOfIt(String code, Outcome.Kind kind) {
        thenState(code);
        Outcome outcome = gateway.send("id-1", PHONE, TEXT);
        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(String.valueOf(outcome.error())).doesNotContain("138");
    }

    @ParameterizedTest
    @CsvSource({
        "RequestLimitExceeded, POSTPONED",
        "RequestLimitExceeded.IPLimitExceeded, POSTPONED",
        "AuthFailure.SignatureFailure, POSTPONED",
        "AuthFailure.SecretIdNotFound, POSTPONED",
        "InternalError, UNKNOWN",
        "InternalError.Timeout, UNKNOWN"
    })
    void anErrorOfTheWholeCallDoesToo(String code, Outcome.Kind kind) {
        provider.then(
                200,
                "{\"Response\": {\"Error\": {\"Code\": \"" + code
                        + "\", \"Message\": \"to 13812345678\"}, \"RequestId\": \"1\"}}");
        Outcome outcome = gateway.send("id-1", PHONE, TEXT);
        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(String.valueOf(outcome.error())).doesNotContain("138");
    }

    @Test
    void whatLeavesItOpenIsUnknownAndSentOnce() {
        provider.thenCutsTheLine();
        assertThat(gateway.send("id-1", PHONE, TEXT).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.thenCutsTheAnswer(200, "{\"Response\": {\"SendStatusSet\": [{\"Code\": \"Ok\"}");
        assertThat(gateway.send("id-2", PHONE, TEXT).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.thenHangs();
        SmsGateway impatient = new TencentProvider().open(entry(fields(), Duration.ofSeconds(3)));
        assertThat(impatient.send("id-3", PHONE, TEXT).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.then(503, "{}", "Retry-After: 0");
        assertThat(gateway.send("id-4", PHONE, TEXT).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.then(200, "no JSON");
        assertThat(gateway.send("id-5", PHONE, TEXT).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.then(200, "{}");
        assertThat(gateway.send("id-6", PHONE, TEXT).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.then(200, "{\"Response\": {\"SendStatusSet\": []}}");
        assertThat(gateway.send("id-7", PHONE, TEXT).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        assertThat(provider.requests())
                .extracting(request -> json(request).get("SessionContext").asText())
                .containsExactly("id-1", "id-2", "id-3", "id-4", "id-5", "id-6", "id-7");
    }

    @Test
    void whoDoesNotListenOrIsTooBusyHasCertainlyNotSent() {
        provider.then(429, "{}");
        assertThat(gateway.send("id-1", PHONE, TEXT)).isEqualTo(Outcome.postponed("answered 429"));
        provider.close();
        assertThat(gateway.send("id-1", PHONE, TEXT)).isEqualTo(Outcome.postponed("ConnectException"));
    }

    @ParameterizedTest
    @CsvSource({"SUCCESS, DELIVERED", "FAIL, REFUSED", "OTHER, UNKNOWN"})
    void aMessageIsLookedForAmongTheReceiptsOfItsNumber(String state, Outcome.Kind kind) {
        thenReceipts(receipt("id-0", "SUCCESS"), receipt("id-1", state));
        assertThat(gateway.canBeAsked()).isTrue();
        assertThat(gateway.ask("id-1", PHONE).kind()).isEqualTo(kind);
        FakeProvider.Request request = provider.requests().get(0);
        assertThat(request.headers()).containsEntry("x-tc-action", "PullSmsSendStatusByPhoneNumber");
        assertThat(json(request)).isEqualTo(json("""
                {"BeginTime": 1795913600, "Offset": 0, "Limit": 100, "PhoneNumber": "+8613812345678",
                 "SmsSdkAppId": "1400006666", "EndTime": 1796000000}
                """));
    }

    @Test
    void whatIsNotAmongThemStaysUnknown() {
        thenReceipts(receipt("id-0", "SUCCESS"), "{\"SessionContext\": \"\", \"ReportStatus\": \"SUCCESS\"}");
        assertThat(gateway.ask("id-1", PHONE)).isEqualTo(Outcome.unknown("not among the provider's receipts"));
        thenReceipts();
        assertThat(gateway.ask("id-1", PHONE).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
    }

    @Test
    void aQuestionThatIsNotAnsweredSaysNothing() {
        provider.then(429, "{}");
        assertThat(gateway.ask("id-1", PHONE).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.then(200, "{\"Response\": {\"Error\": {\"Code\": \"UnauthorizedOperation\", \"Message\": \"\"}}}");
        assertThat(gateway.ask("id-1", PHONE).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.then(200, "{\"Response\": {}}");
        assertThat(gateway.ask("id-1", PHONE).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.close();
        assertThat(gateway.ask("id-1", PHONE).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "signName, signName: a text expected",
        "smsSdkAppId, smsSdkAppId: a text expected",
        "secretId, secretId: a text expected",
        "secretKey, secretKey: a text expected",
        "templates, templates: 1 to 100 objects expected"
    })
    void whatIsMissingIsNamed(String field, String message) {
        Map<String, Object> fields = fields();
        fields.remove(field);
        assertThatThrownBy(() -> new TencentProvider().open(entry(fields)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private void thenState(String code) {
        provider.then(
                200,
                "{\"Response\": {\"SendStatusSet\": [{\"SerialNo\": \"5000:1\", \"PhoneNumber\": \"+8613812345678\","
                        + " \"Fee\": 1, \"SessionContext\": \"id-1\", \"Code\": \"" + code
                        + "\", \"Message\": \"to 13812345678\", \"IsoCode\": \"CN\"}], \"RequestId\": \"1\"}}");
    }

    private void thenReceipts(String... receipts) {
        provider.then(
                200, "{\"Response\": {\"PullSmsSendStatusSet\": " + List.of(receipts) + ", \"RequestId\": \"1\"}}");
    }

    private static String receipt(String context, String state) {
        return "{\"SessionContext\": \"" + context + "\", \"ReportStatus\": \"" + state
                + "\", \"PhoneNumber\": \"+8613812345678\", \"Description\": \"DELIVRD\"}";
    }

    private static JsonNode json(FakeProvider.Request request) {
        return json(request.body());
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Object> fields() {
        return new HashMap<>(Map.of(
                "endpoint",
                provider.url(),
                "secretId",
                "key-id",
                "secretKey",
                "tencent",
                "smsSdkAppId",
                "1400006666",
                "signName",
                "某某科技",
                "templates",
                List.of(Map.of("code", "1110", "content", "您提交的《{1}》与{2}篇参考文档重复，请登录系统确认或撤回。"))));
    }

    private static GatewayEntry entry(Map<String, Object> fields) {
        return entry(fields, Duration.ofMinutes(1));
    }

    private static GatewayEntry entry(Map<String, Object> fields, Duration timeout) {
        return new GatewayEntry(
                fields,
                new GatewayEntry.Environment(
                        Map.of("tencent", SECRET),
                        new OutgoingRules(true, true),
                        timeout,
                        Clock.fixed(NOW, ZoneOffset.UTC)));
    }
}
