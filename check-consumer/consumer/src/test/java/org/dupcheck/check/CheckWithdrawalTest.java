package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.dupcheck.contract.CheckState;
import org.dupcheck.runtime.consume.RejectedRecordException;
import org.dupcheck.runtime.consume.SupersededException;
import org.junit.jupiter.api.Test;

/** What a withdrawal, or a record of nothing, leaves of what came before it. */
class CheckWithdrawalTest extends HandlerTest {
    @Test
    void aWithdrawalTakesTheVerdictOutOfTheTaskAndIsPublished() {
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        bench.handler.handle(bench.withdrawal("1", 2, 1));
        bench.handler.handle(bench.withdrawal("1", 2, 1)); // redelivered

        StoredRows.Task task = bench.task("1");
        assertThat(task.state()).isEqualTo(CheckState.WITHDRAWN);
        assertThat(task.revision()).isEqualTo(2);
        assertThat(task.result()).isNull();
        assertThat(task.verdictId()).isNull();
        assertThat(task.resultState()).isNull();
        assertThat(bench.publisher.published).hasSize(3);
        assertThat(bench.publisher.published.get(1).event().state()).isEqualTo(CheckState.WITHDRAWN);
        assertThat(bench.publisher.published.get(2)).isEqualTo(bench.publisher.published.get(1));
    }

    @Test
    void whoHadItSentIsKeptForTheNotifier() {
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        bench.handler.handle(HandlerBench.nothing("1", 1).sentFor("wang"));
        assertThat(withdrawnBy()).isEqualTo("wang");
        bench.handler.handle(bench.withdrawal("1", 2, 2).sentFor("key:module"));
        assertThat(withdrawnBy()).isEqualTo("key:module");
        bench.handler.handle(bench.withdrawal("1", 3, 3).sentFor("x".repeat(1_000)));
        assertThat(withdrawnBy()).as("no id that could be kept").isNull();
        bench.handler.handle(bench.withdrawal("1", 4, 4).sentFor("wang"));
        bench.handler.handle(bench.submission("1", 5, REUSED, 5));
        assertThat(withdrawnBy()).isNull();
    }

    private String withdrawnBy() {
        return bench.task("1").withdrawnBy();
    }

    @Test
    void aWithdrawnRevisionNeverBeginsAndANewerOneDoes() {
        bench.handler.handle(bench.withdrawal("1", 5, 9));

        assertThatThrownBy(() -> bench.handler.handle(bench.submission("1", 4, REUSED, 3)))
                .isInstanceOf(SupersededException.class);
        assertThatThrownBy(() -> bench.handler.handle(bench.submission("1", 5, REUSED, 4)))
                .isInstanceOf(SupersededException.class);
        assertThat(bench.tables.count("verdict")).isZero();

        bench.handler.handle(bench.submission("1", 6, REUSED, 10));
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
    }

    @Test
    void aNewerRevisionIsCheckedAfterAWithdrawalAlsoWhereATopicMadeAnewCountsItsOffsetsFromZero() {
        bench.handler.handle(bench.withdrawal("1", 5, 900));
        bench.handler.handle(bench.submission("1", 6, REUSED, 0));

        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
    }

    @Test
    void aNullRecordWithdrawsWhatCameBeforeItAndNothingElse() {
        bench.handler.handle(bench.submission("1", 5, REUSED, 10));
        bench.handler.handle(HandlerBench.nothing("1", 11));
        bench.handler.handle(HandlerBench.nothing("1", 11)); // redelivered

        assertThat(bench.task("1").state()).isEqualTo(CheckState.WITHDRAWN);
        assertThat(bench.task("1").revision()).isEqualTo(5);
        assertThat(bench.publisher.published.get(1).event().state()).isEqualTo(CheckState.WITHDRAWN);
        assertThat(bench.publisher.published.get(2)).isEqualTo(bench.publisher.published.get(1));
        // a node that held the record from before the withdrawal wakes up
        assertThatThrownBy(() -> bench.handler.handle(bench.submission("1", 5, REUSED, 10)))
                .isInstanceOf(SupersededException.class);

        bench.handler.handle(bench.submission("1", 6, REUSED, 12));
        assertThatThrownBy(() -> bench.handler.handle(HandlerBench.nothing("1", 11)))
                .isInstanceOf(SupersededException.class);
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
    }

    @Test
    void aNullRecordThatFindsNoRowStillStopsWhatCameBeforeIt() {
        bench.handler.handle(HandlerBench.nothing("1", 11));

        assertThatThrownBy(() -> bench.handler.handle(bench.submission("1", 5, REUSED, 10)))
                .isInstanceOf(SupersededException.class);
        assertThat(bench.tables.count("verdict")).isZero();
        bench.handler.handle(bench.submission("1", 5, REUSED, 12));
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
    }

    @Test
    void aSubmissionAfterANullRecordMayCarryTheSameRevision() {
        bench.handler.handle(bench.submission("1", 5, REUSED, 10));
        bench.handler.handle(HandlerBench.nothing("1", 11));
        String first = bench.tables.verdictBodies("1").get(0);

        bench.handler.handle(bench.submission("1", 5, REUSED, 12));

        // pinned to the same things, it is the same verdict, to the byte
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
        assertThat(bench.task("1").result()).isEqualTo(first);
        assertThat(bench.tables.count("verdict")).isEqualTo(1);
    }

