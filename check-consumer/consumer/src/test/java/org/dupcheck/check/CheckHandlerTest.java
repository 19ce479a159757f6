package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.runtime.consume.RejectedRecordException;
import org.dupcheck.runtime.consume.SupersededException;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.PostgresService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The way of one submission on a real database: what each end leaves behind, and what no repetition changes. */
@ExtendWith(DupcheckServices.class)
class CheckHandlerTest {
    private static final String REUSED = "本项目研究城市地下管网泄漏的声学定位方法";

    private static Database database;

    private HandlerBench bench;

    @BeforeAll
    static void open(PostgresService postgres) {
        database = TestDatabase.migrated(postgres.newDatabase());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void emptyTables() {
        TestDatabase.empty(database);
        bench = new HandlerBench(database);
    }

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

        Tables.Task task = bench.task("1");
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
        assertThat(verdict.reason()).isEqualTo(VerdictReason.SCANNED);
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
                .containsExactly(
                        "u1", "13800000000", "zh-CN", "wo-1", "SUBMIT", "题目", "2026-08-28 08:00:00.123457", "2");
    }

    private List<String> keptSubmission(String id) {
        return database.read(session -> session.queryOne(
                        "select user_id, phone, locale, work_order_id, mode, title,"
                                + " (retain_until at time zone 'UTC')::text, json_array_length(sections)::text"
                                + " from submission where business_id = ?",
                        row -> List.of(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getString(8)),
                        id))
                .orElseThrow();
    }

    @Test
    void withoutAMatchItIsCleanAndTheWorkOrderIsNamedAfterTheKey() {
        bench.handler.handle(bench.submission("1", 1, "全新的内容", 0));

        assertThat(bench.task("1").resultState()).isEqualTo(ResultState.NONE.code());
        assertThat(bench.publisher.published.get(0).event().resultState()).isEqualTo(ResultState.NONE);
        String workOrder = database.read(
                        session -> session.queryOne("select work_order_id from submission", row -> row.getString(1)))
                .orElseThrow();
        assertThat(workOrder).isEqualTo("project:1");
    }

    @Test
    void redeliveryRepeatsNothingButTheEvent() {
        FakeDelivery delivery = bench.submission("1", 1, "一段文字", 0);
        bench.handler.handle(delivery);
        Tables.Task before = bench.task("1");
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
        Tables.Task before = bench.task("1");

        assertThatThrownBy(() -> bench.handler.handle(bench.submission("1", 4, "旧的", 1)))
                .isInstanceOf(SupersededException.class);
        assertThatThrownBy(() -> bench.handler.handle(bench.withdrawal("1", 4, 2)))
                .isInstanceOf(SupersededException.class);

        assertThat(bench.task("1")).isEqualTo(before);
        assertThat(bench.tables.count("verdict")).isEqualTo(1);
        assertThat(bench.publisher.published).hasSize(1);
    }

    @Test
    void ofTwoContentsUnderOneRevisionTheFirstStands() {
        bench.handler.handle(bench.submission("1", 5, "第一", 0));
        Tables.Task before = bench.task("1");

        assertThatThrownBy(() -> bench.handler.handle(bench.submission("1", 5, "第二", 1)))
                .isInstanceOf(SupersededException.class);

        assertThat(bench.task("1")).isEqualTo(before);
    }

    @Test
    void aPreCheckRepeatedAsASubmissionUnderItsRevisionIsToldAsThePreCheckItWas() {
        FakeDelivery delivery = bench.submission("1", 5, "一段文字", 0);
        Submission submission = new JsonCodec().read(delivery.value(), Submission.class);
        bench.handler.handle(
                FakeDelivery.of(delivery.key(), new JsonCodec().write(submission.withMode(Mode.PRECHECK)), 0));

        bench.handler.handle(FakeDelivery.of(delivery.key(), delivery.value(), 1));

        assertThat(bench.publisher.published)
                .hasSize(2)
                .allSatisfy(published -> assertThat(published.event().mode()).isEqualTo(Mode.PRECHECK));
    }

