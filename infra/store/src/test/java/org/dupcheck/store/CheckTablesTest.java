package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.store.checks.AwaitedChecks;
import org.dupcheck.store.checks.CheckQueries;
import org.dupcheck.store.checks.CheckStart;
import org.dupcheck.store.checks.CheckTable;
import org.dupcheck.store.checks.CheckVersions;
import org.dupcheck.store.checks.Claim;
import org.dupcheck.store.checks.NewVerdict;
import org.dupcheck.store.checks.PreChecks;
import org.dupcheck.store.checks.StartedCheck;
import org.dupcheck.store.checks.SubmissionChecks;
import org.dupcheck.store.checks.Withdrawals;
import org.dupcheck.store.topics.LogPosition;
import org.dupcheck.store.verdicts.VerdictQueries;

/** The tables of checks, and checks to put into them. */
abstract class CheckTablesTest extends StoreTest {
    static final CheckVersions VERSIONS = new CheckVersions("engine-1", "settings-1");

    final JsonCodec codec = new JsonCodec();
    final SubmissionChecks submissions = new SubmissionChecks(database, codec, clock, Duration.ofDays(180));
    final PreChecks preChecks = new PreChecks(database, codec, clock, Duration.ofDays(7));
    final Withdrawals withdrawals = new Withdrawals(database, clock);
    final CheckQueries checks = new CheckQueries(database);
    final AwaitedChecks awaited = new AwaitedChecks(database);
    final VerdictQueries verdicts = new VerdictQueries(database);
    final CheckKey document = CheckKey.document(key);
    final CheckKey background = new CheckKey(key, "背景");

    Submission content(long revision, Mode mode, String text) {
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

    static LogPosition at(long offset) {
        return new LogPosition(0, offset, Instant.parse("2026-03-01T08:00:00Z").plusMillis(offset));
    }

    StartedCheck begin(CheckTable table, CheckKey of, Submission content, long offset) {
        return table.begin(start(of, content, offset)).orElseThrow();
    }

    static CheckStart start(CheckKey of, Submission content, long offset) {
        return new CheckStart(
                of,
                content.revision(),
                content.title(),
                ContentHash.of(content),
                user(content),
                content.workOrderId(),
                at(offset),
                VERSIONS);
    }

    private static String user(Submission content) {
        return content.applicant() == null ? null : content.applicant().userId();
    }

    /** The whole way of a check: its verdict, as it is stored. */
    Verdict checked(CheckTable table, CheckKey of, Submission content, long offset) {
        return finish(table, begin(table, of, content, offset).claim(), content);
    }

    Verdict finish(CheckTable table, Claim claim, Submission content) {
        Verdict verdict = verdict(claim, content);
        assertThat(table.finish(claim, found(verdict), content)).isTrue();
        return verdict;
    }

    Verdict verdict(Claim claim, Submission content) {
        return verdict(claim, content, 0, VERSIONS, VerdictReason.FIRST);
    }

    Verdict verdict(Claim claim, Submission content, long corpusVersion, CheckVersions versions, VerdictReason reason) {
        return new Verdict(
                String.join(
                        "-",
                        content.mode().name(),
                        Long.toString(content.revision()),
                        claim.key().section(),
                        Long.toString(corpusVersion),
                        versions.engine()),
                key.businessType(),
                key.businessId(),
                content.revision(),
                content.mode(),
                ContentHash.of(content),
                ResultState.NONE,
                corpusVersion,
                0,
                versions.engine(),
                versions.settings(),
                0,
                reason,
                now(),
                0,
                0,
                40,
                0,
                List.of(new Verdict.SectionResult("背景", 0, 40, 0)),
                List.of(),
                false,
                Verdict.CommonText.NONE,
                List.of(),
                List.of(),
                List.of());
    }

    NewVerdict found(Verdict verdict) {
        return new NewVerdict(verdict, "", 3, new String(codec.write(verdict), StandardCharsets.UTF_8));
    }
}