    @Test
    void aNullRecordDoesNotWithdrawWhatIsSentAfterTheTopicWasMadeAgain() {
        Instant before = Instant.parse("2026-03-01T08:00:00Z");
        bench.handler.handle(bench.submission("1", 5, REUSED, 10).at(0, before));
        bench.handler.handle(HandlerBench.nothing("1", 11).at(0, before.plusMillis(5)));

        // the offsets start over
        bench.handler.handle(bench.submission("1", 6, REUSED, 0).at(0, before.plusSeconds(1)));

        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
        bench.handler.handle(HandlerBench.nothing("1", 1).at(0, before.plusSeconds(2)));
        assertThat(bench.task("1").state()).isEqualTo(CheckState.WITHDRAWN);
    }

    /** Another broker takes over whose clock is behind. */
    @Test
    void inOnePartitionTheOffsetCountsWhereTheBrokersTimeStepsBack() {
        Instant before = Instant.parse("2026-03-01T08:00:00Z");
        bench.handler.handle(bench.submission("1", 5, REUSED, 10).at(0, before));
        bench.handler.handle(HandlerBench.nothing("1", 11).at(0, before.minusSeconds(2)));
        assertThat(bench.task("1").state()).isEqualTo(CheckState.WITHDRAWN);

        bench.handler.handle(bench.submission("1", 6, REUSED, 12).at(0, before.minusSeconds(1)));
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
    }

    @Test
    void aWithdrawalThatIsDeliveredAgainLeavesAloneWhatWasSentAgainAfterIt() {
        bench.handler.handle(bench.submission("1", 7, REUSED, 10));
        bench.handler.handle(bench.withdrawal("1", 7, 11));
        bench.handler.handle(bench.submission("1", 7, REUSED, 12));

        assertThatThrownBy(() -> bench.handler.handle(bench.withdrawal("1", 7, 11)))
                .isInstanceOf(SupersededException.class);
        bench.handler.handle(bench.submission("1", 7, REUSED, 12));

        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
    }

    @Test
    void aRevisionThatWasWithdrawnIsNotFreeForOtherContent() {
        bench.handler.handle(bench.submission("1", 5, REUSED, 10));
        bench.handler.handle(HandlerBench.nothing("1", 11));

        assertThatThrownBy(() -> bench.handler.handle(bench.submission("1", 5, REUSED + "，另有一句", 12)))
                .isInstanceOfSatisfying(
                        RejectedRecordException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo("REVISION_REUSED"));
    }

    @Test
    void aNullRecordWithdrawsWhatCameBeforeItInAnotherPartition() {
        Instant before = Instant.parse("2026-03-01T08:00:00Z");
        bench.handler.handle(bench.submission("1", 5, REUSED, 1_000).at(0, before));
        // partitions were added, and the key has moved
        bench.handler.handle(HandlerBench.nothing("1", 3).at(7, before.plusMillis(5)));
        assertThat(bench.task("1").state()).isEqualTo(CheckState.WITHDRAWN);

        // a node that held the record from before the withdrawal wakes up
        assertThatThrownBy(() -> bench.handler.handle(
                        bench.submission("1", 5, REUSED, 1_000).at(0, before)))
                .isInstanceOf(SupersededException.class);
        bench.handler.handle(bench.submission("1", 6, REUSED, 4).at(7, before.plusMillis(9)));
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
    }

    private void submitOrder(String id, long revision) {
        database.inTransaction(session -> session.update(
                "update work_order set state = 'SUBMITTED', verdict_id = 'v' where business_id = ? and revision = ?",
                id,
                revision));
    }

    /** The notifier tells the module that it is taken back. */
    @Test
    void whatWasSubmittedIsWithdrawnAllTheSame() {
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        submitOrder("1", 1);
        bench.handler.handle(bench.withdrawal("1", 3, 1));
        assertThat(bench.task("1").state()).isEqualTo(CheckState.WITHDRAWN);

        assertThatThrownBy(() -> bench.handler.handle(bench.submission("1", 2, REUSED + "，另有一句", 2)))
                .as("older than the withdrawal")
                .isInstanceOf(SupersededException.class);
        bench.handler.handle(bench.submission("1", 4, REUSED + "，另有两句", 3));
        assertThat(bench.task("1").revision()).isEqualTo(4);
    }

    @Test
    void aNullTakesBackWhatWasSubmittedToo() {
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        submitOrder("1", 1);
        bench.handler.handle(HandlerBench.nothing("1", 3));
        assertThat(bench.task("1").state()).isEqualTo(CheckState.WITHDRAWN);
    }

    @Test
    void aNewerRevisionOfASubmittedDocumentCanBeWithdrawn() {
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        submitOrder("1", 1);
        bench.handler.handle(bench.submission("1", 2, REUSED + "，另有一句", 1));
        bench.handler.handle(bench.withdrawal("1", 3, 2));

        assertThat(bench.task("1").state()).isEqualTo(CheckState.WITHDRAWN);
    }
}
