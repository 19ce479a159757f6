package org.dupcheck.check.recheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dupcheck.check.HandlerBench;
import org.dupcheck.check.RecordingPublisher;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.ResultState;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.Store;
import org.junit.jupiter.api.Test;

/** Rechecks that fail, overlap, or end in the middle. */
class RecheckWorkerTest extends OpenSubmissionTest {
    /** A node died after it had stored the new verdict and before it told of it. */
    @Test
    void aVerdictThatWasReplacedAndNotToldIsTold() {
        node.handler.handle(node.submission("1", 1, TEXT, 0));
        node.tables.putReference("new", 1, "新", TEXT);
        node.percolation.step();
        node.publisher.failure = new RetryLaterException("the brokers are away", null);
        assertThatThrownBy(node.recheckWorker::workOff).isInstanceOf(RetryLaterException.class);
        assertThat(current("1").resultState()).isEqualTo(ResultState.DUPLICATES);
        assertThat(node.publisher.published).hasSize(1);
        HandlerBench another = node();
        assertThat(another.recheckWorker.workOff()).as("not due yet").isZero();
        another.clock.advance(Duration.ofMinutes(1));
        another.settle();
        assertThat(another.publisher.published).hasSize(1);
        assertThat(another.publisher.published.get(0).event().verdictId())
                .isEqualTo(current("1").verdictId());
        assertThat(node.tables.count("recheck")).isZero();
        assertThat(node.tables.verdicts("1")).hasSize(2);
    }

    @Test
    void aRecheckThatFailsIsTriedAgainMoreAndMoreRarely() {
        HandlerBench fake = touched("new");
        fake.index.hook = (page, submission) -> {
            throw new IllegalStateException("broken");
        };
        int tries = 0;
        for (int second = 0; second < 16; second++) {
            tries += fake.recheckWorker.workOff();
            fake.clock.advance(Duration.ofSeconds(1));
        }
        assertThat(tries).isBetween(4, 6);
        fake.index.hook = (page, submission) -> {};
        fake.clock.advance(Duration.ofMinutes(5));
        fake.settle();
        assertThat(fake.tables.verdicts("1")).hasSize(2);
    }

    /** What was asked for after the row was read, at the same corpus version: a saved policy. */
    @Test
    void aPolicyThatIsSavedDuringARecheckIsNotLost() {
        HandlerBench fake = touched("a");
        fake.onceBeforePage(0, () -> {
            save(new Policy.Thresholds(.9, null, null));
        });
        fake.settle();
        assertThat(current("1").policyVersion()).isEqualTo(1);
        assertThat(current("1").resultState()).isEqualTo(ResultState.NONE);
        assertThat(fake.tables.count("recheck")).isZero();
    }

    /** Nothing of it was named by the verdict when the deletion was held against what is open. */
    @Test
    void aDeletionWhileTheVerdictThatNamesTheDocumentIsBeingMadeIsNotLost() {
        HandlerBench fake = new HandlerBench(database);
        HandlerBench another = new HandlerBench(database);
        fake.handler.handle(fake.submission("1", 1, TEXT, 0));
        fake.tables.putReference("a", 1, "新", TEXT);
        fake.percolation.step();
        fake.onceBeforePage(0, () -> {
            fake.tables.deleteReference("a", 2);
            another.percolation.step();
        });
        assertThat(fake.recheckWorker.workOff()).isEqualTo(1);
        assertThat(current("1").resultState()).isEqualTo(ResultState.DUPLICATES);
        fake.settle();
        assertThat(current("1").resultState()).isEqualTo(ResultState.NONE);
        assertThat(fake.tables.count("recheck")).isZero();
    }

    /** A newer request must not be lost to the end of an older one. */
    @Test
    void whatIsAskedForDuringARecheckIsDoneAfterIt() {
        HandlerBench fake = touched("a");
        fake.onceBeforePage(0, () -> {
            fake.tables.putReference("b", 1, "新", TEXT);
            fake.percolation.step();
        });
        fake.settle();
        assertThat(current("1").matches()).hasSize(2);
        assertThat(fake.tables.count("recheck")).isZero();
    }

    @Test
    void aVerdictThatADecisionWaitsForIsToldAlsoWhereItHolds() {
        node.handler.handle(node.submission("1", 1, TEXT, 0));
        node.tables.putReference("new", 1, "新", OTHER + "另一份。");
        node.follow();
        assertThat(forDecision("1")).isTrue();
        node.settle();
        assertThat(node.tables.verdicts("1")).hasSize(1);
        assertThat(node.publisher.published).hasSize(2);
        assertThat(forDecision("1")).as("held against the newest once").isFalse();
        assertThat(node.tables.count("recheck")).isZero();
    }

    @Test
    void whatTheBrokersDoNotTakeIsToldInTheNextTry() {
        for (String id : List.of("1", "2")) {
            node.handler.handle(node.submission(id, 1, TEXT, 0));
        }
        node.tables.putReference("new", 1, "新", TEXT);
        node.percolation.step();
        node.publisher.failure = new RetryLaterException("no brokers", null);
        assertThatThrownBy(node.recheckWorker::workOff).hasMessage("no brokers");
        assertThat(node.tables.verdicts("1")).as("stored all the same").hasSize(2);
        assertThat(node.tables.verdicts("2")).hasSize(2);
        assertThat(node.publisher.published).hasSize(2);
        node.publisher.failure = null;
        node.clock.advance(Duration.ofSeconds(1));
        node.settle();
        assertThat(node.publisher.published)
                .extracting(RecordingPublisher.Published::id)
                .hasSize(4)
                .contains(current("1").verdictId(), current("2").verdictId());
        assertThat(node.tables.count("recheck")).isZero();
    }

    @Test
    void aDecisionThatWaitsForAWithdrawnSubmissionIsLetGo() {
        node.handler.handle(node.submission("1", 1, TEXT, 0));
        node.tables.putReference("new", 1, "新", TEXT);
        assertThat(forDecision("1")).isTrue();
        order("1", "WITHDRAWN", 0);
        node.settle();
        assertThat(node.tables.count("recheck")).isZero();
        assertThat(node.publisher.published).hasSize(2);
    }

    private static boolean forDecision(String id) {
        return Store.on(database)
                .inTransaction(tables ->
                        tables.recheckRequests().forDecision(new BusinessKey("project", id), 1, Instant.EPOCH));
    }

    /** A node with an engine that does as it is told, and a submission that an approval may have touched. */
    private static HandlerBench touched(String document) {
        HandlerBench fake = new HandlerBench(database);
        fake.handler.handle(fake.submission("1", 1, TEXT, 0));
        fake.tables.putReference(document, 1, "新", TEXT);
        fake.percolation.step();
        return fake;
    }
}
