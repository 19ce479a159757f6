package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.checks.PreChecks;
import org.dupcheck.store.checks.SubmissionChecks;
import org.junit.jupiter.api.Test;

final class CheckRetentionTest {
    private final AtomicInteger turns = new AtomicInteger();

    /** A database on which everything fails. */
    private Database failing(Throwable failure) {
        return (Database) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Database.class}, (proxy, method, arguments) -> {
                    turns.incrementAndGet();
                    throw failure;
                });
    }

    private CheckRetention retention(Throwable failure) {
        Database database = failing(failure);
        JsonCodec codec = new JsonCodec();
        Clock clock = Clock.systemUTC();
        return new CheckRetention(
                new SubmissionChecks(database, codec, clock, Duration.ofDays(1)),
                new PreChecks(database, codec, clock, Duration.ofDays(1)),
                Duration.ofMillis(5));
    }

    @Test
    void anErrorIsToldAndTheNextTurnComes() {
        try (CheckRetention retention = retention(new NoClassDefFoundError("no such class"))) {
            assertThat(retention.health().up()).isTrue();
            retention.start();
            await().until(() -> retention.health().broken() && turns.get() >= 3);
            assertThat(retention.health().detail()).contains("deleting checked texts", "no such class");
        }
    }

    @Test
    void anExceptionLeavesItToTheNextTurn() {
        try (CheckRetention retention = retention(new IllegalStateException("not now"))) {
            retention.start();
            await().until(() -> turns.get() >= 3);
            assertThat(retention.health().up()).isTrue();
        }
    }
}
