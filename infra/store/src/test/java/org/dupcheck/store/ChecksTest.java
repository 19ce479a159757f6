package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.store.checks.CheckQueries;
import org.dupcheck.store.checks.CheckQueries.Awaited;
import org.dupcheck.store.checks.CheckQueries.CheckedSection;
import org.dupcheck.store.checks.CheckQueries.Filter;
import org.dupcheck.store.checks.CheckQueries.Listed;
import org.dupcheck.store.checks.CheckQueries.Seen;
import org.dupcheck.store.checks.CheckRow;
import org.dupcheck.store.checks.CheckStart;
import org.dupcheck.store.checks.CheckTable;
import org.dupcheck.store.checks.CheckVersions;
import org.dupcheck.store.checks.Claim;
import org.dupcheck.store.checks.LogPosition;
import org.dupcheck.store.checks.NewVerdict;
import org.dupcheck.store.checks.PreChecks;
import org.dupcheck.store.checks.StartedCheck;
import org.dupcheck.store.checks.StoredCheck;
import org.dupcheck.store.checks.SubmissionChecks;
import org.dupcheck.store.checks.Withdrawals;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.dupcheck.store.verdicts.VerdictQueries.Position;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;
import org.junit.jupiter.api.Test;

/** Checks of submissions and pre-checks, their verdicts, and what is shown of both. */
class ChecksTest extends StoreTest {
    private static final CheckVersions VERSIONS = new CheckVersions("engine-1", "settings-1");

    private final JsonCodec codec = new JsonCodec();
    private final SubmissionChecks submissions = new SubmissionChecks(database, codec, clock, Duration.ofDays(180));
    private final PreChecks preChecks = new PreChecks(database, codec, clock, Duration.ofDays(7));
    private final Withdrawals withdrawals = new Withdrawals(database, clock);
    private final CheckQueries checks = new CheckQueries(database);
    private final VerdictQueries verdicts = new VerdictQueries(database);
    private final CheckKey document = CheckKey.document(key);
    private final CheckKey background = new CheckKey(key, "背景");

    private Submission content(long revision, Mode mode, String text) {
        return new Submission(
                key.businessType(),
                key.businessId(),
                revision,
                mode,
                "题目",
                List.of(new Section("背景", text)),
                new Applicant("u1", "13800000000", "zh-CN"),
                null);
    }

    private static LogPosition at(long offset) {
        return new LogPosition(0, offset, Instant.parse("2026-03-01T08:00:00Z").plusMillis(offset));
    }

    private StartedCheck begin(CheckTable table, CheckKey of, Submission content, long offset) {
        return table.begin(start(of, content, offset)).orElseThrow();
    }

    private static CheckStart start(CheckKey of, Submission content, long offset) {
        return new CheckStart(of, content.revision(), content.title(), ContentHash.of(content), at(offset), VERSIONS);
    }

    private Verdict finish(CheckTable table, Claim claim, Submission content) {
        Verdict verdict = new Verdict(
                content.mode() + "-" + content.revision() + "-" + claim.key().section(),
                key.businessType(),
                key.businessId(),
                content.revision(),
                content.mode(),
                ContentHash.of(content),
                ResultState.NONE,
                0,
                VERSIONS.engine(),
                VERSIONS.settings(),
                VerdictReason.SCANNED,
                now(),
                0,
                0,
                40,
                0,
                List.of(new Verdict.SectionResult("背景", 0, 40, 0)),
                false,
                Verdict.CommonText.NONE,
                List.of(),
                List.of(),
                List.of());
        NewVerdict found = new NewVerdict(verdict, 3, new String(codec.write(verdict), StandardCharsets.UTF_8));
        assertThat(table.finish(claim, found, content)).isTrue();
        return verdict;
    }

