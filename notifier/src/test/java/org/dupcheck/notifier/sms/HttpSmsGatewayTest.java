package org.dupcheck.notifier.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dupcheck.notifier.channels.Outcome;
import org.dupcheck.notifier.outgoing.FakeReceiver;
import org.dupcheck.notifier.outgoing.HttpSettings;
import org.dupcheck.notifier.outgoing.OutgoingHttp;
import org.dupcheck.runtime.outgoing.OutgoingRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpSmsGatewayTest {
    private static final OutgoingRules LOOSE = new OutgoingRules(true, true);
    private static final Map<String, String> SECRETS = Map.of("token", "t0p-secret");
    private static final String ANSWERS = """
            [{"status": "2xx", "field": "/code", "is": ["OK", "0"], "means": "SENT"},
             {"status": "2xx", "field": "/code", "is": ["BAD_NUMBER"], "means": "REFUSED"},
             {"status": "2xx", "field": "/code", "is": ["BUSY"], "means": "NOT_SENT"},
             {"status": "503", "means": "NOT_SENT"}]
            """;

    private final FakeReceiver provider = new FakeReceiver();
    private final OutgoingHttp http = new OutgoingHttp(
            new HttpSettings(LOOSE, Duration.ofSeconds(2), Duration.ofSeconds(2), 4), Clock.systemUTC());

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        http.close();
        provider.close();
    }

    @Test
    void theMessageIsPutIntoTheProvidersRequestAndNothingInItIsReadAsSomethingElse() {
        answers(200, "{\"code\": 0}");
        assertThat(gateway("").send("id-1", "138\"1", "说 \"好\"\n{phone}")).isEqualTo(Outcome.taken());
        assertThat(provider.requests()).singleElement().satisfies(request -> {
            assertThat(request.line()).isEqualTo("POST /hook?x=1&id=id-1 HTTP/1.1");
            assertThat(request.headers())
                    .containsEntry("authorization", "Bearer t0p-secret")
                    .containsEntry("content-type", "application/json");
            assertThat(request.body())
                    .isEqualTo("{\"to\": \"138\\\"1\", \"text\": \"说 \\\"好\\\"\\n{phone}\", \"id\": \"id-1\"}");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"code\": \"OK\"}         | TAKEN",
                "201 | {\"code\": 0}              | TAKEN",
                "200 | {\"code\": \"BAD_NUMBER\"} | REFUSED",
                "200 | {\"code\": \"BUSY\"}       | POSTPONED",
                "200 | {\"code\": \"WHAT\"}       | UNKNOWN",
                "200 | no JSON                    | UNKNOWN",
                "200 | {\"code\": {}}             | UNKNOWN",
                "503 | ''                         | POSTPONED",
                "429 | ''                         | POSTPONED",
                "500 | {\"code\": \"OK\"}         | UNKNOWN",
                "302 | ''                         | UNKNOWN"
            })
    void onlyWhatTheDefinitionCallsSoIsSentOrNotSent(int status, String body, Outcome.Kind kind) {
        answers(status, body);
        assertThat(gateway("").send("id-1", "138", "text").kind()).isEqualTo(kind);
    }

    @Test
    void anAnswerThatIsCutOffLeavesItUnknown() {
        provider.then(out -> out.write(
                "HTTP/1.1 200 x\r\nContent-Length: 90\r\n\r\n{\"code\":".getBytes(StandardCharsets.US_ASCII)));
        assertThat(gateway("").send("id-1", "138", "text").kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.thenCuts();
        assertThat(gateway("").send("id-1", "138", "text").kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.thenHangs();
        assertThat(gateway("").send("id-1", "138", "text").kind()).isEqualTo(Outcome.Kind.UNKNOWN);
    }

    @Test
    void whoDoesNotListenHasCertainlyNotSent() {
        HttpSmsGateway gateway = gateway("");
        provider.thenRefusesAll();
        assertThat(gateway.send("id-1", "138", "text").kind()).isEqualTo(Outcome.Kind.POSTPONED);
    }

    @Test
    void aRequestWithoutABodyMayHaveBeenTakenOnceThereIsAConnection() {
        HttpSmsGateway gateway = new HttpSmsGateway(
                parse(
                                "{\"gateways\": [{\"name\": \"a\", \"send\": {\"method\": \"GET\", \"url\": \""
                                        + provider.url()
                                        + "&to={phone}&t={text}\", \"answers\": [{\"status\": \"2xx\", \"means\": \"DELIVERED\"}]}}]}")
                        .get(0),
                SECRETS,
                http);
        assertThat(gateway.send("id-1", "+86 138", "a&b=c").kind()).isEqualTo(Outcome.Kind.DELIVERED);
        assertThat(provider.requests().get(0).line()).isEqualTo("GET /hook?x=1&to=%2B86%20138&t=a%26b%3Dc HTTP/1.1");
        provider.thenCuts();
        assertThat(gateway.send("id-1", "138", "text").kind()).isEqualTo(Outcome.Kind.UNKNOWN);
        provider.thenRefusesAll();
        assertThat(gateway.send("id-1", "138", "text").kind()).isEqualTo(Outcome.Kind.POSTPONED);
    }

    @Test
    void aValueThatWouldBeginAnotherHeaderIsRefusedAndNothingIsSent() {
        HttpSmsGateway gateway = new HttpSmsGateway(
                parse("{\"gateways\": [{\"name\": \"a\", \"send\": {\"url\": \"" + provider.url()
                                + "\", \"headers\": {\"To\": \"{phone}\"}, \"answers\": [{\"means\": \"SENT\"}]}}]}")
                        .get(0),
                SECRETS,
                http);
        assertThat(gateway.send("id-1", "138\r\nX: y", "text").kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(provider.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | [{\"id\": \"other\", \"s\": 1}, {\"id\": \"id-1\", \"s\": 3}] | DELIVERED",
                "200 | [{\"id\": \"id-1\", \"s\": 2}]                                | REFUSED",
                "200 | [{\"id\": \"id-1\", \"s\": 0}]                                | POSTPONED",
                "200 | [{\"id\": \"other\", \"s\": 3}]                               | UNKNOWN",
                "200 | []                                                          | UNKNOWN",
                "429 | ''                                                          | UNKNOWN",
                "500 | ''                                                          | UNKNOWN"
            })
    void theProviderTellsWhatBecameOfAMessageAmongOthers(int status, String items, Outcome.Kind kind) {
        answers(status, "{\"items\": " + items + "}");
        HttpSmsGateway gateway = gateway("""
                , "query": {"method": "GET", "url": "%s&phone={phone}", "items": "/items", "id": "/id", "answers": [
                    {"status": "2xx", "field": "/s", "is": ["3"], "means": "DELIVERED"},
                    {"status": "2xx", "field": "/s", "is": ["2"], "means": "REFUSED"},
                    {"status": "2xx", "field": "/s", "is": ["0"], "means": "NOT_SENT"}]}
                """.formatted(provider.url()));
        assertThat(gateway.canBeAsked()).isTrue();
        assertThat(gateway.ask("id-1", "138").kind()).isEqualTo(kind);
        assertThat(provider.requests().get(0).line()).isEqualTo("GET /hook?x=1&phone=138 HTTP/1.1");
    }

    @Test
    void errorsHoldNeitherSecretNorMessage() {
        answers(500, "t0p-secret 13812345678");
        assertThat(gateway("").send("id-1", "13812345678", "text").error()).isEqualTo("answered 500");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"gateways\": []}                                                            | gateways: 1 to 8",
                "{\"gateways\": [{\"name\": \"A\", \"send\": SEND}]}                           | gateways.[0]: name: ",
                "{\"gateways\": [{\"name\": \"a\"}]}                                           | gateways.[0]: send: ",
                "{\"gateways\": [{\"name\": \"a\", \"send\": SEND, \"sned\": 1}]}              | gateways.[0].sned: ",
                "{\"gateways\": [{\"name\": \"a\", \"send\": SEND}, {\"name\": \"a\", \"send\": SEND}]} | gateway a: name: another",
                "{\"gateways\": [{\"name\": \"a\", \"send\": {\"url\": \"https://a\", \"body\": \"{secret:x}\", \"answers\": [{\"means\": \"SENT\"}]}}]} | gateway a: body: there is no secret x",
                "{\"gateways\": [{\"name\": \"a\", \"send\": {\"url\": \"http://a\", \"answers\": [{\"means\": \"SENT\"}]}}]} | gateway a: send.url: ",
                "{\"gateways\": [{\"name\": \"a\", \"send\": SEND, \"receipt\": {\"secret\": \"x\", \"id\": \"/i\", \"state\": \"/s\", \"failed\": [\"f\"]}}]} | gateway a: receipt.secret: ",
                "{\"gateways\": [{\"name\": \"a\", \"send\": {\"url\": \"https://a\", \"answers\": [{\"status\": \"9xx\", \"means\": \"SENT\"}]}}]} | gateways.[0].send.answers.[0]: status: ",
                "nothing                                                                       | is no JSON"
            })
    void whatIsWrongWithTheFileIsNamed(String text, String message) throws IOException {
        Path file = folder.resolve("sms.json");
        Files.writeString(file, text.replace("SEND", "{\"url\": \"https://a\", \"answers\": [{\"means\": \"SENT\"}]}"));
        assertThatThrownBy(() -> GatewayFile.read(file, SECRETS, OutgoingRules.STRICT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void secretsAreWrittenWithWhiteSpaceBetweenAndAreNotTold() {
        assertThat(GatewayFile.secrets(" a=b=\n c=d ")).isEqualTo(Map.of("a", "b=", "c", "d"));
        assertThat(GatewayFile.secrets("")).isEmpty();
        assertThatThrownBy(() -> GatewayFile.secrets("hush")).hasMessageNotContaining("hush");
        assertThat(new SmsSettings.Providers(List.of(), null, SECRETS, LOOSE, Duration.ofSeconds(1)).toString())
                .doesNotContain("t0p");
    }

    private void answers(int status, String body) {
        provider.then(out -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            out.write(("HTTP/1.1 " + status + " x\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
        });
    }

    private HttpSmsGateway gateway(String more) {
        return new HttpSmsGateway(
                parse("""
                        {"gateways": [{"name": "a", "send": {
                            "url": "%s&id={deliveryId}",
                            "headers": {"Authorization": "Bearer {secret:token}"},
                            "body": "{\\"to\\": \\"{phone}\\", \\"text\\": \\"{text}\\", \\"id\\": \\"{deliveryId}\\"}",
                            "answers": %s} %s}]}
                        """.formatted(provider.url(), ANSWERS, more)).get(0), SECRETS, http);
    }

    private List<HttpGatewayDefinition> parse(String text) {
        try {
            Path file = folder.resolve("sms.json");
            Files.writeString(file, text);
            return GatewayFile.read(file, SECRETS, LOOSE).stream()
                    .map(HttpGatewayDefinition.class::cast)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
