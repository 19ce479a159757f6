package org.dupcheck.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.gateway.access.oidc.OidcSettings;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every call of the API with every role, for its own type and for another, by key and by token; with a document of
 * somebody else; and with every kind of proof that proves nothing. {@link AllowedCalls} is the table.
 */
final class AccessMatrixTest extends AccessTest {
    private static final String TYPE = "project";
    private static final String OTHER_TYPE = "promotion";

    private String messageId;

    @BeforeAll
    void rows() {
        BusinessKey key = document(TYPE, "own", "wang");
        gateway.rows.notifier.workOrder(key, 1, "WO-own", WholeCalls.verdictId(key), List.of("AWAITING_CONFIRMATION"));
        gateway.rows.notifier.message(key, 1, "wang", "DUPLICATES", null);
        gateway.rows.references.add(TYPE, "ref", 1, 13, "旧项目", List.of());
        for (String id : List.of("wh-rotated", "wh-deleted")) {
            gateway.rows.notifier.webhook(id, TYPE);
        }
        gateway.rows.notifier.command(key, "cmd-own", 1, true);
        gateway.rows.notifier.webhookDelivery("wd-own", "wh-rotated", key, "DELIVERED", Instant.EPOCH);
        messageId = gateway.database
                .read(session -> session.queryOne("select id from site_message", row -> row.getString(1)))
                .orElseThrow();
    }

    private Set<String> routes() {
        Set<String> calls = new TreeSet<>(gateway.routes());
        calls.removeIf(route -> !route.contains(" /api/v1"));
        return calls;
    }

    private WholeCalls calls() {
        return new WholeCalls(gateway, messageId);
    }

    @Test
    void everyCallHasItsLineInTheTable() {
        assertThat(routes()).isEqualTo(new TreeSet<>(AllowedCalls.ROLES.keySet()));
    }

    @Test
    void whoeverProvesNothingIsToldSoWhateverTheCall() {
        Map<String, String> proofs = uselessProofs();
        int tried = 0;
        for (String call : routes()) {
            for (Map.Entry<String, String> proof : proofs.entrySet()) {
                Answer response = send(call, TYPE, proof.getValue());
                assertThat(response.statusCode())
                        .as("%s with %s: %s", call, proof.getKey(), response.body())
                        .isEqualTo(401);
                assertThat(response.headers().firstValue("www-authenticate")).isPresent();
                tried++;
            }
        }
        assertThat(tried).isEqualTo(AllowedCalls.ROLES.size() * proofs.size());
        System.out.println("tried " + tried + " calls with proofs that prove nothing");
    }

    private Map<String, String> uselessProofs() {
        JWTClaimsSet good = token().build();
        Instant now = Instant.now();
        Map<String, String> proofs = new LinkedHashMap<>();
        proofs.put("nothing", "");
        proofs.put("another scheme", "Basic d2FuZzp3YW5n");
        proofs.put("an empty token", "Bearer ");
        proofs.put("what is neither", "Bearer whatever");
        proofs.put(
                "a key that nobody has",
                "Bearer " + ApiKey.random(new SecureRandom()).text());
        proofs.put("half a key", "Bearer " + key("module").substring(0, 40));
        String mixed = key("module");
        proofs.put(
                "a key with another's secret",
                "Bearer " + mixed.substring(0, 16) + key("module").substring(16));
        proofs.put("a key whose time is up", "Bearer " + key(now.minusSeconds(1), "module", "operator"));
        proofs.put("a revoked key", "Bearer " + revoked());
        proofs.put(
                "a token whose time is up",
                bearer("at+jwt", token().expirationTime(Date.from(now.minus(Duration.ofMinutes(5))))));
        proofs.put(
                "a token of later",
                bearer("at+jwt", token().notBeforeTime(Date.from(now.plus(Duration.ofMinutes(5))))));
        proofs.put("a token without an end", bearer("at+jwt", token().expirationTime(null)));
        proofs.put("a token for others", bearer("at+jwt", token().audience("another")));
        proofs.put("a token for nobody", bearer("at+jwt", token().audience((String) null)));
        proofs.put("a token of another issuer", bearer("at+jwt", token().issuer("https://issuer.example")));
        proofs.put("a token of nobody", bearer("at+jwt", token().subject(null)));
        proofs.put("an ID token", bearer("JWT", issuer.claims().audience(TestIssuer.CLIENT)));
        proofs.put("a token of another kind", bearer("logout+jwt", token()));
        proofs.put("a token that another has signed", "Bearer " + issuer.sign("at+jwt", TestIssuer.newKey(), good));
        proofs.put("a token that nobody has signed", "Bearer " + new PlainJWT(good).serialize());
        proofs.put("a token signed with the public key as a secret", "Bearer " + confused(good));
        proofs.put(
                "a token that was changed",
                "Bearer " + issuer.sign("at+jwt", good).replaceFirst("\\.ey", ".eyx"));
        return proofs;
    }

