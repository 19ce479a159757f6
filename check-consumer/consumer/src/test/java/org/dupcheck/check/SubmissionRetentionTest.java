package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.dupcheck.runtime.database.Database;
import org.junit.jupiter.api.Test;

final class SubmissionRetentionTest {
    private final AtomicInteger turns = new AtomicInteger();

    /** A database on which everything fails. */
    private Database failing(Throwable failure) {
        return (Database) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Database.class}, (proxy, method, arguments) -> {
                    turns.incrementAndGet();
                    throw failure;
                });
    }

    private SubmissionRetention retention(Throwable failure) {
        return new SubmissionRetention(failing(failure), Clock.systemUTC(), Duration.ofMillis(5));
    }

    @Test
    void anErrorIsToldAndTheNextTurnComes() {
        try (SubmissionRetention retention = retention(new NoClassDefFoundError("no such class"))) {
            assertThat(retention.health().up()).isTrue();
            retention.start();
            await().until(() -> retention.health().broken() && turns.get() >= 3);
            assertThat(retention.health().detail()).contains("deleting submitted texts", "no such class");
        }
    }

    @Test
    void anExceptionLeavesItToTheNextTurn() {
        try (SubmissionRetention retention = retention(new IllegalStateException("not now"))) {
            retention.start();
            await().until(() -> turns.get() >= 3);
            assertThat(retention.health().up()).isTrue();
        }
    }
}