    @Test
    void aClaimIsGoodUntilTheNextBeginAndWritesNothingAfterIt() {
        for (CheckTable table : List.of(submissions, preChecks)) {
            Submission content = content(5, table == submissions ? Mode.SUBMIT : Mode.PRECHECK, "文字");
            Claim first = begin(table, document, content, 1).claim();
            assertThat(table.progress(first, 1, 3)).isTrue();
            Claim second = begin(table, document, content, 1).claim();
            assertThat(second.attempt()).isEqualTo(2);

            assertThat(table.progress(first, 2, 3)).isFalse();
            assertThat(table.fail(first, "late")).isFalse();
            table.supersede(first);
            table.putBack(first);
            assertThat(table.find(document).orElseThrow().state()).isEqualTo(CheckState.RUNNING);

            table.putBack(second);
            assertThat(table.find(document).orElseThrow().state()).isEqualTo(CheckState.QUEUED);
            Claim third = begin(table, document, content, 1).claim();
            assertThat(table.fail(third, "broken")).isTrue();
            table.keepFailed(third, content);
            Claim fourth = begin(table, document, content, 1).claim();
            Verdict verdict = finish(table, fourth, content);
            assertThat(table.begin(start(document, content, 1)))
                    .as("finished for good")
                    .isEmpty();
            CheckRow row = table.find(document).orElseThrow();
            assertThat(row.state()).isEqualTo(CheckState.FINISHED);
            assertThat(row.verdict()).contains(verdict.verdictId());
        }
    }

    @Test
    void aRevisionIsTakenOverByANewerOneAndNotByOtherContent() {
        Submission content = content(5, Mode.SUBMIT, "文字");
        Claim claim = begin(submissions, document, content, 1).claim();
        Submission other = content(5, Mode.SUBMIT, "别的文字");
        assertThat(submissions.begin(start(document, other, 2))).isEmpty();
        CheckRow row = submissions.find(document).orElseThrow();
        assertThat(row.reuses(5, ContentHash.of(other))).isTrue();
        assertThat(row.reuses(5, ContentHash.of(content))).isFalse();
        assertThat(row.overtakes(4, at(9))).isTrue();
        assertThat(row.overtakes(5, at(9))).isFalse();

        begin(submissions, document, content(6, Mode.SUBMIT, "新的"), 3);
        assertThat(submissions.progress(claim, 1, 1)).isFalse();
        submissions.supersede(claim);
        assertThat(submissions.find(document).orElseThrow().state()).isEqualTo(CheckState.RUNNING);
    }

    @Test
    void aVerdictOfTheSameContentIsFoundWhoeverItWasMadeFor() {
        Submission preCheck = content(9, Mode.PRECHECK, "文字");
        assertThat(begin(preChecks, document, preCheck, 1).reusableVerdict()).isNull();
        Verdict verdict =
                finish(preChecks, begin(preChecks, document, preCheck, 1).claim(), preCheck);

        StartedCheck started = begin(submissions, document, content(1, Mode.SUBMIT, "文字"), 1);

        assertThat(started.corpusVersion()).isZero();
        assertThat(started.reusableVerdict()).contains(verdict.verdictId());
    }

    @Test
    void withdrawalsTakeBackWhatCameBeforeThem() {
        Submission content = content(5, Mode.SUBMIT, "文字");
        begin(submissions, document, content, 10);
        assertThat(withdrawals.withdrawBefore(key, at(9))).isFalse();
        assertThat(withdrawals.withdrawBefore(key, at(11))).isTrue();
        CheckRow row = submissions.find(document).orElseThrow();
        assertThat(row.state()).isEqualTo(CheckState.WITHDRAWN);
        assertThat(row.overtakes(5, at(10))).isTrue();
        assertThat(row.overtakes(5, at(12))).isFalse();
        begin(submissions, document, content, 12);

        assertThat(withdrawals.withdraw(Submission.withdrawal(key, 4), at(13))).isFalse();
        assertThat(withdrawals.withdraw(Submission.withdrawal(key, 6), at(14))).isTrue();
        assertThat(submissions.find(document).orElseThrow().revision()).isEqualTo(6);
        assertThat(submissions.begin(start(document, content, 12))).isEmpty();
    }

