package org.dupcheck.runtime.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.dupcheck.runtime.consume.Records.P0;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing ends the watch in silence, and nothing but the brokers counts as an outage of theirs. */
final class GroupWatchTest {
    private static final Duration TIMEOUT = Duration.ofMillis(120);
    private static final Map<TopicPartition, GroupView.Log> BEHIND =
            Map.of(P0, new GroupView.Log(0, 9, OptionalLong.of(3)));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ConsumeMeters consumeMeters = new ConsumeMeters(meters, "test");
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger stalls = new AtomicInteger();
    private GroupWatch watch = watch(() -> BEHIND, () -> {});

    private GroupWatch watch(Supplier<Map<TopicPartition, GroupView.Log>> look, Runnable onStall) {
        return new GroupWatch(
                "test",
                TIMEOUT,
                () -> view(look),
                () -> Map.of(P0, new Intake.Standing(3, false, 0)),
                stall -> {
                    stalls.incrementAndGet();
                    onStall.run();
                },
                consumeMeters,
                Clock.systemUTC());
    }

    private GroupView view(Supplier<Map<TopicPartition, GroupView.Log>> look) {
        return new GroupView() {
            @Override
            public Map<TopicPartition, Log> look() {
                looks.incrementAndGet();
                return look.get();
            }

            @Override
            public void close() {
                // nothing to close
            }
        };
    }

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void anErrorEndsTheWatchAndTheHealthSaysSoForGood() {
        watch = watch(
                () -> {
                    throw new NoClassDefFoundError("no such class");
                },
                () -> {});
        watch.start();
        await().until(() -> watch.health().broken());
        assertThat(watch.health().detail()).contains("the watch for stalls of test", "no such class");
    }

    @Test
    void aStallThatCannotBeMendedIsNoOutageAndIsToldAgain() {
        watch = watch(() -> BEHIND, () -> {
            throw new IllegalStateException("no thread");
        });
        watch.start();
        await().until(() -> stalls.get() >= 2);
        assertThat(meters.get("dupcheck.consume.brokers_answer").gauge().value())
                .isEqualTo(1);
        assertThat(watch.health().up()).isTrue();
    }

    @Test
    void anOutageIsAnOutageAndTheWatchGoesOn() {
        watch = watch(
                () -> {
                    throw new IllegalStateException("nobody answers");
                },
                () -> {});
        watch.start();
        await().until(() -> looks.get() >= 5);
        assertThat(meters.get("dupcheck.consume.brokers_answer").gauge().value())
                .isZero();
        assertThat(watch.health().up()).isTrue();
        assertThat(stalls).hasValue(0);
    }

    @Test
    void oneThatIsClosedIsNotBroken() {
        watch.start();
        await().until(() -> looks.get() >= 1);
        watch.close();
        assertThat(watch.health().up()).isTrue();
    }
}
