package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.dupcheck.contract.CheckState;
import org.dupcheck.runtime.consume.SupersededException;
import org.junit.jupiter.api.Test;

/** What a withdrawal, or a record of nothing, leaves of what came before it. */
class CheckWithdrawalTest extends HandlerTest {
    @Test
    void aWithdrawalTakesTheVerdictOutOfTheTaskAndIsPublished() {
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        bench.handler.handle(bench.withdrawal("1", 2, 1));
        bench.handler.handle(bench.withdrawal("1", 2, 1)); // redelivered

        Tables.Task task = bench.task("1");
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
}
