package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Purges worked off in steps. */
class RetentionTest extends StoreTest {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final List<Integer> steps = new CopyOnWriteArrayList<>();

    @Test
    void whatIsDueGoesInStepsOfBoundedSizeOnceTheClockHasMovedOn() {
        messages(2 * Retention.BATCH + 3);
        try (Retention retention = retention(purge("messages", Duration.ofDays(30)))) {
            clock.advance(Duration.ofDays(30));
            assertThat(retention.runAll()).as("not quite").isZero();
            clock.advance(Duration.ofMillis(1));
            steps.clear();
            assertThat(retention.runAll()).isEqualTo(2 * Retention.BATCH + 3);
            assertThat(steps).containsExactly(Retention.BATCH, Retention.BATCH, 3);
            assertThat(column("select id::text from site_message")).isEmpty();
        }
    }

    @Test
    void twoNodesAtOnceDeleteEachRowOnceAndWaitForNobody() throws Exception {
        messages(4);
        clock.advance(Duration.ofDays(31));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        try (Retention retention = retention(purge("messages", Duration.ofDays(30)))) {
            Future<Integer> other = threads.submit(() -> store.inTransaction(tables -> {
                int deleted = tables.siteMessages().purge(daysAgo(30), 3);
                held.countDown();
                await().until(() -> mayCommit.await(1, TimeUnit.MILLISECONDS));
                return deleted;
            }));
            assertThat(held.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(threads.submit(retention::runAll).get(1, TimeUnit.MINUTES))
                    .as("the one that the other does not hold")
                    .isEqualTo(1);
            mayCommit.countDown();
            assertThat(other.get(1, TimeUnit.MINUTES)).isEqualTo(3);
        } finally {
            mayCommit.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void aPurgeThatFailsKeepsNoOtherFromItsTurnAndComesAgain() {
        messages(1);
        clock.advance(Duration.ofDays(31));
        AtomicInteger tries = new AtomicInteger();
        Purge failing = new Purge("bad luck", Duration.ZERO, (before, limit) -> {
            tries.incrementAndGet();
            throw new IllegalStateException("not now");
        });
        try (Retention retention =
                new Retention("test", clock, Duration.ofMillis(5), List.of(failing, purge("messages", A_DAY)))) {
            retention.start();
            await().until(() -> tries.get() >= 3
                    && column("select id::text from site_message").isEmpty());
            assertThat(retention.health().up()).isTrue();
        }
    }

    @Test
    void anErrorIsToldAndTheTurnsGoOn() {
        AtomicInteger tries = new AtomicInteger();
        Purge broken = new Purge("broken", Duration.ZERO, (before, limit) -> {
            tries.incrementAndGet();
            throw new NoClassDefFoundError("no such class");
        });
        try (Retention retention = new Retention("test", clock, Duration.ofMillis(5), List.of(broken))) {
            retention.start();
            await().until(() -> retention.health().broken() && tries.get() >= 3);
            assertThat(retention.health().detail()).contains("no such class");
        }
    }

    @Test
    void whatIsClosedBeginsNoFurtherStep() {
        messages(1);
        clock.advance(Duration.ofDays(31));
        Retention retention = retention(purge("messages", A_DAY));
        retention.close();
        assertThat(retention.runAll()).isZero();
    }

    @Test
    void nothingIsKeptForLessThanNoTime() {
        assertThatThrownBy(() -> purge("messages", Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("messages");
    }

    private Retention retention(Purge... purges) {
        return new Retention("test", clock, Duration.ofHours(1), List.of(purges));
    }

    private Purge purge(String what, Duration keep) {
        return new Purge(what, keep, (before, limit) -> {
            int deleted = in(tables -> tables.siteMessages().purge(before, limit));
            steps.add(deleted);
            return deleted;
        });
    }

    private void messages(int count) {
        sql(
                "insert into site_message (business_type, business_id, revision, user_id, kind, title, body, created_at)"
                        + " select ?, ?, n, 'u', 'CLEAN', 't', 'b', ? from generate_series(1, ?) n",
                key.businessType(),
                key.businessId(),
                now(),
                count);
    }
}
