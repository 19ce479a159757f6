package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dupcheck.store.keys.ApiKeys;
import org.junit.jupiter.api.Test;

final class ApiKeysTest extends StoreTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final String HASH = "0".repeat(64);

    @Test
    void aKeyIsFoundUntilItIsRevokedOrItsTimeIsUp() {
        ApiKeys.Key forEver = key("k1", null);
        ApiKeys.Key forADay = key("k2", START.plus(Duration.ofDays(1)));
        store.run(tables -> tables.apiKeys().add(forEver));
        store.run(tables -> tables.apiKeys().add(forADay));

        assertThat(find("k1")).isEqualTo(forEver);
        assertThat(find("k2")).isEqualTo(forADay);
        assertThat(find("k1").isValid(START)).isTrue();
        assertThat(find("k2").isValid(START.plus(Duration.ofDays(1)).minusNanos(1)))
                .isTrue();
        assertThat(find("k2").isValid(START.plus(Duration.ofDays(1)))).isFalse();

        assertThat(holds(tables -> tables.apiKeys().revoke("k1", START))).isTrue();
        assertThat(holds(tables -> tables.apiKeys().revoke("k1", START.plusSeconds(1))))
                .as("revoked before")
                .isFalse();
        assertThat(holds(tables -> tables.apiKeys().revoke("none", START))).isFalse();
        assertThat(find("k1").isValid(START)).isFalse();
        assertThat(find("k1").revokedAt()).isEqualTo(START);
    }

    @Test
    void aKeyEndsEarlierButNeverLaterThanItWould() {
        store.run(tables -> tables.apiKeys().add(key("k1", null)));
        assertThat(holds(tables -> tables.apiKeys().expire("k1", START.plusSeconds(60))))
                .isTrue();
        assertThat(holds(tables -> tables.apiKeys().expire("k1", START.plusSeconds(90))))
                .isFalse();
        assertThat(find("k1").expiresAt()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void itsUseIsNotedNowAndThen() {
        store.run(tables -> tables.apiKeys().add(key("k1", null)));
        store.run(tables -> tables.apiKeys().used("k1", START, START.minusSeconds(3600)));
        store.run(tables -> tables.apiKeys().used("k1", START.plusSeconds(60), START.plusSeconds(60 - 3600)));
        assertThat(find("k1").lastUsedAt()).isEqualTo(START);
        store.run(tables -> tables.apiKeys().used("k1", START.plusSeconds(3601), START.plusSeconds(1)));
        assertThat(find("k1").lastUsedAt()).isEqualTo(START.plusSeconds(3601));
    }

    @Test
    void allAreListedTheOldestFirst() {
        store.run(tables -> tables.apiKeys().add(key("k2", null)));
        store.run(tables -> tables.apiKeys().add(key("k1", null)));
        assertThat(all(tables -> tables.apiKeys().list(10)))
                .extracting(ApiKeys.Key::id)
                .containsExactly("k1", "k2");
        assertThat(all(tables -> tables.apiKeys().list(1))).hasSize(1);
    }

    private ApiKeys.Key find(String id) {
        return store.read(tables -> tables.apiKeys().find(id)).orElseThrow();
    }

    private static ApiKeys.Key key(String id, Instant expires) {
        return new ApiKeys.Key(id, HASH, "a module", List.of("module:project", "operator"), START, expires, null, null);
    }
}
