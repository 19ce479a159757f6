package org.dupcheck.gateway.common;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PollLoopTest {
    private static final Duration PERIOD = Duration.ofMillis(5);

    @Test
    void anErrorThatEndsTheLoopIsTold() {
        try (PollLoop loop = new PollLoop("sheep", PERIOD, () -> false, () -> {
            throw new NoClassDefFoundError("no such class");
        })) {
            assertThat(loop.health().up()).isTrue();
            loop.start();
            await().until(() -> loop.health().broken());
            assertThat(loop.health().detail()).contains("watching the sheep", "no such class");
        }
    }

    @Test
    void looksMoreSeldomAfterASlowQueryAndWhenAllHaveWaitedLong() {
        assertThat(pause(10, 1, 0)).isEqualTo(10);
        assertThat(pause(10, 1, 3_000)).isEqualTo(50);
        assertThat(pause(10, 100, 0)).isEqualTo(400);
    }

    /** Else a verdict that is there is told late after an outage, or too late for those who wait. */
    @Test
    void aQueryThatTookSecondsPutsTheNextOffByOneSecondOnly() {
        assertThat(pause(10, 2_500, 0)).isEqualTo(1_000);
        assertThat(pause(400, 2_500, 3_000)).isEqualTo(2_000);
    }

    private static long pause(long period, long query, long sinceNewest) {
        return NANOSECONDS.toMillis(PollLoop.pause(
                MILLISECONDS.toNanos(period), MILLISECONDS.toNanos(query), MILLISECONDS.toNanos(sinceNewest)));
    }

    @Test
    void anOutageDoesNotEndIt() {
        AtomicInteger looks = new AtomicInteger();
        try (PollLoop loop = new PollLoop("sheep", PERIOD, () -> false, () -> {
            looks.incrementAndGet();
            throw new IllegalStateException("away");
        })) {
            loop.start();
            await().until(() -> looks.get() >= 3);
            assertThat(loop.health().up()).isTrue();
        }
    }
}
