package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.dupcheck.check.checking.CheckFailedException;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.runtime.consume.RejectedRecordException;
import org.dupcheck.runtime.consume.SupersededException;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.Retention;
import org.junit.jupiter.api.Test;

/** The way of one submission on a real database: what each end leaves behind, and what no repetition changes. */
class CheckHandlerTest extends HandlerTest {
    @Test
    void aVerdictIsStoredPublishedAndServedAsTheSameBytes() {
        bench.tables.putReference("r1", 4, "声学定位", REUSED);
        bench.tables.putReference("r2", 1, "别的", "与此无关的一段话");
        Submission submission = new Submission(
                "project",
                "1",
                7,
                Mode.SUBMIT,
                "题目",
                List.of(new Section("目标", "前言" + REUSED), new Section("方法", "自己写的")),
                new Applicant("u1", "13800000000", "zh-CN"),
                "wo-1");

        bench.handler.handle(bench.delivery(submission, 10));

        StoredRows.Task task = bench.task("1");
        Verdict verdict = bench.tables.verdicts("1").get(0);
        assertThat(task.state()).isEqualTo(CheckState.FINISHED);
        assertThat(task.resultState()).isEqualTo(ResultState.DUPLICATES.code());
        assertThat(task.hash()).isEqualTo(ContentHash.of(submission)).isEqualTo(verdict.contentHash());
        assertThat(task.verdictId()).isEqualTo(verdict.verdictId());
        assertThat(task.result())
                .isEqualTo(bench.tables.verdictBodies("1").get(0))
                .isEqualTo(new String(bench.codec.write(verdict), StandardCharsets.UTF_8));
        assertThat(task.pagesDone()).isEqualTo(2).isEqualTo(task.pagesTotal());
        assertThat(verdict.corpusVersion()).isEqualTo(2);
        assertThat(verdict.engineVersion()).isEqualTo("fake-1");
        assertThat(verdict.settingsVersion()).isEqualTo("settings-1");
        assertThat(verdict.reason()).isEqualTo(VerdictReason.FIRST);
        assertThat(verdict.confirmationReasons()).containsExactly(ConfirmationReason.DUPLICATES);
        assertThat(verdict.matches())
                .containsExactly(new Verdict.Match(
                        "project",
                        "r1",
                        4,
                        "声学定位",
                        0.5,
                        20,
                        List.of(new Verdict.Passage("目标", 2, 2 + REUSED.length(), "原文", 0, REUSED.length(), 1))));
        RecordingPublisher.Published published = bench.publisher.published.get(0);
        assertThat(published.id()).isEqualTo(verdict.verdictId());
        assertThat(published.event())
                .isEqualTo(new VerdictEvent(
                        "project",
                        "1",
                        7,
                        Mode.SUBMIT,
                        CheckState.FINISHED,
                        verdict.verdictId(),
                        ResultState.DUPLICATES,
                        0.5,
                        1,
                        2L,
                        null,
                        verdict.createdAt()));
        assertThat(keptSubmission("1"))
                .containsExactly("u1", "13800000000", "zh-CN", "wo-1", "题目", "2026-08-28 08:00:00.123457", "2");
    }

