package org.dupcheck.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class DrainTest {
    private final Drain drain = new Drain();

    @Test
    void whoIsInsideIsWaitedForAndNobodyElseEnters() {
        Drain.Work first = drain.enter("sms").orElseThrow();
        Drain.Work second = drain.enter("sms").orElseThrow();
        Drain.Work third = drain.enter("check").orElseThrow();
        assertThat(drain.isOn()).isFalse();
        drain.begin();
        drain.begin();
        assertThat(drain.enter("sms")).isEmpty();
        assertThat(drain.atWork()).containsExactly("check", "sms");
        first.close();
        first.close();
        assertThat(drain.atWork()).as("one of two has left").containsExactly("check", "sms");
        second.close();
        third.close();
        assertThat(drain.isDone()).isTrue();

        drain.end();
        drain.end();
        assertThat(drain.isDone()).isFalse();
        assertThat(drain.enter("sms")).isPresent();
    }

    @Test
    void itIsToldWhereAComponentIsUpAndNowhereElse() {
        Health down = Health.down("no connection");
        assertThat(drain.tell(Health.UP)).isEqualTo(Health.UP);
        Drain.Work work = drain.enter("check").orElseThrow();
        drain.begin();
        assertThat(drain.tell(Health.UP)).isEqualTo(new Health(true, "draining"));
        work.close();
        assertThat(drain.tell(Health.UP)).isEqualTo(new Health(true, "drained"));
        assertThat(drain.tell(down)).isEqualTo(down);
    }

    @Test
    void aTaskThatComesRoundLeavesItsTurnsOutAndGoesOnAfterwards() throws InterruptedException {
        AtomicInteger turns = new AtomicInteger();
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch halted = new CountDownLatch(1);
        RecurringTask[] self = new RecurringTask[1];
        self[0] = new RecurringTask(
                "counting",
                "dupcheck-count",
                Duration.ofMillis(1),
                () -> {
                    turns.incrementAndGet();
                    running.countDown();
                    await().until(() -> self[0].isHalted() || halted.getCount() == 0);
                    halted.countDown();
                },
                drain);
        try (RecurringTask task = self[0]) {
            task.start();
            running.await();
            assertThat(drain.atWork()).containsExactly("count");
            drain.begin();
            halted.await();
            await().until(drain::isDone);
            int before = turns.get();
            assertThat(drain.isDone()).isTrue();
            assertThat(turns).hasValue(before);
            drain.end();
            await().until(() -> turns.get() > before);
            assertThat(task.health().up()).isTrue();
        }
    }
}
