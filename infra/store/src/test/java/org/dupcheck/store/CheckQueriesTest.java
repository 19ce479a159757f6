package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.store.checks.AwaitedChecks.Awaited;
import org.dupcheck.store.checks.AwaitedChecks.Seen;
import org.dupcheck.store.checks.CheckQueries.CheckedSection;
import org.dupcheck.store.checks.CheckQueries.Filter;
import org.dupcheck.store.checks.CheckQueries.Listed;
import org.dupcheck.store.checks.CheckStart;
import org.dupcheck.store.checks.StoredCheck;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.dupcheck.store.verdicts.VerdictQueries.Position;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;
import org.junit.jupiter.api.Test;

/** What is shown of checks and their verdicts, and for how long. */
class CheckQueriesTest extends CheckTablesTest {
    @Test
    void whoWaitsSeesTheRowOfWhatIsAwaited() {
        Submission submission = content(5, Mode.SUBMIT, "文字");
        Verdict submitted = checked(submissions, document, submission, 1);
        Submission section = content(7, Mode.PRECHECK, "一段");
        Verdict ofSection = checked(preChecks, background, section, 1);
        BusinessKey preCheckedOnly = new BusinessKey(key.businessType(), key.businessId() + "-p");
        preChecks.begin(new CheckStart(CheckKey.document(preCheckedOnly), 1, null, "h", null, null, at(1), VERSIONS));

        List<Seen> seen = awaited.find(List.of(
                Awaited.submission(key, 5),
                Awaited.submission(key, 4),
                Awaited.preCheck(background, 7),
                Awaited.newest(key),
                Awaited.newest(preCheckedOnly),
                Awaited.newest(new BusinessKey("nobody", "knows"))));

        assertThat(seen).hasSize(5);
        assertThat(seen)
                .filteredOn(s -> s.awaited().equals(Awaited.submission(key, 5)))
                .singleElement()
                .satisfies(s -> assertThat(s.verdict().json()).contains(submitted.verdictId()));
        assertThat(seen)
                .filteredOn(s -> s.awaited().equals(Awaited.submission(key, 4)))
                .singleElement()
                .satisfies(s -> assertThat(s.verdict()).isNull());
        assertThat(seen)
                .filteredOn(s -> s.awaited().equals(Awaited.preCheck(background, 7)))
                .singleElement()
                .satisfies(s -> assertThat(s.verdict().json()).contains(ofSection.verdictId()));
        assertThat(seen)
                .filteredOn(s -> s.awaited().equals(Awaited.newest(key)))
                .singleElement()
                .satisfies(s -> assertThat(s.check().mode()).isEqualTo(Mode.SUBMIT));
        assertThat(seen)
                .filteredOn(s -> s.awaited().equals(Awaited.newest(preCheckedOnly)))
                .singleElement()
                .satisfies(s -> assertThat(s.check().mode()).isEqualTo(Mode.PRECHECK));
    }

    /** A withdrawal with a revision of its own takes back no greater one, wherever it stands in the log. */
    @Test
    void onlyARecordWithoutAValueTakesBackWhateverCameBeforeIt() {
        withdrawals.withdraw(Submission.withdrawal(key, 4), at(10), null);
        assertThat(checks.findSubmission(key).orElseThrow().takesBack(0, 9)).isFalse();

        withdrawals.withdrawBefore(key, at(12), null);
        StoredCheck row = checks.findSubmission(key).orElseThrow();
        assertThat(row.takesBack(0, 11)).isTrue();
        assertThat(row.takesBack(0, 12)).isFalse();
        assertThat(row.takesBack(1, 11)).as("of another partition").isFalse();

        begin(submissions, document, content(5, Mode.SUBMIT, "文字"), 13);
        assertThat(checks.findSubmission(key).orElseThrow().takesBack(0, 11)).isFalse();
    }