    private List<String> keptSubmission(String id) {
        return database.read(session -> session.queryOne(
                        "select user_id, phone, locale, work_order_id, title,"
                                + " (retain_until at time zone 'UTC')::text, json_array_length(sections)::text"
                                + " from submission where business_id = ?",
                        row -> List.of(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7)),
                        id))
                .orElseThrow();
    }

    @Test
    void withoutAMatchItIsCleanAndTheWorkOrderIsNamedAfterTheKey() {
        bench.handler.handle(bench.submission("1", 1, "全新的内容", 0));

        assertThat(bench.task("1").resultState()).isEqualTo(ResultState.NONE.code());
        assertThat(bench.publisher.published.get(0).event().resultState()).isEqualTo(ResultState.NONE);
        assertThat(bench.tables.verdicts("1").get(0).confirmationReasons()).isEmpty();
        String workOrder = database.read(
                        session -> session.queryOne("select work_order_id from submission", row -> row.getString(1)))
                .orElseThrow();
        assertThat(workOrder).isEqualTo("project:1");
    }

    @Test
    void redeliveryRepeatsNothingButTheEvent() {
        FakeDelivery delivery = bench.submission("1", 1, "一段文字", 0);
        bench.handler.handle(delivery);
        StoredRows.Task before = bench.task("1");
        bench.clock.advance(Duration.ofMinutes(1));

        bench.handler.handle(delivery);

        assertThat(bench.task("1")).isEqualTo(before);
        assertThat(bench.index.scans).hasValue(1);
        assertThat(bench.tables.count("verdict")).isEqualTo(1);
        assertThat(bench.publisher.published).hasSize(2);
        assertThat(bench.publisher.published.get(1)).isEqualTo(bench.publisher.published.get(0));
    }

    @Test
    void anEventThatCannotBePublishedIsPublishedByTheNextTryWithoutAScan() {
        FakeDelivery delivery = bench.submission("1", 1, "一段文字", 0);
        bench.publisher.failure = new RetryLaterException("the brokers are away", null);
        assertThatThrownBy(() -> bench.handler.handle(delivery)).isInstanceOf(RetryLaterException.class);
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
        bench.publisher.failure = null;

        bench.handler.handle(delivery);

        assertThat(bench.publisher.published).hasSize(1);
        assertThat(bench.index.scans).hasValue(1);
    }

    @Test
    void anOlderRevisionArrivingLaterHasNoEffect() {
        bench.handler.handle(bench.submission("1", 5, "新的", 0));
        StoredRows.Task before = bench.task("1");

        assertThatThrownBy(() -> bench.handler.handle(bench.submission("1", 4, "旧的", 1)))
                .isInstanceOf(SupersededException.class);
        assertThatThrownBy(() -> bench.handler.handle(bench.withdrawal("1", 4, 2)))
                .isInstanceOf(SupersededException.class);

        assertThat(bench.task("1")).isEqualTo(before);
        assertThat(bench.tables.count("verdict")).isEqualTo(1);
        assertThat(bench.publisher.published).hasSize(1);
    }

    @Test
    void ofTwoContentsUnderOneRevisionTheFirstStandsAndTheSecondIsRefused() {
        bench.handler.handle(bench.submission("1", 5, "第一", 0));
        StoredRows.Task before = bench.task("1");

        assertThatThrownBy(() -> bench.handler.handle(bench.submission("1", 5, "第二", 1)))
                .isInstanceOfSatisfying(RejectedRecordException.class, rejected -> {
                    assertThat(rejected.code()).isEqualTo("REVISION_REUSED");
                    assertThat(rejected.path()).isEqualTo("revision");
                });

        assertThat(bench.task("1")).isEqualTo(before);
    }

    @Test
    void aRevisionWhoseCheckFailedIsNotFreeForOtherContent() {
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.index.hook = (page, submission) -> {
            throw new IllegalStateException("broken scan");
        };
        assertThatThrownBy(() -> bench.handler.handle(bench.submission("1", 5, "第一", 0)))
                .isInstanceOf(CheckFailedException.class);
        bench.index.hook = (page, submission) -> {};

        assertThatThrownBy(() -> bench.handler.handle(bench.submission("1", 5, "第二", 1)))
                .isInstanceOf(RejectedRecordException.class);

        bench.handler.handle(bench.submission("1", 5, "第一", 0));
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
    }

    @Test
    void aPreCheckOnTheTopicOfSubmissionsIsRefused() {
        assertThatThrownBy(() -> bench.handler.handle(bench.preCheck("1", 5, "一段文字", 0)))
                .isInstanceOfSatisfying(
                        RejectedRecordException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo("WRONG_TOPIC"));
        assertThat(bench.tables.task("1")).isEmpty();
    }

    @Test
    void aFailedCheckIsStateThreeWithAReasonAndTheNextTryMayEndWell() {
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.index.hook = (page, submission) -> {
            throw new IllegalStateException(
                    "页坏了: " + submission.sections().get(0).text());
        };
        FakeDelivery delivery = bench.submission("1", 1, REUSED, 0);

        assertThatThrownBy(() -> bench.handler.handle(delivery)).hasMessageNotContaining(REUSED);

        assertThat(bench.task("1").state()).isEqualTo(CheckState.FAILED);
        assertThat(bench.task("1").resultState()).isNull();
        assertThat(bench.task("1").error()).contains("IllegalStateException").doesNotContain(REUSED);
        assertThat(bench.count("dupcheck.check.failures")).isEqualTo(1);
        assertThat(bench.publisher.published).isEmpty();

        bench.index.hook = (page, submission) -> {};
        bench.handler.handle(delivery);
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
        assertThat(bench.task("1").error()).isNull();
        assertThat(bench.task("1").attempts()).isEqualTo(2);
    }

    @Test
    void theLastFailedTryIsAnnouncedAndWhomToTellIsKept() {
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.index.hook = (page, submission) -> {
            throw new StackOverflowError();
        };

        assertThatThrownBy(() ->
                        bench.handler.handle(bench.submission("1", 3, REUSED, 0).onLastAttempt()))
                .isInstanceOf(CheckFailedException.class);

        VerdictEvent event = bench.publisher.published.get(0).event();
        assertThat(event.state()).isEqualTo(CheckState.FAILED);
        assertThat(event.revision()).isEqualTo(3);
        assertThat(event.verdictId()).isNull();
        assertThat(event.error()).isEqualTo(bench.task("1").error());
        assertThat(bench.tables.count("submission"))
                .as("whom the notifier tells")
                .isEqualTo(1);
    }

    @Test
    void progressIsWrittenPageByPage() {
        bench.threeReferences();
        AtomicReference<StoredRows.Task> seen = new AtomicReference<>();
        bench.index.hook = (page, submission) -> {
            if (page == 2) {
                seen.set(bench.task("1"));
            }
        };
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));

        assertThat(seen.get().state()).isEqualTo(CheckState.RUNNING);
        assertThat(seen.get().pagesDone()).isEqualTo(2);
        assertThat(seen.get().pagesTotal()).isEqualTo(3);
    }

    @Test
    void aRecordThatBreaksTheContractIsRejectedWithCodeAndField() {
        byte[] unpaired = "{\"businessType\":\"project\",\"businessId\":\"1\",\"revision\":1,\"mode\":\"SUBMIT\","
                .concat("\"sections\":[{\"key\":\"a\",\"text\":\"\\ud800\"}]}")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> bench.handler.handle(FakeDelivery.of("project:1", unpaired, 0)))
                .isInstanceOfSatisfying(RejectedRecordException.class, e -> {
                    assertThat(e.code()).isEqualTo("TEXT_NOT_UNICODE");
                    assertThat(e.path()).isEqualTo("sections[0].text");
                });
        assertThatThrownBy(() -> bench.handler.handle(FakeDelivery.of(null, null, 0)))
                .isInstanceOfSatisfying(
                        RejectedRecordException.class, e -> assertThat(e.path()).isEqualTo("key"));
        assertThatThrownBy(() -> bench.handler.handle(FakeDelivery.of("no colon", null, 0)))
                .isInstanceOf(RejectedRecordException.class);
        assertThat(bench.tables.count("check_task")).isZero();
    }

    @Test
    void submittedTextsGoWhenTheirTimeIsUp() {
        bench.handler.handle(bench.submission("1", 1, "第一", 0));
        bench.clock.advance(Duration.ofDays(90));
        bench.handler.handle(bench.submission("2", 1, "第二", 1));
        bench.clock.advance(Duration.ofDays(91));
        try (Retention retention = bench.retention()) {
            assertThat(retention.runAll())
                    .as("a text and what was found of two")
                    .isEqualTo(3);
            assertThat(retention.runAll()).isZero();
        }

        assertThat(bench.tables.count("submission")).isEqualTo(1);
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
    }
}
