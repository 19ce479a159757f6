package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.store.checks.CheckStart;
import org.dupcheck.store.checks.CheckTable;
import org.dupcheck.store.checks.CheckVersions;
import org.dupcheck.store.checks.StartedCheck;
import org.dupcheck.store.verdicts.VerdictQueries.Listed;
import org.junit.jupiter.api.Test;

/** Why a verdict is made, as the begin of its check tells from the verdicts that there are. */
class VerdictReasonsTest extends CheckTablesTest {
    private static final String TEXT = "文字";
    private static final String EDITED = "改过的文字";

    @Test
    void theFirstVerdictIsFollowedByEditsByUnchangedOnesAndByRechecks() {
        assertThat(submit(1, TEXT)).isEqualTo(VerdictReason.FIRST);
        assertThat(submit(2, TEXT)).isEqualTo(VerdictReason.UNCHANGED);
        assertThat(submit(3, EDITED)).isEqualTo(VerdictReason.EDIT);
        corpusMoves();
        assertThat(submit(4, EDITED)).isEqualTo(VerdictReason.RECHECK);
        assertThat(submit(5, EDITED)).isEqualTo(VerdictReason.UNCHANGED);
        corpusMoves();
        assertThat(submit(6, TEXT)).as("an edit goes before a moved corpus").isEqualTo(VerdictReason.EDIT);

        assertThat(verdicts.history(key, null, 10))
                .extracting(Listed::reason)
                .containsExactly(
                        VerdictReason.EDIT,
                        VerdictReason.UNCHANGED,
                        VerdictReason.RECHECK,
                        VerdictReason.EDIT,
                        VerdictReason.UNCHANGED,
                        VerdictReason.FIRST);
    }

    @Test
    void whatCountsIsTheNewestVerdictBeforeAndNotAnyWithThatText() {
        submit(1, TEXT);
        submit(2, EDITED);

        assertThat(submit(3, TEXT)).isEqualTo(VerdictReason.EDIT);
    }

    @Test
    void anotherEngineOrOtherSettingsMakeARecheck() {
        submit(1, TEXT);

        assertThat(check(
                        submissions,
                        document,
                        content(2, Mode.SUBMIT, TEXT),
                        new CheckVersions("engine-2", "settings-1")))
                .isEqualTo(VerdictReason.RECHECK);
        assertThat(check(
                        submissions,
                        document,
                        content(3, Mode.SUBMIT, TEXT),
                        new CheckVersions("engine-2", "settings-2")))
                .isEqualTo(VerdictReason.RECHECK);
    }

    @Test
    void submissionsPreChecksAndSectionsAreApart() {
        CheckKey method = new CheckKey(key, "方法");
        assertThat(submit(5, TEXT)).isEqualTo(VerdictReason.FIRST);
        assertThat(preCheck(document, 1, TEXT)).isEqualTo(VerdictReason.FIRST);
        assertThat(preCheck(background, 2, TEXT)).isEqualTo(VerdictReason.FIRST);
        assertThat(preCheck(method, 3, EDITED)).isEqualTo(VerdictReason.FIRST);

        assertThat(preCheck(background, 4, EDITED)).isEqualTo(VerdictReason.EDIT);
        assertThat(preCheck(method, 4, EDITED)).isEqualTo(VerdictReason.UNCHANGED);
        corpusMoves();
        assertThat(preCheck(document, 5, TEXT)).isEqualTo(VerdictReason.RECHECK);
        assertThat(submit(6, EDITED)).isEqualTo(VerdictReason.EDIT);
        assertThat(column(
                        "select reason from verdict where mode = 'PRECHECK' and section_key = '背景' order by revision"))
                .containsExactly("FIRST", "EDIT");
    }

    @Test
    void aFindingThatIsTakenOverFromAPreCheckIsStillTheFirstOfTheSubmission() {
        preCheck(document, 1, TEXT);
        Submission content = content(1, Mode.SUBMIT, TEXT);

        StartedCheck started = begin(submissions, document, content, 1);

        assertThat(started.reusableVerdict()).isNotNull();
        assertThat(reason(started, content, VERSIONS)).isEqualTo(VerdictReason.FIRST);
    }

    @Test
    void aCheckThatIsBegunAgainAfterACrashHasTheSameReason() {
        for (CheckTable table : List.of(submissions, preChecks)) {
            Mode mode = table == submissions ? Mode.SUBMIT : Mode.PRECHECK;
            check(table, document, content(1, mode, TEXT), VERSIONS);
            Submission edited = content(2, mode, EDITED);
            begin(table, document, edited, 2);

            assertThat(check(table, document, edited, VERSIONS)).isEqualTo(VerdictReason.EDIT);
            assertThat(table.begin(start(document, edited, 2)))
                    .as("delivered again")
                    .isEmpty();
            assertThat(column("select reason from verdict where revision = 2 and mode = ?", mode.name()))
                    .containsExactly("EDIT");
        }
    }

