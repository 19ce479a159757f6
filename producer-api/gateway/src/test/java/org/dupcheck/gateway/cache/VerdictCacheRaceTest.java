package org.dupcheck.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Verdict;
import org.dupcheck.runtime.database.DatabaseUnavailableException;
import org.junit.jupiter.api.Test;

/** Changes while a verdict is being loaded, and loads that fail. */
final class VerdictCacheRaceTest extends CachedVerdictsTest {
    /** The load has the old row in its hands when the change is committed, and looked for, before it keeps what it has. */
    @Test
    void aLoadThatAChangeOvertakesIsNotKept() {
        Verdict first = stored(1);
        VerdictCache cache = cache(AT_EACH_READ);
        loads.afterNextRead(() -> {
            stored(2);
            assertThat(cache.find("look").verdict()).isEmpty();
        });

        assertThat(revision(cache.latest(key))).as("came before").isEqualTo(1);
        assertThat(revision(cache.latest(key))).isEqualTo(2);

        loads.afterNextRead(() -> {
            delete(first);
            assertThat(cache.find("look").verdict()).isEmpty();
        });
        assertThat(revision(cache.find(first.verdictId()))).isEqualTo(1);
        assertThat(cache.find(first.verdictId()).verdict()).isEmpty();
    }

    @Test
    void aChangeThatNobodyHasLookedForDropsWhatWasLoadedMeanwhile() {
        Verdict first = stored(1);
        VerdictCache cache = cache(AT_EACH_READ);
        loads.afterNextRead(() -> delete(first));

        assertThat(revision(cache.latest(key))).isEqualTo(1);

        assertThat(cache.latest(key).verdict()).isEmpty();
        assertThat(cache.find(first.verdictId()).verdict()).isEmpty();
    }

    @Test
    void aFailedLoadLeavesNothingBehind() {
        Verdict verdict = stored(1);
        VerdictCache cache = cache(AT_EACH_READ);
        loads.afterNextRead(() -> {
            throw new DatabaseUnavailableException("on purpose", new java.sql.SQLException());
        });

        assertThatThrownBy(() -> cache.find(verdict.verdictId())).isInstanceOf(DatabaseUnavailableException.class);

        assertThat(revision(cache.find(verdict.verdictId()))).isEqualTo(1);
    }

    /** What is kept is not told: whether it is still current, nobody knows. */
    @Test
    void nothingIsToldWhileTheDatabaseCannotBeAskedForChanges() {
        Verdict verdict = stored(1);
        VerdictCache cache = cache(AT_EACH_READ);
        cache.find(verdict.verdictId());
        looks.fail(true);

        assertThatThrownBy(() -> cache.find(verdict.verdictId())).isInstanceOf(DatabaseUnavailableException.class);
        assertThatThrownBy(() -> cache.latest(key)).isInstanceOf(DatabaseUnavailableException.class);

        stored(2);
        delete(verdict);
        looks.fail(false);
        assertThat(cache.find(verdict.verdictId()).verdict()).isEmpty();
        assertThat(revision(cache.latest(key))).isEqualTo(2);
    }

    @Test
    void readersGoOnWhereTheThreadFails() {
        stored(1);
        VerdictCache cache = cache(Duration.ofMillis(2));
        looks.failOn("dupcheck-gateway-watch");
        cache.start();
        for (long revision = 2; revision < 6; revision++) {
            stored(revision);
            long expected = revision;

            await().untilAsserted(() -> assertThat(revision(cache.latest(key))).isEqualTo(expected));
        }
    }

    /** Readers and a writer at once: what was committed before a reader came, the reader sees. */
    @Test
    void noReaderGetsAnOlderOneThanWasCommittedBeforeItCame() throws Exception {
        int keys = 4;
        long writes = 400;
        VerdictCache cache = cache(AT_EACH_READ);
        AtomicLongArray committed = new AtomicLongArray(keys);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        String run = UUID.randomUUID().toString().substring(0, 20);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> readers = new ArrayList<>();
            for (int reader = 0; reader < 3; reader++) {
                readers.add(threads.submit(() -> {
                    while (!done.get()) {
                        int of = ThreadLocalRandom.current().nextInt(keys);
                        long expected = committed.get(of);
                        long found = revision(cache.latest(new BusinessKey("race", run + of)));
                        answers.incrementAndGet();
                        if (expected > 0 && found < expected) {
                            return "revision " + found + " after " + expected;
                        }
                    }
                    return "";
                }));
            }
            for (long revision = 1; revision <= writes; revision++) {
                int of = (int) (revision % keys);
                stored(new BusinessKey("race", run + of), revision);
                committed.set(of, revision);
            }
            done.set(true);
            for (Future<String> reader : readers) {
                assertThat(reader.get()).isEmpty();
            }
        } finally {
            done.set(true);
            threads.shutdown();
        }
        assertThat(answers.get()).isPositive();
    }
}
