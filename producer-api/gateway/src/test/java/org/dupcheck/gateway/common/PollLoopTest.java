package org.dupcheck.gateway.common;

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