    @Test
    void anUnchangedResubmissionIsAnsweredWithoutAScan() {
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        bench.clock.advance(Duration.ofMinutes(1));

        bench.handler.handle(bench.submission("1", 2, REUSED, 1));

        Verdict first = bench.tables.verdicts("1").get(0);
        Verdict second = bench.tables.verdicts("1").get(1);
        assertThat(bench.index.scans).hasValue(1);
        assertThat(bench.count("dupcheck.check.reused")).isEqualTo(1);
        assertThat(second.reason()).isEqualTo(VerdictReason.UNCHANGED);
        assertThat(second.revision()).isEqualTo(2);
        assertThat(second.verdictId()).isNotEqualTo(first.verdictId());
        assertThat(second.createdAt()).isAfter(first.createdAt());
        assertThat(second.matches()).isEqualTo(first.matches()).isNotEmpty();
        assertThat(bench.task("1").verdictId()).isEqualTo(second.verdictId());
        assertThat(bench.task("1").result())
                .isEqualTo(bench.tables.verdictBodies("1").get(1));
        assertThat(bench.publisher.published.get(1).event().verdictId()).isEqualTo(second.verdictId());
    }

    @Test
    void aChangedTextOrAChangedReferenceSetIsScannedAnew() {
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        bench.handler.handle(bench.submission("1", 2, REUSED + "。", 1));
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.handler.handle(bench.submission("1", 3, REUSED, 2));

        assertThat(bench.index.scans).hasValue(3);
        assertThat(bench.count("dupcheck.check.reused")).isZero();
        assertThat(bench.task("1").resultState()).isEqualTo(ResultState.DUPLICATES.code());
    }

    @Test
    void theTextOfAnotherDocumentIsNotReused() {
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        bench.handler.handle(bench.submission("2", 1, REUSED, 1));

        assertThat(bench.index.scans).hasValue(2);
    }

    @Test
    void aDocumentNeverMatchesItsOwnReferenceEntry() {
        bench.tables.putReference("1", 1, "自己", REUSED);
        bench.handler.handle(bench.submission("1", 2, REUSED, 0));
        bench.handler.handle(bench.submission("2", 2, REUSED, 1));

        assertThat(bench.task("1").resultState()).isEqualTo(ResultState.NONE.code());
        assertThat(bench.task("2").resultState()).isEqualTo(ResultState.DUPLICATES.code());
    }

    @Test
    void changesOfTheReferenceSetAreSeenByTheNextCheck() {
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.handler.handle(bench.submission("1", 2, REUSED, 1));
        bench.tables.deleteReference("r1", 2);
        bench.handler.handle(bench.submission("1", 3, REUSED, 2));

        assertThat(bench.tables.verdicts("1").stream().map(Verdict::resultState))
                .containsExactly(ResultState.NONE, ResultState.DUPLICATES, ResultState.NONE);
        assertThat(bench.tables.verdicts("1").stream().map(Verdict::corpusVersion))
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void aMatchShowsTitleAndRevisionOfTheTextThatWasCompared() {
        bench.tables.putReference("r1", 1, "旧题", REUSED);
        bench.index.hook = (page, submission) -> {
            // the document is edited while the check runs, and another check brings the index up to date
            bench.index.hook = (p, s) -> {};
            bench.tables.putReference("r1", 2, "新题", "改过的文字，不再相同");
            bench.handler.handle(bench.submission("2", 1, REUSED, 1));
        };
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));

