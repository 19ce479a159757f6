package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dupcheck.store.idempotency.IdempotencyKeys.Answer;
import org.dupcheck.store.idempotency.IdempotencyKeys.Known;
import org.dupcheck.store.idempotency.IdempotencyKeys.Name;
import org.dupcheck.store.idempotency.IdempotencyKeys.Try;
import org.junit.jupiter.api.Test;

final class IdempotencyKeysTest extends StoreTest {
    private static final Name NAME = new Name("key:1", "k");
    private static final Duration KEPT = Duration.ofDays(1);

    private Optional<Try> claim(Name name, String fingerprint, long revision, Duration hold) {
        return found(
                tables -> tables.idempotencyKeys().claim(name, fingerprint, revision, now(), now().minus(KEPT), hold));
    }

    private Try claimed(long revision) {
        return claim(NAME, "a", revision, Duration.ofMinutes(1)).orElseThrow();
    }

    private static Known known() {
        return found(tables -> tables.idempotencyKeys().find(NAME)).orElseThrow();
    }

    private static void answer(Try attempt, String body) {
        store.run(tables -> tables.idempotencyKeys()
                .answered(attempt, new Answer(202, "/there", body.getBytes(StandardCharsets.UTF_8))));
    }

    private static String body() {
        Answer answer = known().answer();
        assertThat(answer).isNotNull();
        return answer.status() + " " + answer.location() + " " + new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void oneAtATimeUntilItIsAnswered() {
        Try first = claimed(7);
        assertThat(first).isEqualTo(new Try(NAME, 1, 7, false, false));
        assertThat(claim(NAME, "a", 8, Duration.ofMinutes(1))).isEmpty();
        assertThat(known().answer()).isNull();
        // another caller's key of that name is another one
        assertThat(claim(new Name("key:2", "k"), "b", 8, Duration.ofMinutes(1))).isPresent();

        answer(first, "{}");
        assertThat(claim(NAME, "a", 8, Duration.ofMinutes(1))).isEmpty();
        assertThat(body()).isEqualTo("202 /there {}");
        assertThat(known().fingerprint()).isEqualTo("a");
    }

    @Test
    void whatWasHeldTooLongIsTriedAgainUnderTheSameRevisionAndTheOldTryChangesNothing() {
        Try first = claim(NAME, "a", 7, Duration.ZERO).orElseThrow();
        clock.advance(Duration.ofSeconds(1));
        assertThat(claim(NAME, "b", 8, Duration.ofMinutes(1)))
                .as("another request")
                .isEmpty();
        Try second = claimed(8);
        assertThat(second).isEqualTo(new Try(NAME, 2, 7, false, true));

        answer(first, "late");
        store.run(tables -> tables.idempotencyKeys().forget(first));
        assertThat(holds(tables -> tables.idempotencyKeys().tookEffect(first))).isFalse();
        assertThat(known().answer()).isNull();
        answer(second, "in time");
        assertThat(body()).isEqualTo("202 /there in time");
    }

    @Test
    void anEffectIsKnownToWhoTriesAgainAndIsNotForgotten() {
        Try first = claimed(7);
        assertThat(holds(tables -> tables.idempotencyKeys().tookEffect(first))).isTrue();
        store.run(tables -> tables.idempotencyKeys().forget(first));
        store.run(tables -> tables.idempotencyKeys().release(first));
        clock.advance(Duration.ofSeconds(1));
        assertThat(claimed(8)).isEqualTo(new Try(NAME, 2, 7, true, true));
    }

    @Test
    void whatIsForgottenIsFreeForAnyRequest() {
        Try first = claimed(7);
        store.run(tables -> tables.idempotencyKeys().forget(first));
        assertThat(claim(NAME, "b", 8, Duration.ofMinutes(1))).contains(new Try(NAME, 1, 8, false, false));
    }

    @Test
    void afterItsTimeAKeyIsANewOneAndOldOnesGo() {
        Try first = claimed(7);
        store.run(tables -> tables.idempotencyKeys().tookEffect(first));
        answer(first, "{}");
        clock.advance(KEPT);
        assertThat(claim(NAME, "b", 8, Duration.ofMinutes(1))).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(claim(NAME, "b", 8, Duration.ofMinutes(1))).contains(new Try(NAME, 2, 8, false, false));
        assertThat(known().answer()).isNull();
        assertThat(purge(now())).isZero();
        assertThat(purge(now().plusMillis(1))).isEqualTo(1);
    }

    private static int purge(Instant before) {
        return in(tables -> tables.idempotencyKeys().purge(before, 10));
    }
}
