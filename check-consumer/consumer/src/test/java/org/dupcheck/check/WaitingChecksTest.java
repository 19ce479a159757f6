package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.store.Store;
import org.dupcheck.store.checks.CheckQueries;
import org.dupcheck.store.open.RecheckRequests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingChecksTest extends DatabaseTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private HandlerBench bench;
    private WaitingChecks waiting;

    @BeforeEach
    void startMeasuring() {
        bench = new HandlerBench(database);
        waiting = new WaitingChecks(
                new CheckQueries(database), Store.on(database), meters, bench.clock, Duration.ofHours(1));
    }

    @AfterEach
    void stopMeasuring() {
        waiting.close();
    }

    @Test
    void theAgeOfTheOldestCheckWithoutAnOutcome() {
        bench.handler.handle(bench.submission("1", 1, "第一", 0));
        bench.clock.advance(Duration.ofMinutes(5));
        assertThat(measured("dupcheck.check.oldest.waiting")).isZero();

        database.inTransaction(session -> session.update(
                "update check_task set state = 1, result_state = null, verdict_id = null where business_id = ?", "1"));
        assertThat(measured("dupcheck.check.oldest.waiting")).isCloseTo(300, within(0.01));
    }

    @Test
    void howManyAreToBeCheckedAgainAndTheAgeOfTheOldestThatIsLikelyToChange() {
        assertThat(measured("dupcheck.recheck.waiting")).isZero();
        ask("1", RecheckRequests.LIKELY - 1);
        bench.clock.advance(Duration.ofMinutes(1));
        assertThat(measured("dupcheck.recheck.oldest.waiting")).isZero();
        ask("2", RecheckRequests.LIKELY);
        bench.clock.advance(Duration.ofSeconds(5));
        assertThat(measured("dupcheck.recheck.waiting")).isEqualTo(2);
        assertThat(measured("dupcheck.recheck.oldest.waiting")).isCloseTo(5, within(0.01));
    }

    private void ask(String id, int weight) {
        Map<BusinessKey, Integer> keys = Map.of(new BusinessKey("project", id), weight);
        Store.on(database).run(tables -> tables.recheckRequests().of(keys, 1, 2, bench.clock.instant()));
    }

    private double measured(String gauge) {
        waiting.measure();
        return meters.get(gauge).gauge().value();
    }
}