    private String revoked() {
        String key = key("module", "operator");
        gateway.rows.update("update api_key set revoked_at = now() where key_id = ?", key.substring(4, 16));
        return key;
    }

    private JWTClaimsSet.Builder token() {
        return issuer.claims()
                .audience(OidcSettings.DEFAULT_AUDIENCE)
                .claim("realm_access", Map.of("roles", List.of("module", "operator", "nothing known here")));
    }

    private String bearer(String type, JWTClaimsSet.Builder claims) {
        return "Bearer " + issuer.sign(type, claims.build());
    }

    private String confused(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(issuer.publicKey().getKeyID())
                            .type(new JOSEObjectType("at+jwt"))
                            .build(),
                    claims);
            token.sign(new MACSigner(issuer.publicKey().toRSAPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyRoleDoesWhatIsItsAndNothingElse() {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Role role : Role.values()) {
            for (String scope : List.of("", ":" + TYPE, ":" + OTHER_TYPE)) {
                String grant = role.label() + scope;
                String key = "Bearer " + key(grant);
                String token = tokenOf("wang", grant);
                for (String call : routes()) {
                    check(call, role, scope, send(call, TYPE, key).statusCode(), false, wrong);
                    check(call, role, scope, send(call, TYPE, token).statusCode(), true, wrong);
                    tried += 2;
                }
            }
        }
        System.out.println("tried " + tried + " calls by roles");
        assertThat(wrong).isEmpty();
    }

    private String tokenOf(String subject, String grant) {
        return bearer(
                "at+jwt",
                issuer.claims()
                        .subject(subject)
                        .audience(OidcSettings.DEFAULT_AUDIENCE)
                        .claim("realm_access", Map.of("roles", List.of(grant))));
    }

    /** A key is nobody's user id, so that a key with an applicant's role owns nothing; the token is wang's. */
    private static void check(String call, Role role, String scope, int status, boolean isOwner, List<String> wrong) {
        boolean isRight;
        if (call.equals("POST /api/v1/sms/receipts/{gateway}")) {
            isRight = status == 401;
        } else if (!AllowedCalls.isFor(role, call)) {
            isRight = status == 403;
        } else if (call.contains("/nodes/") && !scope.isEmpty()) {
            isRight = status == 403; // a node works for all types
        } else if (AllowedCalls.WITHOUT_TYPE.contains(call)) {
            boolean isOfAnother = role == Role.APPLICANT && !isOwner && call.endsWith("/messages");
            isRight = isOfAnother ? status == 403 : status == 200;
        } else if (role == Role.APPLICANT ? !isOwner : scope.equals(":" + OTHER_TYPE)) {
            isRight = status == 404 || status == 403;
        } else {
            isRight = status < 400 || status == 409 || isAbsent(call, status);
        }
        if (!isRight) {
            wrong.add(call + " as " + role + scope + (isOwner ? " by token" : " by key") + ": " + status);
        }
    }

    /** There is no such preview, dead letter or node, or somebody has deleted the webhook, and that is not for lack of a right. */
    private static boolean isAbsent(String call, int status) {
        return status == 404
                && (call.contains("/previews/")
                        || call.contains("/dead-letters/")
                        || call.contains("/nodes/")
                        || call.startsWith("DELETE /api/v1/webhooks/"));
    }

    @Test
    void anApplicantHasNothingToDoWithTheDocumentsOfOthers() {
        String li = tokenOf("li", "applicant");
        String wang = tokenOf("wang", "applicant");
        for (String call : routes()) {
            // preferences name nobody: each asks for their own
            if (AllowedCalls.isFor(Role.APPLICANT, call)
                    && !AllowedCalls.WITHOUT_TYPE.contains(call)
                    && !call.endsWith("/preferences")) {
                assertThat(send(call, TYPE, li).statusCode()).as(call).isEqualTo(404);
                assertThat(send(call, TYPE, wang).statusCode()).as(call).isNotIn(401, 403, 404);
            }
        }
    }

    @Test
    void nobodyReadsOrMarksTheMessagesOfAnother() {
        String wang = tokenOf("wang", "applicant");
        String li = tokenOf("li", "applicant");
        assertThat(TestGateway.body(get("/messages", wang)).get("messages")).hasSize(1);
        assertThat(TestGateway.body(get("/messages?userId=wang", wang)).get("messages"))
                .hasSize(1);
        assertThat(TestGateway.body(get("/messages", li)).get("messages")).isEmpty();
        HttpResponse<String> foreign = get("/messages?userId=wang", li);
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(TestGateway.body(foreign).get("path").asText()).isEqualTo("userId");
        assertThat(post("/messages/" + messageId + "/read", li, "").statusCode())
                .isEqualTo(404);

        assertThat(get("/messages", "Bearer " + key("module")).statusCode())
                .as("a module says whose")
                .isEqualTo(400);
        assertThat(TestGateway.body(get("/messages?userId=wang", "Bearer " + key("module:" + OTHER_TYPE)))
                        .get("messages"))
                .isEmpty();
        assertThat(post("/messages/" + messageId + "/read?userId=li", "Bearer " + key("module"), "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void nobodyConfirmsForAnother() {
        BusinessKey key = document(TYPE, "to-confirm", "wang");
        gateway.rows.notifier.workOrder(
                key, 1, "WO-confirm", WholeCalls.verdictId(key), List.of("AWAITING_CONFIRMATION"));
        String path = "/verdicts/" + WholeCalls.verdictId(key) + "/confirmation";
        String byLi = "{\"decision\": \"CONFIRM\", \"reason\": \"r\", \"userId\": \"li\"}";
        assertThat(post(path, tokenOf("li", "applicant"), byLi).statusCode()).isEqualTo(404);
        assertThat(post(path, tokenOf("wang", "applicant"), byLi).statusCode()).isEqualTo(403);
        assertThat(post(path, "Bearer " + key("module"), byLi).statusCode())
                .as("a module for somebody whose it is not")
                .isEqualTo(404);
        assertThat(gateway.published(gateway.topics.confirmations())).isEmpty();

        String plain = "{\"decision\": \"CONFIRM\", \"reason\": \"r\"}";
        assertThat(post(path, tokenOf("wang", "applicant"), plain).statusCode()).isEqualTo(202);
        assertThat(gateway.lastPublished(gateway.topics.confirmations(), key.toString())
                        .get("userId")
                        .asText())
                .isEqualTo("wang");
    }

    @Test
    void aCallerOfSomeTypesListsOneAtATime() {
        String two = "Bearer " + key("module:" + TYPE, "module:" + OTHER_TYPE);
        HttpResponse<String> without = get("/checks", two);
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(TestGateway.body(without).get("detail").asText())
                .contains(TYPE)
                .contains(OTHER_TYPE);
        assertThat(TestGateway.body(get("/checks?type=" + TYPE, two)).get("checks"))
                .isNotEmpty();
        assertThat(get("/checks?type=third", two).statusCode()).isEqualTo(403);
        assertThat(TestGateway.body(get("/checks", "Bearer " + key("reviewer:" + OTHER_TYPE)))
                        .get("checks"))
                .isEmpty();
    }

    /** Whether any message went by a channel is nothing for a caller without the right to ask. */
    @Test
    void theTypeOfAListComesBeforeItsOtherFilters() {
        HttpResponse<String> foreign =
                get("/deliveries?channel=nosuch&type=" + OTHER_TYPE, "Bearer " + key("operator:" + TYPE));

        assertThat(foreign.statusCode()).as(foreign.body()).isEqualTo(403);
    }

    private HttpResponse<String> get(String path, String authorization) {
        return gateway.send(gateway.request(TestGateway.API + path)
                .header("Authorization", authorization)
                .GET()
                .build());
    }

    private HttpResponse<String> post(String path, String authorization, String json) {
        return gateway.send(gateway.request(TestGateway.API + path)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    /** The call about a document of that type, complete, so that nothing but the caller can be wrong with it. */
    private Answer send(String call, String type, String authorization) {
        HttpRequest request = calls().request(call, type, authorization);
        if (call.endsWith("/events")) {
            return begin(request);
        }
        HttpResponse<String> response = gateway.send(request);
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** @param body empty where it is a stream, which has no end */
    private record Answer(int statusCode, HttpHeaders headers, String body) {}

    private Answer begin(HttpRequest request) {
        try {
            HttpResponse<InputStream> response =
                    gateway.http().send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                boolean isStream = response.statusCode() == 200;
                return new Answer(
                        response.statusCode(),
                        response.headers(),
                        isStream ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            return fail(e);
        }
    }
}
