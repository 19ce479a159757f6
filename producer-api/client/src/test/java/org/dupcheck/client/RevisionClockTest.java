package org.dupcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dupcheck.testkit.SettableClock;
import org.junit.jupiter.api.Test;

class RevisionClockTest {
    @Test
    void revisionsAreMicrosecondsSince1970() {
        RevisionClock revisions =
                new RevisionClock(Clock.fixed(Instant.ofEpochSecond(1_000, 123_456_789), ZoneOffset.UTC));
        assertThat(revisions.next()).isEqualTo(1_000_123_456L);
    }

    @Test
    void revisionsGrowWhileTheClockStandsOrGoesBack() {
        SettableClock clock = new SettableClock(Samples.TIME);
        RevisionClock revisions = new RevisionClock(clock);
        long first = revisions.next();
        assertThat(revisions.next()).isEqualTo(first + 1);
        clock.set(Samples.TIME.minus(Duration.ofDays(1)));
        assertThat(revisions.next()).isEqualTo(first + 2);
        clock.set(Samples.TIME.plusSeconds(1));
        assertThat(revisions.next()).isEqualTo(first + 1_000_000);
    }

    @Test
    void noTwoThreadsGetTheSameRevision() throws Exception {
        RevisionClock revisions = new RevisionClock(Clock.fixed(Samples.TIME, ZoneOffset.UTC));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Long>>> results = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                results.add(threads.submit(() -> {
                    List<Long> own = new ArrayList<>();
                    for (int n = 0; n < 10_000; n++) {
                        own.add(revisions.next());
                    }
                    return own;
                }));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> result : results) {
                assertThat(result.get()).isSorted();
                all.addAll(result.get());
            }
            assertThat(all).doesNotHaveDuplicates().hasSize(40_000);
        } finally {
            threads.shutdownNow();
        }
    }
}