    @Test
    void checksAreShownAndListed() {
        Submission submission = content(5, Mode.SUBMIT, "文字");
        begin(submissions, document, submission, 1);
        assertThat(checks.findOldestWaiting()).contains(now());
        checked(submissions, document, submission, 1);
        assertThat(checks.findOldestWaiting()).isEmpty();
        Submission section = content(7, Mode.PRECHECK, "一段");
        checked(preChecks, background, section, 1);

        StoredCheck check = checks.findSubmission(key).orElseThrow();
        assertThat(check.resultState()).isEqualTo(ResultState.NONE);
        assertThat(check.reuses(5, "other")).isTrue();
        assertThat(check.reuses(5, ContentHash.of(submission))).isFalse();
        assertThat(check.reuses(6, "other")).isFalse();
        assertThat(checks.findPreCheck(document)).isEmpty();
        assertThat(checks.findPreCheck(background).orElseThrow().revision()).isEqualTo(7);
        assertThat(checks.findNewestPreCheck(key).orElseThrow().key()).isEqualTo(background);
        assertThat(checks.findSections(List.of(new BusinessKey("nobody", "x")), 10))
                .isEmpty();
        assertThat(checks.findSections(List.of(key), 1).get(key)).hasSize(1);
        List<CheckedSection> sections = checks.findSections(List.of(key), 10).get(key);
        assertThat(sections).singleElement().satisfies(found -> {
            assertThat(found.check().key()).isEqualTo(background);
            assertThat(found.containment()).isZero();
            assertThat(found.matches()).isZero();
        });
        List<Listed> listed =
                checks.list(new Filter(CheckState.FINISHED, ResultState.NONE, key.businessType(), null), 10);
        assertThat(listed)
                .singleElement()
                .satisfies(found -> assertThat(found.check().key()).isEqualTo(document));
        assertThat(checks.list(new Filter(null, null, null, listed.get(0).position()), 10))
                .isEmpty();
    }

    @Test
    void aListHoldsOnlyWhatItsFilterAsksForNewestFirst() {
        Submission submission = content(5, Mode.SUBMIT, "文字");
        checked(submissions, document, submission, 1);
        clock.advance(Duration.ofSeconds(1));
        BusinessKey other = new BusinessKey("chengguo", key.businessId());
        submissions.begin(new CheckStart(CheckKey.document(other), 1, null, "h", null, null, at(2), VERSIONS));

        assertThat(listed(null, null, null)).containsExactly(other, key);
        assertThat(listed(CheckState.RUNNING, null, null)).containsExactly(other);
        assertThat(listed(CheckState.FINISHED, null, null)).containsExactly(key);
        assertThat(listed(null, ResultState.NONE, null)).containsExactly(key);
        assertThat(listed(null, ResultState.DUPLICATES, null)).isEmpty();
        assertThat(listed(null, null, "chengguo")).containsExactly(other);
    }

    private List<BusinessKey> listed(CheckState state, ResultState result, String type) {
        return checks.list(new Filter(state, result, type, null), 10).stream()
                .map(found -> found.check().key().document())
                .toList();
    }

    @Test
    void verdictsOfSubmissionsComeBeforeThoseOfPreChecks() {
        Submission section = content(70, Mode.PRECHECK, "一段");
        Verdict ofSection = checked(preChecks, background, section, 1);
        assertThat(verdicts.latest(key).orElseThrow().verdictId()).isEqualTo(ofSection.verdictId());
        Verdict ofDocument = checked(preChecks, document, content(60, Mode.PRECHECK, "全文"), 1);
        assertThat(verdicts.latest(key).orElseThrow().verdictId()).isEqualTo(ofDocument.verdictId());
        Submission submission = content(5, Mode.SUBMIT, "文字");
        Verdict first = checked(submissions, document, submission, 1);
        Submission edited = content(6, Mode.SUBMIT, "改过的");
        Verdict second = checked(submissions, document, edited, 2);

        StoredVerdict latest = verdicts.latest(key).orElseThrow();
        assertThat(latest.verdictId()).isEqualTo(second.verdictId());
        assertThat(verdicts.textOf(latest).orElseThrow().sections()).contains("改过的");
        assertThat(verdicts.textOf(verdicts.find(ofSection.verdictId()).orElseThrow())
                        .orElseThrow()
                        .sections())
                .contains("一段");
        List<VerdictQueries.Listed> history = verdicts.history(key, null, 10);
        assertThat(history)
                .extracting(VerdictQueries.Listed::verdictId)
                .containsExactly(second.verdictId(), first.verdictId());
        VerdictQueries.Listed newest = history.get(0);
        assertThat(verdicts.history(key, new Position(newest.revision(), newest.createdAt(), newest.verdictId()), 10))
                .extracting(VerdictQueries.Listed::verdictId)
                .containsExactly(first.verdictId());
    }

