package org.dupcheck.gateway.access;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Section;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.gateway.Auth;
import org.dupcheck.gateway.TestGateway;
import org.dupcheck.gateway.access.oidc.OidcSettings;
import org.dupcheck.store.Store;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A gateway that asks an issuer who people are, for the tests of one class. */
@ExtendWith(DupcheckServices.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AccessTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    final TestIssuer issuer = new TestIssuer();
    TestGateway gateway;

    @BeforeAll
    void start(KafkaService kafka, PostgresService postgres, TestTopics topics) {
        gateway = TestGateway.start(kafka, postgres, topics, settings -> settings.withAuth(Auth.oidc(oidc())));
    }

    @AfterAll
    void stop() {
        gateway.close();
        issuer.close();
    }

    OidcSettings oidc() {
        return new OidcSettings(
                URI.create(issuer.uri()),
                TestIssuer.CLIENT,
                TestIssuer.SECRET,
                URI.create("http://127.0.0.1:1"),
                OidcSettings.DEFAULT_AUDIENCE,
                List.of(OidcSettings.DEFAULT_TOKEN_TYPES),
                OidcSettings.DEFAULT_USER_CLAIM,
                "realm_access.roles",
                List.of(OidcSettings.DEFAULT_ROLES));
    }

    /** A new key with those roles, as its owner has it. */
    String key(String... grants) {
        return key(null, grants);
    }

    String key(@Nullable Instant expires, String... grants) {
        ApiKey key = ApiKey.random(RANDOM);
        Store.on(gateway.database)
                .run(tables ->
                        tables.apiKeys().add(key.row("a test", Grants.parse(List.of(grants)), Instant.now(), expires)));
        return key.text();
    }

    /** A document whose newest submission is of that person. */
    BusinessKey document(String type, String id, String applicant) {
        BusinessKey key = new BusinessKey(type, id);
        gateway.rows.finish(key, 1);
        gateway.rows.submission(key, 1, "题目", List.of(new Section("立项背景", "面向园区的能源统一监测")));
        gateway.rows.update("update submission set user_id = ? where business_id = ?", applicant, id);
        return key;
    }
}
