package org.dupcheck.sms.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.sms.port.GatewayEntry;
import org.dupcheck.notifier.sms.port.SmsGateway;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.dupcheck.sms.fake.FakeProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AliyunGatewayTest {
    /** In China already the 30th. */
    private static final Instant NOW = Instant.parse("2026-11-29T16:30:00Z");

    private static final String PHONE = "+86 13812345678";
    private static final String TEXT = "您提交的《\"新\"题》与3篇参考文档重复，请登录系统确认或撤回。";
    private static final String SECRET = "t0p-secret";

    private final FakeProvider provider = new FakeProvider();
    private final SmsGateway gateway = new AliyunProvider().open(entry(fields()));

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void theTextBecomesTheTemplateThatItFitsAndItsVariables() throws IOException {
        provider.then(200, "{\"Code\": \"OK\", \"Message\": \"OK\", \"BizId\": \"1\", \"RequestId\": \"2\"}");
        assertThat(gateway.send("id-1", PHONE, TEXT)).isEqualTo(Outcome.taken());
        FakeProvider.Request request = provider.requests().get(0);
        assertThat(request.headers())
                .containsEntry("x-acs-action", "SendSms")
                .containsEntry("x-acs-version", "2017-05-25");
        assertThat(request.headers().get("authorization"))
                .startsWith("ACS3-HMAC-SHA256 Credential=key-id,")
                .doesNotContain(SECRET);
        assertThat(request.query())
                .containsEntry("PhoneNumbers", "13812345678")
                .containsEntry("SignName", "某某科技")
                .containsEntry("TemplateCode", "SMS_1")
                .containsEntry("OutId", "id-1");
        assertThat(new ObjectMapper().readTree(request.query().get("TemplateParam")))
                .isEqualTo(new ObjectMapper().readTree("{\"title\": \"\\\"新\\\"题\", \"count\": \"3\"}"));
    }

    @Test
    void aTextThatFitsNoTemplateIsLeftToTheNextProvider() {
        assertThat(gateway.send("id-1", PHONE, "something else").kind()).isEqualTo(Outcome.Kind.POSTPONED);
        assertThat(provider.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "200, OK, TAKEN",
        "200, isv.BUSINESS_LIMIT_CONTROL, POSTPONED",
        "200, isv.AMOUNT_NOT_ENOUGH, POSTPONED",
        "200, isv.SMS_TEMPLATE_ILLEGAL, POSTPONED",
        "200, isv.MOBILE_NUMBER_ILLEGAL, REFUSED",
        "200, isp.SYSTEM_ERROR, UNKNOWN",
        "200, isv.SOMETHING_NEW, UNKNOWN",
        "400, Throttling.User, POSTPONED",
        "503, Throttling.Api, POSTPONED",
        "429, Throttling, POSTPONED",
        "403, Forbidden.RAM, POSTPONED",
        "404, InvalidAccessKeyId.NotFound, POSTPONED",
        "400, SignatureDoesNotMatch, POSTPONED",
        "400, SignatureNonceUsed, UNKNOWN",
        "503, ServiceUnavailable, UNKNOWN",
        "500, InternalError, UNKNOWN"
    })
    void onlyWhatTheProviderSaysSoIsSentOrNotSent(int status, String code, Outcome.Kind kind) {
        provider.then(status, "{\"Code\": \"" + code + "\", \"Message\": \"to 13812345678\", \"RequestId\": \"2\"}");
        Outcome outcome = gateway.send("id-1", PHONE, TEXT);
        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(String.valueOf(outcome.error())).doesNotContain("138").doesNotContain(SECRET);
        assertThat(provider.requests()).hasSize(1);
    }

    @Test
    void whatLeavesItOpenIsUnknownAndSentOnce() {
        provider.thenCutsTheLine();
        assertThat(gateway.send("id-1", PHONE, TEXT).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.thenCutsTheAnswer(200, "{\"Code\": \"OK\"");
        assertThat(gateway.send("id-2", PHONE, TEXT).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.thenHangs();
        SmsGateway impatient = new AliyunProvider().open(entry(fields(), Duration.ofSeconds(3)));
        assertThat(impatient.send("id-3", PHONE, TEXT).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.then(503, "{\"Code\": \"ServiceUnavailable\"}", "Retry-After: 0");
        assertThat(gateway.send("id-4", PHONE, TEXT).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.then(200, "no JSON");
        assertThat(gateway.send("id-5", PHONE, TEXT).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.then(200, "[]");
        assertThat(gateway.send("id-6", PHONE, TEXT).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        assertThat(provider.requests())
                .extracting(request -> request.query().get("OutId"))
                .containsExactly("id-1", "id-2", "id-3", "id-4", "id-5", "id-6");
    }

    @Test
    void whoDoesNotListenHasCertainlyNotSent() {
        provider.close();
        assertThat(gateway.send("id-1", PHONE, TEXT)).isEqualTo(Outcome.postponed("ConnectException"));
    }

    @ParameterizedTest
    @CsvSource({"1, TAKEN", "2, REFUSED", "3, DELIVERED", "9, UNKNOWN", "null, UNKNOWN"})
    void aMessageIsLookedForInTheListOfItsNumber(String status, Outcome.Kind kind) {
        thenList(List.of(item("id-0", "3"), item("id-1", status)));
        assertThat(gateway.canBeAsked()).isTrue();
        assertThat(gateway.ask("id-1", PHONE).kind()).isEqualTo(kind);
        assertThat(provider.requests().get(0).headers()).containsEntry("x-acs-action", "QuerySendDetails");
        assertThat(provider.requests().get(0).query())
                .containsEntry("PhoneNumber", "13812345678")
                .containsEntry("SendDate", "20261130")
                .containsEntry("PageSize", "50")
                .containsEntry("CurrentPage", "1");
    }

    @Test
    void whatIsNotInTheListOfTodayMayBeInYesterdays() {
        thenList(List.of(item("id-0", "3")));
        thenList(List.of(item("id-1", "3")));
        assertThat(gateway.ask("id-1", PHONE)).isEqualTo(Outcome.delivered());
        assertThat(asked()).containsExactly("20261130 1", "20261129 1");
    }

    @Test
    void whatIsInNoListStaysUnknown() {
        thenList(List.of());
        provider.then(200, "{\"Code\": \"OK\"}");
        assertThat(gateway.ask("id-1", PHONE)).isEqualTo(Outcome.unknown("not in the provider's list"));
    }

    @Test
    void pagesAreTurnedUntilItIsFound() {
        thenList(page());
        thenList(page());
        List<String> third = new ArrayList<>(page());
        third.set(49, item("id-1", "3"));
        thenList(third);
        assertThat(gateway.ask("id-1", PHONE)).isEqualTo(Outcome.delivered());
        assertThat(asked()).containsExactly("20261130 1", "20261130 2", "20261130 3");
    }

    @Test
    void noMoreThanFourPagesOfADayAreTurned() {
        for (int i = 0; i < 8; i++) {
            thenList(page());
        }
        assertThat(gateway.ask("id-1", PHONE).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        assertThat(asked())
                .containsExactly(
                        "20261130 1",
                        "20261130 2",
                        "20261130 3",
                        "20261130 4",
                        "20261129 1",
                        "20261129 2",
                        "20261129 3",
                        "20261129 4");
    }

    @Test
    void aQuestionThatIsNotAnsweredSaysNothing() {
        provider.then(429, "{\"Code\": \"Throttling\"}");
        assertThat(gateway.ask("id-1", PHONE).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.then(200, "{\"Code\": \"isv.MOBILE_NUMBER_ILLEGAL\"}");
        assertThat(gateway.ask("id-1", PHONE).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.thenCutsTheLine();
        assertThat(gateway.ask("id-1", PHONE).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.close();
        assertThat(gateway.ask("id-1", PHONE).kind()).isEqualTo(Outcome.Kind.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "signName, signName: a text expected",
        "accessKeyId, accessKeyId: a text expected",
        "accessKeySecret, accessKeySecret: a text expected",
        "templates, templates: 1 to 100 objects expected"
    })
    void whatIsMissingIsNamed(String field, String message) {
        Map<String, Object> fields = fields();
        fields.remove(field);
        assertThatThrownBy(() -> new AliyunProvider().open(entry(fields)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private List<String> asked() {
        return provider.requests().stream()
                .map(request ->
                        request.query().get("SendDate") + " " + request.query().get("CurrentPage"))
                .toList();
    }

    private void thenList(List<String> items) {
        provider.then(
                200,
                "{\"Code\": \"OK\", \"TotalCount\": \"1\", \"SmsSendDetailDTOs\": {\"SmsSendDetailDTO\": " + items
                        + "}}");
    }

    private static List<String> page() {
        return IntStream.range(0, SentList.PAGE_SIZE)
                .mapToObj(i -> item("other-" + i, "3"))
                .toList();
    }

    private static String item(String outId, String status) {
        return "{\"OutId\": \"" + outId + "\", \"SendStatus\": " + status
                + ", \"PhoneNum\": \"13812345678\", \"ErrCode\": \"DELIVERED\"}";
    }

    private Map<String, Object> fields() {
        return new HashMap<>(Map.of(
                "endpoint",
                provider.url(),
                "accessKeyId",
                "key-id",
                "accessKeySecret",
                "aliyun",
                "signName",
                "某某科技",
                "templates",
                List.of(Map.of("code", "SMS_1", "content", "您提交的《${title}》与${count}篇参考文档重复，请登录系统确认或撤回。"))));
    }

    private static GatewayEntry entry(Map<String, Object> fields) {
        return entry(fields, Duration.ofMinutes(1));
    }

    private static GatewayEntry entry(Map<String, Object> fields, Duration timeout) {
        return new GatewayEntry(
                fields,
                new GatewayEntry.Environment(
                        Map.of("aliyun", SECRET),
                        new OutgoingRules(true, true),
                        timeout,
                        Clock.fixed(NOW, ZoneOffset.UTC)));
    }
}
