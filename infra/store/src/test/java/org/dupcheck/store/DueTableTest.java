package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;
import org.junit.jupiter.api.Test;

class DueTableTest extends StoreTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void whatIsDueIsClaimedOnceTheOldestFirst() {
        schedule("later", Duration.ofMillis(-1));
        schedule("first", Duration.ofSeconds(-1));
        schedule("not yet", HOUR);
        assertThat(claim()).map(Due::subject).hasValue("first");
        assertThat(claim()).map(Due::subject).hasValue("later");
        assertThat(claim()).isEmpty();
        assertThat(all(tables -> tables.due().claim(DueKind.EXPIRY, HOUR, 1)))
                .as("another kind")
                .isEmpty();
        pass(HOUR);
        assertThat(claim()).map(Due::subject).as("before the leases run out").hasValue("not yet");
    }

    @Test
    void aPortionHoldsTheOldestInTheirOrderAndNoMoreThanAreDue() {
        schedule("third", Duration.ofSeconds(-1));
        schedule("first", Duration.ofSeconds(-3));
        schedule("second", Duration.ofSeconds(-2));
        schedule("not yet", HOUR);
        assertThat(claim(2)).extracting(Due::subject).containsExactly("first", "second");
        assertThat(claim(2)).extracting(Due::subject).containsExactly("third");
        assertThat(claim(2)).isEmpty();
    }

    @Test
    void aClaimThatIsNotSettledRunsOutAndSettlesNothingAfterwards() {
        schedule("a", Duration.ZERO);
        Due dead = claim().orElseThrow();
        assertThat(dead.attempts()).isEqualTo(1);
        pass(HOUR);
        Due living = claim().orElseThrow();
        assertThat(living.attempts()).isEqualTo(2);
        assertThat(holds(tables -> tables.due().done(dead))).isFalse();
        assertThat(holds(tables -> tables.due().again(dead, HOUR))).isFalse();
        assertThat(holds(tables -> tables.due().done(living))).isTrue();
        assertThat(holds(tables -> tables.due().done(living))).isFalse();
    }

    @Test
    void whatIsScheduledAnewOrCancelledIsNoLongerTheClaimants() {
        schedule("a", Duration.ZERO);
        Due old = claim().orElseThrow();
        schedule("a", Duration.ZERO);
        assertThat(holds(tables -> tables.due().done(old))).isFalse();
        Due anew = claim().orElseThrow();
        assertThat(anew.attempts()).as("it begins anew").isEqualTo(1);
        cancel("a");
        schedule("a", Duration.ZERO);
        Due third = claim().orElseThrow();
        assertThat(holds(tables -> tables.due().done(anew)))
                .as("a row of the same name is another one")
                .isFalse();
        assertThat(holds(tables -> tables.due().again(third, HOUR))).isTrue();
        assertThat(claim()).isEmpty();
        pass(HOUR);
        assertThat(claim()).map(Due::attempts).hasValue(2);
    }

    /** Somebody is at it: nobody else begins, and what was asked for meanwhile is done once that one is. */
    @Test
    void whatIsRequestedWhileSomebodyIsAtItIsDueWhenThatOneIsDoneAndNotBefore() {
        request("a");
        Due held = claim().orElseThrow();
        request("a");
        request("a");
        assertThat(claim()).as("the holder is at it").isEmpty();
        assertThat(holds(tables -> tables.due().done(held))).isTrue();
        Due next = claim().orElseThrow();
        assertThat(next.attempts()).as("it begins anew").isEqualTo(1);
        assertThat(holds(tables -> tables.due().done(held))).isFalse();
        assertThat(holds(tables -> tables.due().done(next))).isTrue();
        assertThat(claim()).as("two requests are one").isEmpty();
        assertThat(column("select subject from due")).doesNotContain("a");
    }

    @Test
    void whatIsRequestedIsDueAtOnceWhereNobodyIsAtIt() {
        schedule("waits", HOUR);
        request("waits");
        Due failed = claim().orElseThrow();
        assertThat(failed.attempts()).isEqualTo(1);
        assertThat(holds(tables -> tables.due().again(failed, HOUR))).isTrue();
        request("waits");
        Due dead = claim().orElseThrow();
        pass(HOUR);
        request("waits");
        Due living = claim().orElseThrow();
        assertThat(holds(tables -> tables.due().done(dead)))
                .as("its lease was over")
                .isFalse();
        assertThat(holds(tables -> tables.due().done(living))).isTrue();
        assertThat(claim()).isEmpty();
    }

    /** What is tried again after a pause sees what was requested before, so the pause holds. */
    @Test
    void aFailureOfWhoIsAtItKeepsItsPause() {
        request("a");
        Due held = claim().orElseThrow();
        request("a");
        assertThat(holds(tables -> tables.due().again(held, HOUR))).isTrue();
        assertThat(claim()).isEmpty();
        pass(HOUR);
        Due next = claim().orElseThrow();
        assertThat(holds(tables -> tables.due().done(next))).isTrue();
        assertThat(column("select subject from due")).doesNotContain("a");
    }

    /** It gives a claim that is no lease and deletes the row whatever was requested: so its claims are void, as they were. */
    @Test
    void aClaimOfANodeOfTheVersionBeforeIsVoidOnceItIsRequested() {
        request("a");
        sql("update due set claim = nextval('due_claim'), due_at = clock_timestamp() + interval '1 hour'");
        request("a");
        assertThat(claim()).isPresent();
    }

    @Test
    void whatGoesToSomeReceiversIsLeftAndKeepsItsReceiver() {
        to("first", "slow");
        schedule("second", Duration.ZERO);
        to("third", "quick");
        assertThat(claimBut("slow")).containsExactly("second null");
        assertThat(claimBut("slow", "quick")).isEmpty();
        schedule("first", Duration.ZERO);
        assertThat(claimBut("slow")).containsExactly("third quick");
        assertThat(claimBut("quick")).containsExactly("first slow");
    }

    private static void to(String subject, String receiver) {
        store.run(tables -> tables.due().schedule(DueKind.REMINDER, subject, receiver, Duration.ZERO));
    }

    private static List<String> claimBut(String... receivers) {
        return all(tables -> tables.due().claim(DueKind.REMINDER, HOUR, 1, List.of(receivers))).stream()
                .map(due -> due.subject() + " " + due.receiver())
                .toList();
    }

    @Test
    void whatIsOverdueIsCountedUntilItIsClaimed() {
        schedule("a", Duration.ZERO);
        schedule("b", Duration.ZERO);
        schedule("c", HOUR);
        assertThat(overdue(DueKind.REMINDER)).isEqualTo(2);
        claim();
        assertThat(overdue(DueKind.REMINDER)).isEqualTo(1);
    }

    @Test
    void manyWhoClaimAtOnceGetEachOnce() throws Exception {
        int rows = 200;
        for (int i = 0; i < rows; i++) {
            schedule("s" + i, Duration.ZERO);
        }
        Set<String> seen = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Future<?>[] work = new Future<?>[4];
        for (int t = 0; t < work.length; t++) {
            work[t] = threads.submit(() -> {
                for (Optional<Due> due = claim(); due.isPresent(); due = claim()) {
                    assertThat(seen.add(due.get().subject())).isTrue();
                }
            });
        }
        for (Future<?> each : work) {
            each.get();
        }
        threads.shutdown();
        assertThat(seen).hasSize(rows);
    }

    private void schedule(String subject, Duration in) {
        store.run(tables -> tables.due().schedule(DueKind.REMINDER, subject, in));
    }

    private static void request(String subject) {
        store.run(tables -> tables.due().request(DueKind.REMINDER, subject));
    }

    private void cancel(String subject) {
        store.run(tables -> tables.due().cancel(DueKind.REMINDER, List.of(subject, "none")));
    }

    private static Optional<Due> claim() {
        return claim(1).stream().findFirst();
    }

    private static List<Due> claim(int limit) {
        return all(tables -> tables.due().claim(DueKind.REMINDER, HOUR, limit));
    }
}