    @Test
    void whoWaitsSeesTheRowOfWhatIsAwaited() {
        Submission submission = content(5, Mode.SUBMIT, "文字");
        Verdict submitted =
                finish(submissions, begin(submissions, document, submission, 1).claim(), submission);
        Submission section = content(7, Mode.PRECHECK, "一段");
        Verdict ofSection =
                finish(preChecks, begin(preChecks, background, section, 1).claim(), section);
        BusinessKey preCheckedOnly = new BusinessKey(key.businessType(), key.businessId() + "-p");
        preChecks.begin(new CheckStart(CheckKey.document(preCheckedOnly), 1, null, "h", at(1), VERSIONS));

        List<Seen> seen = checks.findAwaited(List.of(
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
                .satisfies(s -> assertThat(s.verdict()).contains(submitted.verdictId()));
        assertThat(seen)
                .filteredOn(s -> s.awaited().equals(Awaited.submission(key, 4)))
                .singleElement()
                .satisfies(s -> assertThat(s.verdict()).isNull());
        assertThat(seen)
                .filteredOn(s -> s.awaited().equals(Awaited.preCheck(background, 7)))
                .singleElement()
                .satisfies(s -> assertThat(s.verdict()).contains(ofSection.verdictId()));
        assertThat(seen)
                .filteredOn(s -> s.awaited().equals(Awaited.newest(key)))
                .singleElement()
                .satisfies(s -> assertThat(s.check().mode()).isEqualTo(Mode.SUBMIT));
        assertThat(seen)
                .filteredOn(s -> s.awaited().equals(Awaited.newest(preCheckedOnly)))
                .singleElement()
                .satisfies(s -> assertThat(s.check().mode()).isEqualTo(Mode.PRECHECK));
    }

    @Test
    void checksAreShownAndListed() {
        Submission submission = content(5, Mode.SUBMIT, "文字");
        begin(submissions, document, submission, 1);
        assertThat(checks.findOldestWaiting()).contains(now());
        finish(submissions, begin(submissions, document, submission, 1).claim(), submission);
        assertThat(checks.findOldestWaiting()).isEmpty();
        Submission section = content(7, Mode.PRECHECK, "一段");
        finish(preChecks, begin(preChecks, background, section, 1).claim(), section);

        StoredCheck check = checks.findSubmission(key).orElseThrow();
        assertThat(check.resultState()).isEqualTo(ResultState.NONE);
        assertThat(check.reuses(5, "other")).isTrue();
        assertThat(checks.findPreCheck(document)).isEmpty();
        assertThat(checks.findPreCheck(background).orElseThrow().revision()).isEqualTo(7);
        assertThat(checks.findNewestPreCheck(key).orElseThrow().key()).isEqualTo(background);
        List<CheckedSection> sections = checks.findSections(key, 10);
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
    void verdictsOfSubmissionsComeBeforeThoseOfPreChecks() {
        Submission section = content(70, Mode.PRECHECK, "一段");
        Verdict ofSection =
                finish(preChecks, begin(preChecks, background, section, 1).claim(), section);
        assertThat(verdicts.latest(key).orElseThrow().verdictId()).isEqualTo(ofSection.verdictId());
        Submission submission = content(5, Mode.SUBMIT, "文字");
        Verdict first =
                finish(submissions, begin(submissions, document, submission, 1).claim(), submission);
        Submission edited = content(6, Mode.SUBMIT, "改过的");
        Verdict second =
                finish(submissions, begin(submissions, document, edited, 2).claim(), edited);

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
    void whatHasBeenKeptLongEnoughGoes() {
        Submission submission = content(5, Mode.SUBMIT, "文字");
        finish(submissions, begin(submissions, document, submission, 1).claim(), submission);
        Submission section = content(7, Mode.PRECHECK, "一段");
        finish(preChecks, begin(preChecks, background, section, 1).claim(), section);
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
