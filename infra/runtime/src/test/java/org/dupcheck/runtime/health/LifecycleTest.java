package org.dupcheck.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class LifecycleTest {
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Lifecycle lifecycle = new Lifecycle(Duration.ofMillis(200));

    private final class Part implements Component {
        private final String name;
        private volatile Health health = Health.UP;
        private Runnable onStart = () -> {};
        private Runnable onClose = () -> {};

        private Part(String name) {
            this.name = name;
        }

        @Override
        public void start() {
            events.add("start " + name);
            onStart.run();
        }

        @Override
        public Health health() {
            return health;
        }

        @Override
        public void close() {
            events.add("close " + name);
            onClose.run();
        }
    }

    @Test
    void componentsStartInOrderAndStopInReverseOnce() {
        lifecycle.add("a", new Part("a"));
        lifecycle.add("b", new Part("b"));
        lifecycle.start();
        assertThat(lifecycle.ready()).isTrue();
        lifecycle.close();
        lifecycle.close();
        assertThat(events).containsExactly("start a", "start b", "close b", "close a");
        assertThat(lifecycle.ready()).isFalse();
    }

    @Test
    void whereOneDoesNotStartThoseBeforeItAreStopped() {
        lifecycle.add("a", new Part("a"));
        lifecycle.add("b", new Part("b")).onStart = () -> {
            throw new IllegalStateException("port taken");
        };
        lifecycle.add("c", new Part("c"));
        assertThatThrownBy(lifecycle::start).hasMessage("port taken");
        assertThat(events).containsExactly("start a", "start b", "close b", "close a");
    }

    @Test
    void oneThatHangsOrThrowsDoesNotKeepTheOthersFromStopping() {
        CountDownLatch never = new CountDownLatch(1);
        lifecycle.add("a", new Part("a"));
        lifecycle.add("b", new Part("b")).onClose = () -> {
            throw new IllegalStateException("cannot");
        };
        lifecycle.add("c", new Part("c")).onClose = () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        lifecycle.start();
        lifecycle.close();
        never.countDown();
        assertThat(events).endsWith("close c", "close b", "close a");
    }

    @Test
    void readyAsksWhetherAllAreUpAndLiveWhetherARestartWouldHelp() {
        Part loop = lifecycle.add("loop", new Part("loop"));
        Part database = lifecycle.add("database", new Part("database"));
        lifecycle.start();
        database.health = Health.down("refused");
        assertThat(lifecycle.ready()).isFalse();
        assertThat(lifecycle.live()).isTrue();
        assertThat(lifecycle.health().detail()).isEqualTo("database: refused");
        loop.health = Health.broken("out of memory");
        assertThat(lifecycle.live()).isFalse();
        assertThat(lifecycle.health().detail()).isEqualTo("loop: out of memory; database: refused");
        assertThat(lifecycle.healths()).containsOnlyKeys("loop", "database");
        lifecycle.close();
    }

    @Test
    void aComponentThatComesTooLateOrTwiceIsRefused() {
        lifecycle.add("a", new Part("a"));
        assertThatThrownBy(() -> lifecycle.add("a", new Part("a"))).isInstanceOf(IllegalStateException.class);
        lifecycle.start();
        assertThatThrownBy(() -> lifecycle.add("b", new Part("b"))).isInstanceOf(IllegalStateException.class);
        lifecycle.close();
    }
}
