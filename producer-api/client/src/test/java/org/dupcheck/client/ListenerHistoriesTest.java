package org.dupcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of failures, outages, crashes and rebalances, held against what a module must have seen in the end. */
class ListenerHistoriesTest {
    private static final int HISTORIES = 100;

    @ParameterizedTest
    @ValueSource(longs = 20261129)
    void everyCommandIsCarriedOutOnceAndInItsOrderWhateverHappens(long fixed) {
        for (long seed : new long[] {fixed, System.nanoTime()}) {
            for (int i = 0; i < HISTORIES; i++) {
                long history = seed + i;
                try {
                    run(new ListenerHistory(new Random(history)));
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("history of seed " + history, e);
                }
            }
        }
    }

    private static void run(ListenerHistory history) {
        for (int step = 0; step < 300; step++) {
            history.step();
            history.assertNothingIsCommittedThatIsUnfinished();
        }
        history.comeToRest(Duration.ofSeconds(10));
        history.assertAllCameOutAsItMust();
        assertThat(history.steps()).isGreaterThan(300);
    }
}
