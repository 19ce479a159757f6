package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.runtime.consume.RejectedRecordException;
import org.dupcheck.runtime.consume.SupersededException;
import org.dupcheck.store.Retention;
import org.junit.jupiter.api.Test;

/** Pre-checks have rows, revisions and verdicts of their own, and touch nothing of a submission. */
class PreCheckTest extends HandlerTest {
    @Test
    void aLatePreCheckLeavesTheSubmissionAsItIs() {
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.handler.handle(bench.submission("1", 5, REUSED, 0));
        StoredRows.Task submitted = bench.task("1");

        // an autosave after Submit, with a clock that is ahead
        bench.preCheckHandler.handle(bench.preCheck("1", 9, "别的文字", 0));
        bench.preCheckHandler.handle(bench.preCheckOfSection("1", "目标", 9, "别的文字"));

        assertThat(bench.task("1")).isEqualTo(submitted);
        assertThat(bench.tables.count("submission")).isEqualTo(1);
        // and a later revision of the submission is still wanted, though it is smaller than the pre-check's
        bench.handler.handle(bench.submission("1", 6, REUSED + "，另有一句", 1));
        assertThat(bench.task("1").revision()).isEqualTo(6);
    }

    @Test
    void aSubmissionAfterAPreCheckOfTheSameRevisionHasAVerdictOfItsOwn() {
        bench.preCheckHandler.handle(bench.preCheck("1", 5, REUSED, 0));
        bench.handler.handle(bench.submission("1", 5, REUSED, 0));

        StoredRows.PreCheck preCheck = bench.tables.preCheck("1", "").orElseThrow();
        assertThat(preCheck.state()).isEqualTo(CheckState.FINISHED);
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
        assertThat(bench.task("1").verdictId()).isNotEqualTo(preCheck.verdictId());
        assertThat(bench.tables.verdicts("1"))
                .extracting(Verdict::mode)
                .containsExactlyInAnyOrder(Mode.PRECHECK, Mode.SUBMIT);
        assertThat(bench.publisher.published)
                .extracting(published -> published.event().mode())
                .containsExactly(Mode.PRECHECK, Mode.SUBMIT);
        // the text was the same: what the pre-check found stands, and nothing is scanned again
        assertThat(bench.index.scans).hasValue(1);
        assertThat(bench.tables.verdicts("1"))
                .extracting(Verdict::reason)
                .as("each is the first of its mode")
                .containsOnly(VerdictReason.FIRST);
        assertThat(bench.count("dupcheck.check.reused")).isEqualTo(1);
    }

    /** A section may bear any name. */
    @Test
    void theDocumentAndASectionNamedNullHaveVerdictsOfTheirOwn() {
        Submission content = new Submission(
                "project", "1", 3, Mode.PRECHECK, null, List.of(new Section("null", REUSED)), null, null);
        bench.preCheckHandler.handle(bench.delivery(content, 0));
        bench.preCheckHandler.handle(bench.preCheckOfSection("1", "null", 3, REUSED));

        assertThat(bench.tables.preCheck("1", "").orElseThrow().verdictId())
                .isNotEqualTo(bench.tables.preCheck("1", "null").orElseThrow().verdictId());
    }

    @Test
    void theDocumentAndEachSectionAreSupersededApart() {
        bench.preCheckHandler.handle(bench.preCheck("1", 3, "整篇", 0));
        bench.preCheckHandler.handle(bench.preCheckOfSection("1", "背景", 2, "背景文字"));
        bench.preCheckHandler.handle(bench.preCheckOfSection("1", "方法", 1, "方法文字"));

        assertThatThrownBy(() -> bench.preCheckHandler.handle(bench.preCheckOfSection("1", "背景", 1, "更早的")))
                .isInstanceOf(SupersededException.class);
        bench.preCheckHandler.handle(bench.preCheckOfSection("1", "背景", 3, "改过的"));

        assertThat(bench.tables.preCheck("1", "").orElseThrow().revision()).isEqualTo(3);
        assertThat(bench.tables.preCheck("1", "背景").orElseThrow().revision()).isEqualTo(3);
        assertThat(bench.tables.preCheck("1", "方法").orElseThrow().revision()).isEqualTo(1);
        assertThat(bench.tables.task("1")).isEmpty();
    }

    @Test
    void theEventNamesTheSection() {
        bench.preCheckHandler.handle(bench.preCheckOfSection("1", "背景", 2, "背景文字"));

        VerdictEvent event = bench.publisher.published.get(0).event();
        assertThat(event.mode()).isEqualTo(Mode.PRECHECK);
        assertThat(event.section()).isEqualTo("背景");
        assertThat(event.resultState()).isEqualTo(ResultState.NONE);
        assertThat(event.verdictId())
                .isEqualTo(bench.tables.preCheck("1", "背景").orElseThrow().verdictId());
    }

    @Test
    void aRevisionUsedAgainWithOtherContentIsRefused() {
        bench.preCheckHandler.handle(bench.preCheck("1", 5, "第一", 0));
        assertThatThrownBy(() -> bench.preCheckHandler.handle(bench.preCheck("1", 5, "第二", 1)))
                .isInstanceOfSatisfying(
                        RejectedRecordException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo("REVISION_REUSED"));
    }

    @Test
    void whatDoesNotBelongOnTheTopicIsRefused() {
        assertRejected(bench.submission("1", 5, "文字", 0), "WRONG_TOPIC");
        assertRejected(HandlerBench.nothing("1", 0), "MISSING_VALUE");
        FakeDelivery ofSection = bench.preCheckOfSection("1", "背景", 1, "文字");
        assertRejected(FakeDelivery.of("project:1#方法", ofSection.value(), 0), "KEY_MISMATCH");
        assertRejected(FakeDelivery.of("project:2", ofSection.value(), 0), "KEY_MISMATCH");
        assertThat(bench.tables.count("pre_check")).isZero();
    }

    private void assertRejected(FakeDelivery delivery, String code) {
        assertThatThrownBy(() -> bench.preCheckHandler.handle(delivery))
                .isInstanceOfSatisfying(
                        RejectedRecordException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(code));
    }

    @Test
    void theyGoWithTheirTextsAndVerdictsWhenTheirTimeIsUpAndSubmissionsStay() {
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        bench.preCheckHandler.handle(bench.preCheck("1", 1, "整篇", 0));
        bench.preCheckHandler.handle(bench.preCheckOfSection("1", "背景", 1, "较早的"));
        bench.preCheckHandler.handle(bench.preCheckOfSection("1", "背景", 2, "较新的"));
        try (Retention retention = bench.retention()) {
            bench.clock.advance(Duration.ofDays(6));
            assertThat(retention.runAll()).isZero();
            bench.preCheckHandler.handle(bench.preCheckOfSection("1", "背景", 3, "最新的"));
            bench.clock.advance(Duration.ofDays(2));

            retention.runAll();

            assertThat(bench.tables.count("pre_check")).isEqualTo(1);
            assertThat(bench.tables.count("pre_check_text")).isEqualTo(1);
            assertThat(bench.tables.preCheck("1", "背景").orElseThrow().revision())
                    .isEqualTo(3);
            assertThat(bench.tables.verdicts("1"))
                    .extracting(Verdict::mode)
                    .containsExactlyInAnyOrder(Mode.SUBMIT, Mode.PRECHECK);
            assertThat(bench.tables.count("submission")).isEqualTo(1);
        }
    }
}
