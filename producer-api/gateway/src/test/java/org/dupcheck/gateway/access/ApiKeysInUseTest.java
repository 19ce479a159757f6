package org.dupcheck.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.gateway.Auth;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.store.Store;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.Own;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a key while it is used. */
@ExtendWith(DupcheckServices.class)
final class ApiKeysInUseTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    private static ApiKey add(TestGateway gateway) {
        ApiKey key = ApiKey.random(RANDOM);
        Store.on(gateway.database)
                .run(tables -> tables.apiKeys()
                        .add(key.row("a module", Grants.parse(List.of("module")), Instant.now(), null)));
        return key;
    }

    private static HttpResponse<String> submit(TestGateway gateway, ApiKey key) {
        return gateway.send(gateway.request(TestGateway.API + "/submissions")
                .header("Authorization", "Bearer " + key.text())
                .header("Content-Type", "application/json")
                .POST(
                        BodyPublishers.ofString(
                                "{\"businessType\": \"project\", \"businessId\": \"k\", \"mode\": \"SUBMIT\","
                                        + " \"applicant\": {\"userId\": \"u\"}, \"sections\": [{\"key\": \"a\", \"text\": \"文本\"}]}"))
                .build());
    }

    @Test
    void aRevokedKeyIsSoonRefusedAndItsUseWasNoted(KafkaService kafka, PostgresService postgres, TestTopics topics) {
        try (TestGateway gateway =
                TestGateway.start(kafka, postgres, topics, settings -> settings.withAuth(Auth.KEYS))) {
            ApiKey key = add(gateway);
            assertThat(submit(gateway, key).statusCode()).isEqualTo(202);
            Store store = Store.on(gateway.database);
            assertThat(store.read(tables -> tables.apiKeys().find(key.id()))
                            .orElseThrow()
                            .lastUsedAt())
                    .isNotNull();
            store.run(tables -> tables.apiKeys().revoke(key.id(), Instant.now()));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> submit(gateway, key).statusCode() == 401);
            assertThat(gateway.send(gateway.request("/login").build()).statusCode())
                    .as("there are no pages")
                    .isEqualTo(404);
        }
    }

    @Test
    void aKeyThatWasGoodCountsWhileTheDatabaseIsAwayAndOthersAreTriedLater(
            KafkaService kafka, @Own PostgresService postgres, TestTopics topics) {
        try (TestGateway gateway =
                TestGateway.startAsNode(kafka, postgres, topics, settings -> settings.withAuth(Auth.KEYS))) {
            ApiKey known = add(gateway);
            ApiKey unknown = add(gateway);
            assertThat(submit(gateway, known).statusCode()).isEqualTo(202);
            postgres.kill();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> submit(gateway, unknown).statusCode() == 503);
            long end = System.nanoTime() + KeyAuthenticator.FRESH.plusSeconds(2).toNanos();
            while (System.nanoTime() < end) {
                assertThat(submit(gateway, known).statusCode()).isEqualTo(202);
            }
            postgres.start();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> submit(gateway, unknown).statusCode() == 202);
        }
    }
}