    @Test
    void theFirstBytesStayWhereTheSameCheckIsDoneOnceMore() {
        submit(1, TEXT);
        Submission content = content(2, Mode.SUBMIT, EDITED);
        check(submissions, document, content, VERSIONS);
        String first = submissions.find(document).orElseThrow().verdict();
        assertThat(first).contains("\"reason\":\"EDIT\"");
        withdrawals.withdrawBefore(key, at(3), null);
        // sent again as the same revision: by now the verdict before it is its own
        StartedCheck again = submissions.begin(start(document, content, 4)).orElseThrow();
        clock.advance(Duration.ofMinutes(1));

        Verdict verdict =
                verdict(again.claim(), content, again.corpusVersion(), VERSIONS, reason(again, content, VERSIONS));
        assertThat(verdict.reason()).isEqualTo(VerdictReason.UNCHANGED);
        assertThat(submissions.finish(again.claim(), found(verdict), content)).isTrue();

        assertThat(submissions.find(document).orElseThrow().verdict()).isEqualTo(first);
        assertThat(verdicts.history(key, null, 10))
                .extracting(Listed::reason)
                .containsExactly(VerdictReason.EDIT, VerdictReason.FIRST);
    }

    /** The statement that begins does not see what was stored while it waited for the row: its claim must come to nothing. */
    @Test
    void whoBeganWithoutSeeingTheVerdictBeforeHasToBeginAgain() throws Exception {
        Submission older = content(1, Mode.SUBMIT, TEXT);
        StartedCheck first = begin(submissions, document, older, 1);
        Submission newer = content(2, Mode.SUBMIT, EDITED);
        StartedCheck blind = whileFinishing(first, older, newer);
        Verdict verdict = verdict(blind.claim(), newer, 0, VERSIONS, reason(blind, newer, VERSIONS));
        assertThat(verdict.reason()).isEqualTo(VerdictReason.FIRST);

        assertThat(submissions.finish(blind.claim(), found(verdict), newer)).isFalse();

        assertThat(check(submissions, document, newer, VERSIONS)).isEqualTo(VerdictReason.EDIT);
        assertThat(verdicts.history(key, null, 10)).hasSize(2);
    }

    /** Begins the newer check while the verdict of the older one is being stored; it waits for the row. */
    private StartedCheck whileFinishing(StartedCheck older, Submission olderContent, Submission newer)
            throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<StartedCheck> begun = database.inTransaction(session -> {
                session.update("update check_task set pages_done = 1 where business_id = ?", key.businessId());
                Future<StartedCheck> waiting = thread.submit(() -> begin(submissions, document, newer, 2));
                await().until(() -> !column("select pid::text from pg_stat_activity"
                                + " where datname = current_database() and wait_event_type = 'Lock'")
                        .isEmpty());
                Verdict stored = verdict(older.claim(), olderContent);
                session.update(
                        "insert into verdict (verdict_id, business_type, business_id, mode, revision, content_hash,"
                                + " corpus_version, engine_version, settings_version, result_state, created_at, body)"
                                + " values (?, ?, ?, 'SUBMIT', ?, ?, 0, ?, ?, 2, ?, cast(? as json))",
                        stored.verdictId(),
                        key.businessType(),
                        key.businessId(),
                        stored.revision(),
                        stored.contentHash(),
                        stored.engineVersion(),
                        stored.settingsVersion(),
                        stored.createdAt(),
                        found(stored).json());
                return waiting;
            });
            return begun.get(1, TimeUnit.MINUTES);
        } finally {
            thread.shutdownNow();
        }
    }

    private VerdictReason submit(long revision, String text) {
        return check(submissions, document, content(revision, Mode.SUBMIT, text), VERSIONS);
    }

    private VerdictReason preCheck(CheckKey of, long revision, String text) {
        return check(preChecks, of, content(revision, Mode.PRECHECK, text), VERSIONS);
    }

    /** Checks to the end; the reason of the verdict. */
    private VerdictReason check(CheckTable table, CheckKey of, Submission content, CheckVersions versions) {
        StartedCheck started = table.begin(new CheckStart(
                        of,
                        content.revision(),
                        content.title(),
                        ContentHash.of(content),
                        null,
                        null,
                        at(content.revision()),
                        versions))
                .orElseThrow();
        VerdictReason reason = reason(started, content, versions);
        clock.advance(Duration.ofSeconds(1));
        Verdict verdict = verdict(started.claim(), content, started.corpusVersion(), versions, reason);
        assertThat(table.finish(started.claim(), found(verdict), content)).isTrue();
        return reason;
    }

    private static VerdictReason reason(StartedCheck started, Submission content, CheckVersions versions) {
        return started.reason(ContentHash.of(content), started.corpusVersion(), 0, versions);
    }

    private static void corpusMoves() {
        sql("update corpus_state set version = version + 1");
    }
}
