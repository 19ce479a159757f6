package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.dupcheck.check.checking.CheckFailedException;
import org.dupcheck.check.references.FakeIndex;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.runtime.consume.SupersededException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.junit.jupiter.api.Test;

/** Scans that a newer record or another node overtakes: they stop, and change nothing any more. */
class CheckFencingTest extends HandlerTest {
    @Test
    void aSupersededScanStopsBeforeItsNextPageAndSaysSo() {
        bench.threeReferences();
        FakeDelivery delivery = bench.submission("1", 1, REUSED, 0).supersededWhenCancelled();
        bench.index.hook = (page, submission) -> delivery.stop().set(page == 1);

        assertThatThrownBy(() -> bench.handler.handle(delivery)).isInstanceOf(SupersededException.class);

        assertThat(bench.index.pagesScanned).hasValue(2);
        assertThat(bench.task("1").state()).isEqualTo(CheckState.SUPERSEDED);
        assertThat(bench.tables.count("verdict")).isZero();
        assertThat(bench.publisher.published).isEmpty();
    }

    @Test
    void aScanThatPausesBetweenPagesIsStoppedWithinThePause() {
        bench = new HandlerBench(database, new FakeIndex(1), Duration.ofDays(1));
        bench.threeReferences();
        FakeDelivery delivery = bench.submission("1", 1, REUSED, 0).supersededWhenCancelled();
        bench.index.hook = (page, submission) -> delivery.stop().set(true);

        assertThatThrownBy(() -> bench.handler.handle(delivery)).isInstanceOf(SupersededException.class);

        assertThat(bench.index.pagesScanned).hasValue(1);
    }

    @Test
    void aScanStoppedAfterItsLastPageGivesNoVerdictEither() {
        bench.threeReferences();
        FakeDelivery delivery = bench.submission("1", 1, REUSED, 0).supersededWhenCancelled();
        bench.index.hook = (page, submission) -> delivery.stop().set(page == 2);

        assertThatThrownBy(() -> bench.handler.handle(delivery)).isInstanceOf(SupersededException.class);

        assertThat(bench.task("1").state()).isEqualTo(CheckState.SUPERSEDED);
        assertThat(bench.tables.count("verdict")).isZero();
    }

    @Test
    void whatIsSupersededBeforeItBeginsLeavesNoRow() {
        FakeDelivery delivery = bench.submission("1", 1, REUSED, 0).supersededWhenCancelled();
        delivery.stop().set(true);

        assertThatThrownBy(() -> bench.handler.handle(delivery)).isInstanceOf(SupersededException.class);

        assertThat(bench.tables.task("1")).isEmpty();
    }

    @Test
    void whatIsSupersededWhileItIsConcludedGetsNoVerdict() {
        bench.threeReferences();
        FakeDelivery delivery = bench.submission("1", 1, REUSED, 0).supersededWhenCancelled();
        bench.index.told = comparison -> {
            delivery.stop().set(true);
            return comparison;
        };

        assertThatThrownBy(() -> bench.handler.handle(delivery)).isInstanceOf(SupersededException.class);

        assertThat(bench.task("1").state()).isEqualTo(CheckState.SUPERSEDED);
        assertThat(bench.tables.count("verdict")).isZero();
    }

    @Test
    void aCheckWhosePartitionIsTakenAwayWaitsForItsNextOwner() {
        bench.threeReferences();
        FakeDelivery delivery = bench.submission("1", 1, REUSED, 0);
        bench.index.hook = (page, submission) -> delivery.stop().set(true);

        assertThatThrownBy(() -> bench.handler.handle(delivery)).isInstanceOf(SupersededException.class);
        assertThat(bench.task("1").state()).isEqualTo(CheckState.QUEUED);

        bench.index.hook = (page, submission) -> {};
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
    }

