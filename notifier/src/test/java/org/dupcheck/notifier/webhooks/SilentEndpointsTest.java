package org.dupcheck.notifier.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilentEndpointsTest {
    private static final Duration A_CALL = Duration.ofSeconds(60);

    private long now = Long.MAX_VALUE - 5; // nanoTime may begin anywhere, and go over its end
    private final SilentEndpoints endpoints = new SilentEndpoints(() -> now);

    @Test
    void onlyWhoIsSilentSeveralTimesInARowIsLeftAlone() {
        timesOut("a", SilentEndpoints.MAX_IN_A_ROW - 1);
        assertThat(endpoints.suspended()).isEmpty();
        endpoints.answered("a");
        timesOut("a", SilentEndpoints.MAX_IN_A_ROW - 1);
        timesOut("b", 1);
        assertThat(endpoints.suspended()).isEmpty();
        timesOut("a", 1);
        assertThat(endpoints.suspended()).containsExactly("a");
    }

    @Test
    void thePauseGrowsToABound() {
        timesOut("a", SilentEndpoints.MAX_IN_A_ROW);
        passes(SilentEndpoints.FIRST_PAUSE.minusSeconds(1));
        assertThat(endpoints.suspended()).containsExactly("a");
        passes(Duration.ofSeconds(1));
        assertThat(endpoints.suspended()).isEmpty();
        timesOut("a", 1);
        passes(SilentEndpoints.FIRST_PAUSE.multipliedBy(2).minusSeconds(1));
        assertThat(endpoints.suspended()).containsExactly("a");
        timesOut("a", 100);
        passes(SilentEndpoints.MAX_PAUSE);
        assertThat(endpoints.suspended()).isEmpty();
    }

    @Test
    void afterThePauseOneMessageFindsOutWhetherItAnswers() {
        timesOut("a", SilentEndpoints.MAX_IN_A_ROW);
        passes(SilentEndpoints.FIRST_PAUSE);
        endpoints.tried("a", A_CALL);
        assertThat(endpoints.suspended()).as("one is under way").containsExactly("a");
        endpoints.answered("a");
        assertThat(endpoints.suspended()).isEmpty();
        endpoints.tried("a", A_CALL);
        assertThat(endpoints.suspended()).isEmpty();
    }

    @Test
    void noMoreAreKeptThanTheBound() {
        for (int i = 0; i < 1_100; i++) {
            timesOut("e" + i, SilentEndpoints.MAX_IN_A_ROW);
        }
        assertThat(endpoints.suspended()).hasSize(1_000).contains("e0");
    }

    private void timesOut(String endpoint, int times) {
        for (int i = 0; i < times; i++) {
            endpoints.timedOut(endpoint);
        }
    }

    private void passes(Duration time) {
        now += time.toNanos();
    }
}
