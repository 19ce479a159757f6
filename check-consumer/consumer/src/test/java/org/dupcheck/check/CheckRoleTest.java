package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.engine.Document;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.storetestkit.MigratedDatabase;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.TestTopics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The role from topic to topic. The tests share one running role and keep apart by their business ids. */
@ExtendWith(DupcheckServices.class)
class CheckRoleTest {
    private static final Duration DRAIN = Duration.ofMillis(200);
    private static final int PAGES = 40;

    private static Database database;
    private static RoleBench bench;

    @BeforeAll
    static void startRole(KafkaService service, PostgresService postgres, TestTopics topics) {
        database = MigratedDatabase.open(postgres);
        RoleBench.createTopics(topics, 1);
        bench = new RoleBench(KafkaSettings.of(service.bootstrapServers()), topics, database, DRAIN);
        for (int i = 1; i <= PAGES; i++) {
            bench.tables.putReference("r" + i, 1, "参考" + i, "参考文档的文字之" + i);
        }
        bench.started();
    }

    @AfterEach
    void everyRecordCameToOneEnd() {
        bench.index.hook = (page, submission) -> {};
        bench.assertBalance();
    }

    @AfterAll
    static void stopRole() throws IOException {
        bench.close();
        database.close();
        // each of the JVMs that run the tests has a log of its own: the configuration names it by the same property
        String jvm = System.getProperty("dupcheck.testJvm", "jvm");
        assertThat(Files.readString(Path.of("target", jvm + ".log")))
                .contains("in try 3")
                .doesNotContain("机密标记");
    }

    @Test
    void aSubmissionGetsAVerdictInTheTableAndOnTheTopic() {
        bench.submit("clean", 1, "自己写的话");
        bench.submit("copied", 1, "抄来的：参考文档的文字之2。");

        StoredRows.Task clean = bench.awaitState("clean", 1, CheckState.FINISHED);
        StoredRows.Task copied = bench.awaitState("copied", 1, CheckState.FINISHED);
        assertThat(clean.resultState()).isEqualTo(ResultState.NONE.code());
        assertThat(copied.resultState()).isEqualTo(ResultState.DUPLICATES.code());
        VerdictEvent event = bench.events("copied", 1).get(0);
        assertThat(event.verdictId()).isEqualTo(copied.verdictId());
        assertThat(event.resultState()).isEqualTo(ResultState.DUPLICATES);
        assertThat(bench.events("clean", 1).get(0).resultState()).isEqualTo(ResultState.NONE);
    }

    @Test
    void changesOfTheReferenceSetAreSeenWithoutARestart() {
        bench.submit("followed", 1, "后来才批准的一段文字");
        assertThat(bench.awaitState("followed", 1, CheckState.FINISHED).resultState())
                .isEqualTo(ResultState.NONE.code());
        bench.tables.putReference("late", 1, "后来", "后来才批准的一段文字");
        bench.submit("followed", 2, "后来才批准的一段文字");
        assertThat(bench.awaitState("followed", 2, CheckState.FINISHED).resultState())
                .isEqualTo(ResultState.DUPLICATES.code());
        bench.tables.deleteReference("late", 2);
        bench.submit("followed", 3, "后来才批准的一段文字");
        assertThat(bench.awaitState("followed", 3, CheckState.FINISHED).resultState())
                .isEqualTo(ResultState.NONE.code());
    }

    @Test
    void anUnchangedResubmissionIsAnsweredWithoutAScan() {
        AtomicInteger pages = new AtomicInteger();
        bench.index.hook = (page, submission) -> pages.addAndGet(isOf(submission, "again") ? 1 : 0);
        bench.submit("again", 1, "不变的文字");
        bench.awaitState("again", 1, CheckState.FINISHED);
        int scanned = pages.get();
        bench.submit("again", 2, "不变的文字");
        bench.awaitState("again", 2, CheckState.FINISHED);

        assertThat(scanned).isPositive();
        assertThat(pages).hasValue(scanned);
        assertThat(bench.tables.verdicts("again").get(1).reason()).isEqualTo(VerdictReason.UNCHANGED);
        // counted when all is done, a moment after the row says so
        await().atMost(RoleBench.PATIENCE)
                .until(() -> bench.meters.get("dupcheck.check.reused").counter().count() == 1);
        assertThat(bench.events("again", 2).get(1).revision()).isEqualTo(2);
    }