    @Test
    void aNodeThatWakesUpAfterATakeOverChangesNothing() {
        bench.threeReferences();
        FakeDelivery delivery = bench.submission("1", 1, REUSED, 0);
        AtomicReference<StoredRows.Task> byTheOther = new AtomicReference<>();
        bench.onceBeforePage(2, () -> {
            bench.handler.handle(delivery); // the new owner of the partition does it all
            byTheOther.set(bench.task("1"));
            bench.clock.advance(Duration.ofMinutes(1));
        });

        bench.handler.handle(delivery);

        assertThat(bench.task("1")).isEqualTo(byTheOther.get());
        assertThat(bench.task("1").attempts()).isEqualTo(2);
        assertThat(bench.tables.count("verdict")).isEqualTo(1);
        assertThat(bench.publisher.published).hasSize(2);
        assertThat(bench.publisher.published.get(1)).isEqualTo(bench.publisher.published.get(0));
    }

    @Test
    void aCheckThatAnotherNodeHasBegunIsNotGivenUpOn() {
        bench.threeReferences();
        FakeDelivery delivery = bench.submission("1", 1, REUSED, 0);
        FakeDelivery other = bench.submission("1", 1, REUSED, 0);
        bench.onceBeforePage(1, () -> {
            // the other node begins, and dies: nothing of it is left but the row
            bench.onceBeforePage(0, () -> {
                throw new RetryLaterException("the node is dead", null);
            });
            assertThatThrownBy(() -> bench.handler.handle(other)).isInstanceOf(RetryLaterException.class);
        });

        assertThatThrownBy(() -> bench.handler.handle(delivery)).isInstanceOf(RetryLaterException.class);
        assertThat(bench.task("1").state()).isEqualTo(CheckState.RUNNING);

        bench.handler.handle(delivery);
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
    }

    @Test
    void aBeginThatTheDatabaseLostIsBegunAgain() {
        bench.threeReferences();
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        StoredRows.Task before = bench.task("1");
        // a fail-over to a replica that was behind: the row is as it was
        bench.onceBeforePage(
                1,
                () -> database.inTransaction(session -> session.update(
                        "update check_task set revision = 1, state = 2, attempts = 1, result_state = 2, verdict_id = ?,"
                                + " record_offset = 0",
                        before.verdictId())));
        FakeDelivery delivery = bench.submission("1", 2, "改过的", 1);

        assertThatThrownBy(() -> bench.handler.handle(delivery)).isInstanceOf(RetryLaterException.class);
        bench.handler.handle(delivery);

        assertThat(bench.task("1").revision()).isEqualTo(2);
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
    }

    @Test
    void aNewerRevisionOnAnotherNodeLeavesTheOlderOneWithoutAVerdict() {
        bench.threeReferences();
        bench.onceBeforePage(1, () -> bench.handler.handle(bench.submission("1", 2, REUSED, 1)));

        assertThatThrownBy(() -> bench.handler.handle(bench.submission("1", 1, REUSED, 0)))
                .isInstanceOf(SupersededException.class);

        assertThat(bench.task("1").revision()).isEqualTo(2);
        assertThat(bench.tables.verdicts("1").stream().map(Verdict::revision)).containsExactly(2L);
        assertThat(bench.publisher.published).hasSize(1);
    }

    @Test
    void aWithdrawalOnAnotherNodeLeavesTheSubmissionWithoutAVerdict() {
        bench.threeReferences();
        bench.onceBeforePage(2, () -> bench.handler.handle(HandlerBench.nothing("1", 1)));

        assertThatThrownBy(() -> bench.handler.handle(bench.submission("1", 1, REUSED, 0)))
                .isInstanceOf(SupersededException.class);

        assertThat(bench.task("1").state()).isEqualTo(CheckState.WITHDRAWN);
        assertThat(bench.tables.count("verdict")).isZero();
    }

    @Test
    void aFailureOfACheckThatAnotherNodeHasTakenOverIsNotAnnounced() {
        bench.threeReferences();
        FakeDelivery delivery = bench.submission("1", 1, REUSED, 0).onLastAttempt();
        bench.index.hook = (page, submission) -> {
            database.inTransaction(session -> session.update("update check_task set attempts = attempts + 1"));
            throw new IllegalStateException("broken scan");
        };

        assertThatThrownBy(() -> bench.handler.handle(delivery)).isInstanceOf(CheckFailedException.class);

        assertThat(bench.task("1").state()).isEqualTo(CheckState.RUNNING);
        assertThat(bench.publisher.published).isEmpty();
        assertThat(bench.tables.count("submission")).isZero();
    }
}
