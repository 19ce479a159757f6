package org.dupcheck.check.checking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.dupcheck.check.HandlerTest;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.junit.jupiter.api.Test;

/** A submission may name the corpus version that it must be checked against at least. */
class MinCorpusVersionTest extends HandlerTest {
    private static Submission submission(long minCorpusVersion) {
        return new Submission(
                "project",
                "1",
                1,
                Mode.SUBMIT,
                null,
                List.of(new Section("目标", REUSED)),
                new Applicant("u", null, null),
                null,
                minCorpusVersion,
                List.of());
    }

    @Test
    void aCheckWaitsUntilTheReferenceSetHasComeToTheVersion() {
        bench.clock.set(Instant.EPOCH.plus(Checker.CORPUS_PATIENCE)); // records are of the beginning of time
        long version = bench.tables.putReference("r1", 1, "别的", "与此无关的一段话");

        assertThatThrownBy(() -> bench.handler.handle(bench.delivery(submission(version + 1), 0)))
                .isInstanceOf(RetryLaterException.class);
        assertThat(bench.tables.count("verdict")).isZero();

        bench.tables.putReference("r2", 1, "声学定位", REUSED);
        bench.handler.handle(bench.delivery(submission(version + 1), 0));
        assertThat(bench.task("1").resultState()).isEqualTo(ResultState.DUPLICATES.code());
        assertThat(bench.tables.verdicts("1").get(0).corpusVersion()).isEqualTo(version + 1);
    }

    /** Otherwise a check could wait for a version that never comes. */
    @Test
    void aCheckThatHasWaitedLongEnoughFailsAndIsNeverClean() {
        bench.clock.advance(Checker.CORPUS_PATIENCE.plusSeconds(1));

        assertThatThrownBy(() -> bench.handler.handle(bench.delivery(submission(1_000), 0)))
                .isInstanceOf(CheckFailedException.class);
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FAILED);
        assertThat(bench.task("1").error()).contains("not yet at 1000");
    }
}
