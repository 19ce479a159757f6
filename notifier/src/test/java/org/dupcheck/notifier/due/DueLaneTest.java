package org.dupcheck.notifier.due;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.notifier.StoredRows;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.store.Store;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
class DueLaneTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final DueSettings SLOW =
            new DueSettings(2, 1, HOUR, Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(3));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Drain drain = new Drain();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private StoredRows tables;
    private Store store;

    @BeforeEach
    void open(PostgresService postgres) {
        tables = new StoredRows(postgres);
        store = Store.on(tables.database());
    }

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void aSignalLetsItBeDoneAtOnceThoughTheNextLookIsFar() {
        try (DueLane lane = lane(SLOW, due -> record(due.subject(), Next.DONE))) {
            lane.start();
            schedule("a");
            lane.signal();
            await().until(() -> done.contains("a"));
            assertThat(lane.health().up()).isTrue();
        }
        assertThat(rows()).isZero();
    }

    @Test
    void whatNobodySignalsIsFoundAtTheNextLook() {
        DueSettings quick = new DueSettings(1, 1, Duration.ofMillis(20), HOUR, HOUR, HOUR);
        try (DueLane lane = lane(quick, due -> record(due.subject(), Next.DONE))) {
            lane.start();
            schedule("of another node");
            await().until(() -> done.contains("of another node"));
        }
    }

    @Test
    void whereNoWorkIsTakenWhatIsBegunIsEndedAndTheRestIsLeftToOthers() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        DueSettings quick = new DueSettings(1, 1, Duration.ofMillis(20), HOUR, HOUR, HOUR);
        DueLane lane = lane(quick, due -> {
            begun.countDown();
            await().until(() -> mayEnd.getCount() == 0);
            return record(due.subject(), Next.DONE);
        });
        try (lane) {
            schedule("a");
            lane.start();
            begun.await();
            drain.begin();
            schedule("b");
            assertThat(drain.atWork()).containsExactly("test");
            assertThat(drain.isDone()).isFalse();
            mayEnd.countDown();
            await().until(drain::isDone);
            assertThat(lane.workOff()).isZero();
            assertThat(done).containsExactly("a");
            assertThat(rows()).isEqualTo(1);

            drain.end();
            await().until(() -> done.contains("b"));
        }
    }

    @Test
    void whatFailsComesAgainAfterAPauseThatGrowsAndHoldsNothingUp() {
        DueLane lane = lane(SLOW, due -> {
            record(due.subject() + due.attempts(), Next.DONE);
            if (due.subject().equals("bad")) {
                throw new IllegalStateException("no");
            }
            return Next.DONE;
        });
        schedule("bad");
        schedule("good");
        assertThat(lane.workOff()).isEqualTo(2);
        assertThat(lane.workOff()).as("not before its pause").isZero();
        tables.pass(Duration.ofMinutes(1));
        lane.workOff();
        tables.pass(Duration.ofMinutes(1));
        assertThat(lane.workOff()).as("twice as long").isZero();
        tables.pass(Duration.ofMinutes(1));
        lane.workOff();
        assertThat(done).containsExactly("bad1", "good1", "bad2", "bad3");
        assertThat(meters.get("dupcheck.notifier.due.failed").counter().count()).isEqualTo(3);
    }

    @Test
    void whatIsToBeDoneAgainIsAndWhatHasSettledItselfIsLeftAlone() {
        DueLane lane = lane(SLOW, due -> {
            if (due.subject().equals("self")) {
                store.run(tables -> assertThat(tables.due().done(due)).isTrue());
                return Next.SETTLED;
            }
            return record(due.subject(), Next.again(HOUR));
        });
        schedule("self");
        schedule("again");
        lane.workOff();
        assertThat(rows()).isEqualTo(1);
        tables.pass(HOUR);
        assertThat(lane.workOff()).isEqualTo(1);
    }

    @Test
    void oneThatHangsHoldsUpNoneOfTheOtherThreads() throws Exception {
        try (DueLane lane = lane(SLOW, this::hangAtOne)) {
            lane.start();
            schedule("hangs");
            lane.signal();
            for (int i = 0; i < 20; i++) {
                schedule("other" + i);
            }
            lane.signal();
            await().until(() -> done.size() == 20);
            mayEnd.countDown();
            await().until(() -> done.contains("hangs"));
        }
    }

    @Test
    void whatWasClaimedAndNotBegunIsLeftToOthersAtOnceWhereNoWorkIsTaken() throws InterruptedException {
        DueLane lane = atTheFirstOfThree();
        drain.begin();
        mayEnd.countDown();
        await().until(() -> claimable() == 2);
        assertThat(done).hasSize(1);
        lane.close();
    }

    @Test
    void whatWasClaimedAndNotBegunIsLeftToOthersAtOnceByOneThatCloses() throws InterruptedException {
        DueLane lane = atTheFirstOfThree();
        Thread closing = new Thread(lane::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        mayEnd.countDown();
        closing.join();
        assertThat(claimable()).isEqualTo(2);
        assertThat(done).hasSize(1);
    }

    /** With one thread that has claimed all three, and may end what it is at. */
    private DueLane atTheFirstOfThree() throws InterruptedException {
        List.of("a", "b", "c").forEach(this::schedule);
        CountDownLatch begun = new CountDownLatch(1);
        DueLane lane = lane(new DueSettings(1, 3, HOUR, HOUR, HOUR, HOUR), due -> {
            begun.countDown();
            await().until(() -> mayEnd.getCount() == 0);
            return record(due.subject(), Next.DONE);
        });
        lane.start();
        begun.await();
        assertThat(claimable()).isZero();
        return lane;
    }

    @Test
    void aPortionIsSharedByAllThreads() {
        DueSettings portions = new DueSettings(2, 8, HOUR, Duration.ofMinutes(1), HOUR, HOUR);
        try (DueLane lane = lane(portions, this::hangAtOne)) {
            schedule("hangs");
            for (int i = 0; i < 7; i++) {
                schedule("other" + i);
            }
            lane.start();
            await().until(() -> done.size() == 7);
            mayEnd.countDown();
            await().until(() -> done.contains("hangs"));
        }
    }

    /** Older messages to a server that hangs stand before those to one that answers. */
    @Test
    void oneReceiverHasHalfOfTheThreadsAtMost() {
        for (int i = 0; i < 6; i++) {
            schedule("slow" + i, "slow");
        }
        schedule("a", "quick");
        schedule("b", "quick");
        AtomicInteger atSlow = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (DueLane lane = lane(new DueSettings(4, 1, HOUR, HOUR, HOUR, HOUR), due -> {
            if ("slow".equals(due.receiver())) {
                most.accumulateAndGet(atSlow.incrementAndGet(), Math::max);
                await().atMost(Duration.ofMinutes(1)).until(() -> mayEnd.getCount() == 0);
                atSlow.decrementAndGet();
            }
            return record(due.subject(), Next.DONE);
        })) {
            lane.start();
            await().until(() -> done.containsAll(List.of("a", "b")));
            assertThat(atSlow).hasValue(2);
            mayEnd.countDown();
            await().until(() -> done.size() == 8);
            assertThat(most).hasValue(2);
        }
    }

    private void schedule(String subject, String receiver) {
        store.run(tables -> tables.due().schedule(DueKind.ANSWER, subject, receiver, Duration.ZERO));
    }

    private Next hangAtOne(Due due) {
        if (due.subject().equals("hangs")) {
            await().atMost(Duration.ofMinutes(1)).until(() -> mayEnd.getCount() == 0);
        }
        return record(due.subject(), Next.DONE);
    }

    private Next record(String subject, Next next) {
        done.add(subject);
        return next;
    }

    private DueLane lane(DueSettings settings, DueHandler handler) {
        return new DueLane("test", Map.of(DueKind.ANSWER, handler), settings, store, meters, drain);
    }

    private void schedule(String subject) {
        store.run(tables -> tables.due().schedule(DueKind.ANSWER, subject, Duration.ZERO));
    }

    private long claimable() {
        return rows(" where due_at <= clock_timestamp()");
    }

    private long rows() {
        return rows("");
    }

    private long rows(String which) {
        return tables.database()
                .read(session -> session.query("select 1 from due" + which, row -> 1))
                .size();
    }
}