    @Test
    void whoReadsAVerdictIsToldHowManyChangesItIsBehind() {
        Submission submission = content(5, Mode.SUBMIT, "文字");
        Verdict submitted = checked(submissions, document, submission, 1);
        Submission section = content(7, Mode.PRECHECK, "一段");
        checked(preChecks, background, section, 1);
        String bytes = verdicts.find(submitted.verdictId()).orElseThrow().body().json();
        assertThat(changesBehind(submitted)).containsOnly(0L);
        assertThat(verdicts.latest(key).orElseThrow().body().current()).isTrue();

        sql("update corpus_state set version = 3");

        assertThat(changesBehind(submitted)).containsOnly(3L);
        assertThat(verdicts.latest(key).orElseThrow().body().current()).isFalse();
        assertThat(verdicts.find(submitted.verdictId()).orElseThrow().body().json())
                .isEqualTo(bytes);
        sql("update verdict set corpus_version = 4");
        assertThat(changesBehind(submitted)).as("a version that was set back").containsOnly(1L);
    }

    /** As each way to a verdict tells it. */
    private List<Long> changesBehind(Verdict submitted) {
        List<Long> told = new ArrayList<>();
        told.add(verdicts.find(submitted.verdictId()).orElseThrow().body().changesBehind());
        told.add(verdicts.latest(key).orElseThrow().body().changesBehind());
        told.add(verdicts.history(key, null, 10).get(0).changesBehind());
        told.add(checks.findSections(List.of(key), 10).get(key).get(0).changesBehind());
        awaited.find(List.of(Awaited.submission(key, 5), Awaited.preCheck(background, 7)))
                .forEach(seen -> told.add(seen.verdict().changesBehind()));
        assertThat(told).hasSize(6);
        return told;
    }

    @Test
    void theHistoryShowsTheFiguresAlsoOfVerdictsThatAnOlderVersionStored() {
        Submission submission = content(5, Mode.SUBMIT, "文字");
        checked(submissions, document, submission, 1);
        VerdictQueries.Listed stored = verdicts.history(key, null, 10).get(0);
        assertThat(stored.reason()).isEqualTo(VerdictReason.FIRST);
        assertThat(stored.tokens()).isEqualTo(40);

        sql("update verdict set reason = null, containment = null, longest_run = null, tokens = null,"
                + " matched_tokens = null, body = '{\"reason\":\"SCANNED\",\"containment\":0.25,\"longestRun\":7,"
                + "\"tokens\":36,\"matchedTokens\":9,\"matches\":[]}'");

        VerdictQueries.Listed older = verdicts.history(key, null, 10).get(0);
        assertThat(older.reason()).isEqualTo(VerdictReason.SCANNED);
        assertThat(older.containment()).isEqualTo(0.25);
        assertThat(older.longestRun()).isEqualTo(7);
        assertThat(older.tokens()).isEqualTo(36);
        assertThat(older.matchedTokens()).isEqualTo(9);
    }

    @Test
    void twoVerdictsAreFoundAtOnce() {
        Submission submission = content(5, Mode.SUBMIT, "文字");
        Verdict first = checked(submissions, document, submission, 1);
        Submission edited = content(6, Mode.SUBMIT, "改过的");
        Verdict second = checked(submissions, document, edited, 2);

        assertThat(verdicts.findBoth(first.verdictId(), second.verdictId()))
                .extracting(StoredVerdict::revision)
                .containsExactlyInAnyOrder(5L, 6L);
        assertThat(verdicts.findBoth(first.verdictId(), first.verdictId())).hasSize(1);
        assertThat(verdicts.findBoth("nobody", second.verdictId())).hasSize(1);
    }

    @Test
    void whatHasBeenKeptLongEnoughGoes() {
        Submission submission = content(5, Mode.SUBMIT, "文字");
        checked(submissions, document, submission, 1);
        Submission section = content(7, Mode.PRECHECK, "一段");
        checked(preChecks, background, section, 1);
        List<Purge> ofPreChecks = preChecks.purges();
        try (Retention retention = new Retention("test", clock, Duration.ofHours(1), ofPreChecks);
                Retention ofTexts =
                        new Retention("test", clock, Duration.ofHours(1), List.of(submissions.textPurge()))) {
            clock.advance(Duration.ofDays(6));
            assertThat(retention.runAll()).isZero();
            clock.advance(Duration.ofDays(2));
            assertThat(retention.runAll()).isEqualTo(2);
            assertThat(checks.findNewestPreCheck(key)).isEmpty();
            assertThat(ofTexts.runAll()).isZero();
            clock.advance(Duration.ofDays(180));
            assertThat(ofTexts.runAll()).isEqualTo(1);
            assertThat(verdicts.textOf(verdicts.latest(key).orElseThrow())).isEmpty();
        }
    }
}