        Verdict.Match match = bench.tables.verdicts("1").get(0).matches().get(0);
        assertThat(match.title()).isEqualTo("旧题");
        assertThat(match.documentRevision()).isEqualTo(1);
        assertThat(bench.tables.verdicts("1").get(0).corpusVersion()).isEqualTo(1);
        assertThat(bench.tables.verdicts("2").get(0).matches()).isEmpty();
    }

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
    void aSupersededScanStopsBeforeItsNextPageAndSaysSo() {
        threeReferences();
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
        threeReferences();
        FakeDelivery delivery = bench.submission("1", 1, REUSED, 0).supersededWhenCancelled();
        bench.index.hook = (page, submission) -> delivery.stop().set(true);

        assertThatThrownBy(() -> bench.handler.handle(delivery)).isInstanceOf(SupersededException.class);

        assertThat(bench.index.pagesScanned).hasValue(1);
    }

    @Test
    void aScanStoppedAfterItsLastPageGivesNoVerdictEither() {
        threeReferences();
        FakeDelivery delivery = bench.submission("1", 1, REUSED, 0).supersededWhenCancelled();
        bench.index.hook = (page, submission) -> delivery.stop().set(page == 2);

        assertThatThrownBy(() -> bench.handler.handle(delivery)).isInstanceOf(SupersededException.class);

        assertThat(bench.task("1").state()).isEqualTo(CheckState.SUPERSEDED);
        assertThat(bench.tables.count("verdict")).isZero();
    }

    @Test
    void aCheckWhosePartitionIsTakenAwayWaitsForItsNextOwner() {
        threeReferences();
        FakeDelivery delivery = bench.submission("1", 1, REUSED, 0);
        bench.index.hook = (page, submission) -> delivery.stop().set(true);

        assertThatThrownBy(() -> bench.handler.handle(delivery)).isInstanceOf(SupersededException.class);
        assertThat(bench.task("1").state()).isEqualTo(CheckState.QUEUED);

        bench.index.hook = (page, submission) -> {};
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
    }

    @Test
    void progressIsWrittenPageByPage() {
        threeReferences();
        AtomicReference<Tables.Task> seen = new AtomicReference<>();
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
    void aNodeThatWakesUpAfterATakeOverChangesNothing() {
        threeReferences();
        FakeDelivery delivery = bench.submission("1", 1, REUSED, 0);
        AtomicReference<Tables.Task> byTheOther = new AtomicReference<>();
        onceBeforePage(2, () -> {
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
        threeReferences();
        FakeDelivery delivery = bench.submission("1", 1, REUSED, 0);
        FakeDelivery other = bench.submission("1", 1, REUSED, 0);
        onceBeforePage(1, () -> {
            // the other node begins, and dies: nothing of it is left but the row
            onceBeforePage(0, () -> {
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
        threeReferences();
        bench.handler.handle(bench.submission("1", 1, REUSED, 0));
        Tables.Task before = bench.task("1");
        // a fail-over to a replica that was behind: the row is as it was
        onceBeforePage(
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
        threeReferences();
        onceBeforePage(1, () -> bench.handler.handle(bench.submission("1", 2, REUSED, 1)));

        assertThatThrownBy(() -> bench.handler.handle(bench.submission("1", 1, REUSED, 0)))
                .isInstanceOf(SupersededException.class);

        assertThat(bench.task("1").revision()).isEqualTo(2);
        assertThat(bench.tables.verdicts("1").stream().map(Verdict::revision)).containsExactly(2L);
        assertThat(bench.publisher.published).hasSize(1);
    }

    @Test
    void aWithdrawalOnAnotherNodeLeavesTheSubmissionWithoutAVerdict() {
        threeReferences();
        onceBeforePage(2, () -> bench.handler.handle(HandlerBench.nothing("1", 1)));

        assertThatThrownBy(() -> bench.handler.handle(bench.submission("1", 1, REUSED, 0)))
                .isInstanceOf(SupersededException.class);

        assertThat(bench.task("1").state()).isEqualTo(CheckState.WITHDRAWN);
        assertThat(bench.tables.count("verdict")).isZero();
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
        try (SubmissionRetention retention = new SubmissionRetention(database, bench.clock, Duration.ofHours(1))) {
            assertThat(retention.deleteExpired()).isEqualTo(1);
            assertThat(retention.deleteExpired()).isZero();
        }

        assertThat(bench.tables.count("submission")).isEqualTo(1);
        assertThat(bench.task("1").state()).isEqualTo(CheckState.FINISHED);
    }

    private void threeReferences() {
        for (int i = 1; i <= 3; i++) {
            bench.tables.putReference("r" + i, 1, "题" + i, "文字" + i);
        }
    }

    private void onceBeforePage(int wanted, Runnable action) {
        bench.index.hook = (page, submission) -> {
            if (page == wanted) {
                bench.index.hook = (p, s) -> {};
                action.run();
            }
        };
    }
}