    @Test
    void newerRevisionStopsTheRunningScanBeforeItsNextPage() {
        List<Integer> pagesOfOld = whileOnPageOne("stop", "旧的", () -> bench.submit("stop", 2, "新的"));
        bench.awaitState("stop", 2, CheckState.FINISHED);

        assertThat(pagesOfOld).containsExactly(0, 1);
        assertThat(bench.tables.verdicts("stop").stream().map(Verdict::revision))
                .containsExactly(2L);
        assertThat(bench.events("stop", 1)).hasSize(1);
    }

    @Test
    void theTimeFromPublishingANewerRevisionToTheStopIsMeasured() {
        long pageNanos = TimeUnit.MILLISECONDS.toNanos(5);
        AtomicLong lastPageOfOldEnded = new AtomicLong();
        List<Double> millis = new ArrayList<>();
        for (int round = 1; round <= 15; round++) {
            String id = "measure" + round;
            CountDownLatch begun = new CountDownLatch(1);
            bench.index.hook = (page, submission) -> {
                if (isOf(submission, id) && text(submission).equals("旧的")) {
                    begun.countDown();
                    LockSupport.parkNanos(pageNanos); // a slow page
                    lastPageOfOldEnded.set(System.nanoTime());
                }
            };
            bench.submit(id, 1, "旧的");
            awaitQuietly(begun);
            long published = System.nanoTime();
            bench.submit(id, 2, "新的");
            bench.awaitState(id, 2, CheckState.FINISHED);
            millis.add(Math.max(0, (lastPageOfOldEnded.get() - published) / 1e6));
            assertThat(bench.tables.verdicts(id).stream().map(Verdict::revision))
                    .endsWith(2L);
        }
        Collections.sort(millis);
        System.out.printf(
                "measured: publish of a newer revision -> end of the last page of the older one, pages of 5 ms,"
                        + " %d rounds: p50 %.1f ms, max %.1f ms%n",
                millis.size(), millis.get(millis.size() / 2), millis.get(millis.size() - 1));
    }

    @Test
    void aWithdrawnSubmissionNeverGetsAVerdict() {
        whileOnPageOne("withdrawn", "要撤回的", () -> bench.withdraw("withdrawn", 2));
        StoredRows.Task task = bench.awaitState("withdrawn", 2, CheckState.WITHDRAWN);

        assertThat(task.result()).isNull();
        assertThat(bench.tables.verdicts("withdrawn")).isEmpty();
        assertThat(bench.events("withdrawn", 1).get(0).state()).isEqualTo(CheckState.WITHDRAWN);
    }

    @Test
    void aNullRecordWithdrawsWhatCameBeforeIt() {
        whileOnPageOne("emptied", "要撤回的", () -> bench.publish("emptied", null));
        bench.awaitState("emptied", 1, CheckState.WITHDRAWN);

        assertThat(bench.tables.verdicts("emptied")).isEmpty();
        bench.submit("emptied", 2, "又来了");
        bench.awaitState("emptied", 2, CheckState.FINISHED);
    }

    /**
     * Submits revision 1 and does something while its scan is on page 1, which ends when the role has heard of that.
     *
     * @return the pages that were scanned of it
     */
    private static List<Integer> whileOnPageOne(String id, String text, Runnable action) {
        List<Integer> pages = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch onPageOne = new CountDownLatch(1);
        CountDownLatch heard = new CountDownLatch(1);
        bench.index.hook = (page, submission) -> {
            if (isOf(submission, id) && text(submission).equals(text)) {
                pages.add(page);
                if (page == 1) {
                    onPageOne.countDown();
                    awaitQuietly(heard);
                }
            }
        };
        bench.submit(id, 1, text);
        awaitQuietly(onPageOne);
        action.run();
        // there is one partition: once this one is checked, what came before it has been heard of
        bench.submit("after-" + id, 1, "后面的");
        bench.awaitState("after-" + id, 1, CheckState.FINISHED);
        heard.countDown();
        return pages;
    }

