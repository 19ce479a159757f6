package org.dupcheck.gateway.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dupcheck.gateway.GatewayTest;
import org.dupcheck.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SmsReceiptResourceTest extends GatewayTest {
    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);

    private static TestGateway receiving;

    @BeforeAll
    static void open() {
        ReceiptSource source = new ReceiptSource(SECRET, "/outId", "/result/state", List.of("OK", "1"), List.of("BAD"));
        receiving = gateway.another(settings -> settings.withSmsReceipts(Map.of("acme", source)));
    }

    @AfterAll
    static void close() {
        receiving.close();
    }

    @BeforeEach
    void one() {
        gateway.rows.update("delete from delivery");
        gateway.rows.update("delete from due");
        gateway.rows.update("delete from delivery_receipt");
        sent("d1", "SENT", "acme");
    }

    @Test
    void aSignedReceiptSaysWhatBecameOfTheMessage() {
        assertThat(send("r1", receipt("d1", "\"OK\"")).statusCode()).isEqualTo(204);
        assertThat(states()).containsExactly("d1 DELIVERED forgotten");
        assertThat(send("r2", receipt("d1", "\"BAD\"")).statusCode()).isEqualTo(204);
        assertThat(states()).as("the first end counts").containsExactly("d1 DELIVERED forgotten");
    }

    @Test
    void whatIsUnknownIsSettledAndNothingIsDueOfItAnyMore() {
        gateway.rows.update("update delivery set state = 'UNKNOWN', flagged_at = now()");
        gateway.rows.update("insert into due (kind, subject, due_at, claim) values ('DELIVERY_SMS', 'd1', now(), 1)");
        assertThat(send("r1", receipt("d1", "\"BAD\"")).statusCode()).isEqualTo(204);
        assertThat(states()).containsExactly("d1 FAILED forgotten");
        assertThat(column("select delivery_id from delivery where flagged_at is not null"))
                .isEmpty();
        assertThat(gateway.rows.count("due")).isZero();
    }

    /** The provider has said so before, in its answer; another one may have the message next. */
    @Test
    void thatItFailedIsNoEndOfAMessageThatIsToBeTriedAgain() {
        sent("d2", "INTENT", "acme");
        gateway.rows.update("insert into due (kind, subject, due_at, claim) values ('DELIVERY_SMS', 'd2', now(), 1)");
        assertThat(send("r1", receipt("d2", "\"BAD\"")).statusCode()).isEqualTo(204);
        assertThat(states()).containsExactly("d1 SENT 138", "d2 INTENT 138");
        assertThat(gateway.rows.count("due")).isEqualTo(1);
        assertThat(send("r2", receipt("d2", "\"OK\"")).statusCode()).isEqualTo(204);
        assertThat(states()).containsExactly("d1 SENT 138", "d2 DELIVERED forgotten");
        assertThat(gateway.rows.count("due")).isZero();
    }

    @Test
    void severalComeAtOnceAndAStateThatEndsNothingChangesNothing() {
        sent("d2", "SENDING", "acme");
        String many = "[" + receipt("d1", "\"QUEUED\"") + "," + receipt("d2", "1") + "," + receipt("who", "1") + "]";
        assertThat(send("r1", many).statusCode()).isEqualTo(204);
        assertThat(states()).containsExactly("d1 SENT 138", "d2 DELIVERED forgotten");
    }

    @Test
    void noneIsTakenTwiceAndWhatWasRefusedIsNotNotedAsTaken() {
        assertThat(send("r1", receipt("who", "\"OK\"")).statusCode()).isEqualTo(404);
        assertThat(send("r1", receipt("d1", "\"OK\"")).statusCode()).isEqualTo(204);
        HttpResponse<String> again = send("r1", receipt("d1", "\"OK\""));
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(TestGateway.body(again).get("code").asText()).isEqualTo("ALREADY_RECEIVED");
    }

    @Test
    void ofAMessageThatWentByAnotherProviderNothingIsKnown() {
        sent("d2", "SENT", "other");
        assertThat(send("r1", receipt("d2", "\"OK\"")).statusCode()).isEqualTo(404);
    }

    @Test
    void whoeverHasNotTheKeyIsToldSoWhateverItIs() {
        String body = receipt("d1", "\"OK\"");
        long now = Instant.now().getEpochSecond();
        String right = sign("r1", now, body, KEY);
        assertThat(send("acme", "r1", now, "v1,AAAA " + right, body).statusCode())
                .as("one of several is right")
                .isEqualTo(204);
        for (HttpResponse<String> wrong : List.of(
                send("acme", "r2", now, right, body),
                send("acme", "r1", now + 1, right, body),
                send("acme", "r1", now, right, body + " "),
                send("acme", "r1", now, "", body),
                send("acme", "r1", now, "v1,***", body),
                send("acme", "r1", now, right.replace("v1,", "v2,"), body),
                send("acme", "r1", now, sign("r1", now, body, new byte[16]), body),
                send("none", "r1", now, right, body))) {
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.headers().firstValue("www-authenticate")).isPresent();
        }
    }

    @Test
    void aSignatureThatIsMinutesOffIsNone() {
        String body = receipt("d1", "\"OK\"");
        for (Duration off : List.of(Duration.ofMinutes(6), Duration.ofMinutes(-6))) {
            long then = Instant.now().plus(off).getEpochSecond();
            assertThat(send("acme", "r1", then, sign("r1", then, body, KEY), body)
                            .statusCode())
                    .isEqualTo(401);
        }
        long minutesAgo = Instant.now().minus(Duration.ofMinutes(4)).getEpochSecond();
        assertThat(send("acme", "r1", minutesAgo, sign("r1", minutesAgo, body, KEY), body)
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(send("r1", "[]").statusCode()).isEqualTo(400);
        assertThat(send("r1", "nothing").statusCode()).isEqualTo(400);
        HttpResponse<String> missing = send("r1", "{\"outId\": \"d1\"}");
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(TestGateway.body(missing).get("path").asText()).isEqualTo("/result/state");
    }

    @Test
    void aKeyThatIsNoneIsRefusedAndNotTold() {
        for (String secret : List.of("", "whsec_", "whsec_AAAA", "hush")) {
            assertThatThrownBy(() -> new ReceiptSource(secret, "/a", "/b", List.of(), List.of()))
                    .hasMessageStartingWith("secret: ")
                    .hasMessageNotContaining("hush");
        }
    }

    private static String receipt(String id, String state) {
        return "{\"outId\": \"" + id + "\", \"result\": {\"state\": " + state + "}}";
    }

    private HttpResponse<String> send(String id, String body) {
        long now = Instant.now().getEpochSecond();
        return send("acme", id, now, sign(id, now, body, KEY), body);
    }

    private HttpResponse<String> send(String source, String id, long seconds, String signature, String body) {
        return receiving.send(receiving
                .request(TestGateway.API + "/sms/receipts/" + source)
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", signature)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static String sign(String id, long seconds, String body, byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signed = (id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sent(String id, String state, String via) {
        gateway.rows.update(
                "insert into delivery (delivery_id, channel, business_type, business_id, revision, occasion, kind, recipient,"
                        + " body, state, attempts, via, created_at, updated_at)"
                        + " values (?, 'SMS', 'project', 'a', 1, ?, 'DUPLICATES', '138', 'text', ?, 1, ?, now(), now())",
                id,
                UUID.randomUUID().toString(),
                state,
                via);
    }

    private List<String> states() {
        return column(
                "select delivery_id || ' ' || state || ' ' || coalesce(recipient, 'forgotten') from delivery order by 1");
    }

    private static List<String> column(String query) {
        return gateway.database.read(session -> session.query(query, row -> row.getString(1)));
    }
}