    @Test
    void anOlderRevisionArrivingLaterHasNoEffect() {
        bench.submit("late", 5, "新的");
        StoredRows.Task before = bench.awaitState("late", 5, CheckState.FINISHED);
        double superseded = bench.consumed("superseded");
        bench.submit("late", 4, "旧的");
        await().atMost(RoleBench.PATIENCE).until(() -> bench.consumed("superseded") > superseded);

        assertThat(bench.tables.task("late")).contains(before);
        assertThat(bench.tables.verdicts("late")).hasSize(1);
    }

    @Test
    void aFailedCheckIsTriedAgainUntilItEndsWell() {
        AtomicInteger failures = new AtomicInteger();
        bench.index.hook = (page, submission) -> {
            if (isOf(submission, "failing") && failures.incrementAndGet() <= 2) {
                throw new IllegalStateException("a page is broken");
            }
        };
        double retried = bench.consumed("retried");
        bench.submit("failing", 1, "会失败两次");

        StoredRows.Task task = bench.awaitState("failing", 1, CheckState.FINISHED);
        assertThat(task.attempts()).isEqualTo(3);
        assertThat(task.error()).isNull();
        assertThat(bench.consumed("retried") - retried).isEqualTo(2);
        assertThat(bench.events("failing", 1)).hasSize(1);
    }

    @Test
    void aCheckThatKeepsFailingEndsFailedAndInTheDeadLetters() {
        bench.index.hook = (page, submission) -> {
            if (isOf(submission, "hopeless")) {
                throw new IllegalStateException("机密标记");
            }
        };
        bench.submit("hopeless", 1, "机密标记");
        bench.submit("beside1", 1, "旁边的");

        ConsumerRecord<String, byte[]> dead = bench.deadLetters("hopeless").get(0);
        bench.awaitState("beside1", 1, CheckState.FINISHED);
        StoredRows.Task task = bench.awaitState("hopeless", 1, CheckState.FAILED);
        assertThat(RoleBench.header(dead, "dupcheck-attempts")).isEqualTo("3");
        assertThat(RoleBench.header(dead, "dupcheck-error-message")).doesNotContain("机密标记");
        assertThat(task.resultState()).isNull();
        assertThat(task.error()).contains("IllegalStateException").doesNotContain("机密标记");
        VerdictEvent event = bench.events("hopeless", 1).get(0);
        assertThat(event.state()).isEqualTo(CheckState.FAILED);
        assertThat(event.error()).isEqualTo(task.error());
        assertThat(bench.events("hopeless", 1)).hasSize(1);
    }

    @Test
    void poisonGoesToTheDeadLettersAndDisturbsNobody() {
        double rejected = bench.consumed("dead_lettered");
        CountDownLatch onPageOne = new CountDownLatch(1);
        bench.index.hook = (page, submission) -> {
            if (isOf(submission, "good") && page == 1) {
                onPageOne.countDown();
                // the good one of the same key is being scanned when the poison of a greater revision is thrown out
                await().atMost(RoleBench.PATIENCE).until(() -> bench.consumed("dead_lettered") > rejected);
            }
        };
        bench.submit("good", 1, "好的");
        awaitQuietly(onPageOne);
        bench.publish(
                "good",
                "{\"businessType\":\"project\",\"businessId\":\"good\",\"revision\":9,\"mode\":\"SUBMIT\"}"
                        .getBytes(StandardCharsets.UTF_8));
        bench.submit("beside2", 1, "旁边的");

        bench.awaitState("good", 1, CheckState.FINISHED);
        bench.awaitState("beside2", 1, CheckState.FINISHED);
        ConsumerRecord<String, byte[]> dead = bench.deadLetters("good").get(0);
        assertThat(RoleBench.header(dead, "dupcheck-error-code")).isEqualTo("MISSING_FIELD");
        assertThat(RoleBench.header(dead, "dupcheck-error-path")).isEqualTo("sections");
    }

    private static boolean isOf(Document submission, String id) {
        return submission.id().id().equals(id);
    }

    private static String text(Document submission) {
        return submission.sections().get(0).text();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(RoleBench.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
