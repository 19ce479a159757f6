package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Policy.LeftOut;
import org.dupcheck.contract.Policy.OpenSubmissions;
import org.dupcheck.contract.Policy.Template;
import org.dupcheck.contract.Policy.Thresholds;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.Verdict.Ratio;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.store.Store;
import org.dupcheck.store.policies.PreviewResult;
import org.dupcheck.store.policies.PreviewResult.Sides;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Common text counts where the policy says so: over the engine itself, by every way that a figure comes about. */
class CommonTextCountsTest extends DatabaseTest {
    private static final int DOCUMENTS = 100;
    /** Documents of these hold it. */
    private static final int HOLDERS = 70;

    private static final Thresholds ONE_PASSAGE = Thresholds.DEFAULT;

    private final Random random = new Random(20261130);
    /** 150 tokens. */
    private final String common = "甲" + text(148) + "乙";

    private HandlerBench bench;

    @BeforeEach
    void setUp() {
        bench = new HandlerBench(database, ReferenceIndex.empty(EngineSettings.defaults()), Duration.ZERO);
    }

    private String text(int characters) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < characters; i++) {
            double u = random.nextDouble();
            text.append((char) (0x4E00 + (int) (1_500 * u * u)));
        }
        return text.toString();
    }

    private void putHolders() {
        for (int d = 0; d < DOCUMENTS; d++) {
            bench.tables.putReference("r" + d, 1, "题" + d, text(120) + (d < HOLDERS ? common : "") + text(60));
        }
        bench.follow();
        bench.settle();
    }

    private static Policy policy(Thresholds thresholds, Template... templates) {
        return new Policy(
                        "project",
                        0,
                        thresholds,
                        LeftOut.DEFAULT,
                        List.of(templates),
                        null,
                        null,
                        OpenSubmissions.OFF,
                        .05,
                        30)
                .withCommonTextCounting(true);
    }

    private Verdict check(long revision, String text) {
        bench.handler.handle(bench.submission("1", revision, text, revision));
        return current("1");
    }

    private Verdict current(String id) {
        return bench.codec.read(bench.task(id).result(), Verdict.class);
    }

    @Test
    void aTextOfManyDocumentsIsNoDuplicateUntilThePolicySaysThatItCounts() {
        putHolders();
        String own = text(150);

        Verdict without = check(1, own + common);
        assertThat(without.resultState()).isEqualTo(ResultState.NONE);
        assertThat(without.matchedTokens()).isZero();
        assertThat(without.commonText().tokens()).isEqualTo(150);
        assertThat(without.commonText().longestRun()).isNull();
        assertThat(without.ratios()).extracting(Ratio::name).containsExactly("raw", "bibliography", "ownDocuments");
        assertThat(without.confirmationReasons()).containsExactly(ConfirmationReason.COMMON_TEXT);

        bench.tables.policy(policy(ONE_PASSAGE));
        Verdict with = check(2, own + common);
        assertThat(with.reason()).isEqualTo(VerdictReason.POLICY);
        assertThat(with.resultState()).isEqualTo(ResultState.DUPLICATES);
        assertThat(bench.task("1").resultState()).isEqualTo(ResultState.DUPLICATES.code());
        assertThat(with.matches()).isEmpty();
        assertThat(with.containment()).isEqualTo(.5);
        assertThat(with.longestRun()).isEqualTo(150);
        assertThat(with.ratios())
                .containsExactly(
                        new Ratio("raw", 0, 300, 0, 0),
                        new Ratio("bibliography", 0, 300, 0, 0),
                        new Ratio("ownDocuments", 0, 300, 0, 0),
                        new Ratio("commonText", .5, 300, 150, 0));
        assertThat(with.sections()).containsExactly(new Verdict.SectionResult("目标", .5, 300, 150));
        assertThat(with.confirmationReasons())
                .containsExactly(ConfirmationReason.DUPLICATES, ConfirmationReason.COMMON_TEXT);
        assertThat(with.commonText().passages())
                .isEqualTo(without.commonText().passages())
                .singleElement()
                .satisfies(passage -> {
                    assertThat(passage.documents()).isEqualTo(HOLDERS);
                    assertThat(passage.examples())
                            .hasSize(8)
                            .allSatisfy(source -> assertThat(source.title()).startsWith("题"));
                });
    }

    @Test
    void theThresholdsDecideAndAReviewerIsAskedByThem() {
        putHolders();
        String text = text(150) + common;
        bench.tables.policy(policy(new Thresholds(.51, 151, 2)));
        assertThat(check(1, text).resultState()).isEqualTo(ResultState.NONE);
        bench.tables.policy(policy(new Thresholds(.5, null, null)));
        assertThat(check(2, text).resultState()).isEqualTo(ResultState.DUPLICATES);
        bench.tables.policy(policy(new Thresholds(null, 150, null)));
        assertThat(check(3, text).resultState()).isEqualTo(ResultState.DUPLICATES);
        bench.tables.policy(policy(new Thresholds(1.0, null, null)).withReviewFrom(new Thresholds(.5, null, null)));
        Verdict reviewed = check(4, text);
        assertThat(reviewed.resultState()).isEqualTo(ResultState.NONE);
        assertThat(reviewed.confirmationReasons())
                .containsExactly(ConfirmationReason.COMMON_TEXT, ConfirmationReason.REVIEW);
    }

    @Test
    void aRegisteredFormCountsNowhere() {
        putHolders();
        bench.tables.policy(policy(ONE_PASSAGE, new Template("范文", common)));

        Verdict verdict = check(1, text(150) + common);

        assertThat(verdict.resultState()).isEqualTo(ResultState.NONE);
        assertThat(verdict.commonText().passages()).isEmpty();
        assertThat(verdict.confirmationReasons()).isEmpty();
        assertThat(verdict.ratios())
                .endsWith(
                        new Ratio("templates", 0, 150, 0, 150),
                        new Ratio("ownDocuments", 0, 150, 0, 0),
                        new Ratio("commonText", 0, 150, 0, 0));
    }

    @Test
    void aVerdictPutTogetherFromKnownSectionsIsThatOfTheWhole() {
        putHolders();
        bench.tables.policy(policy(ONE_PASSAGE));
        List<Section> sections = List.of(
                new Section("甲", text(80) + common), new Section("乙", text(90)), new Section("丙", common + text(70)));
        for (Section section : sections.subList(0, 2)) {
            bench.preCheckHandler.handle(bench.preCheckOfSection("a", section.key(), 1, section.text()));
        }
        bench.handler.handle(bench.delivery(content("a", 2, Mode.SUBMIT, sections), 2));
        assertThat(bench.sections("reused")).isPositive();
        bench.handler.handle(bench.delivery(content("b", 2, Mode.SUBMIT, sections), 3));

        assertThat(withoutName(current("a"))).isEqualTo(withoutName(current("b")));
        assertThat(current("a").matchedTokens()).isEqualTo(300);
        assertThat(current("a").sections())
                .extracting(Verdict.SectionResult::matchedTokens)
                .containsExactly(150, 0, 150);
    }

    private static Submission content(String id, long revision, Mode mode, List<Section> sections) {
        return new Submission("project", id, revision, mode, "题目", sections, new Applicant("u", null, null), null);
    }

    /** As bytes, without what two documents' verdicts must differ in. */
    private String withoutName(Verdict verdict) {
        return new String(bench.codec.write(verdict), StandardCharsets.UTF_8)
                .replace(verdict.verdictId(), "")
                .replaceAll("\"businessId\":\"[ab]\",|\"createdAt\":[^,]+,", "");
    }

    /** Without the field that says so: what nodes of before have kept, and what they can read. */
    @Test
    void whatIsKeptOfASectionHasTheBytesOfBeforeWhereCommonTextDoesNotCount() {
        putHolders();
        check(1, text(150) + common);
        assertThat(kept()).contains("\"documents\":" + HOLDERS).doesNotContain("\"longestRun\":150");

        bench.tables.policy(policy(ONE_PASSAGE));
        check(2, text(150) + common);
        assertThat(kept()).contains("\"longestRun\":150");
    }

    private static String kept() {
        return database.inTransaction(session ->
                        session.queryOne("select cast(body as text) from section_result", row -> row.getString(1)))
                .orElseThrow();
    }

    @Test
    void aPreviewSaysThatItWouldTurn() {
        putHolders();
        check(1, text(150) + common);
        Store store = Store.on(database);
        String id = store.inTransaction(tables ->
                        tables.policyPreviews().request(bench.codec, policy(ONE_PASSAGE), 10, bench.clock.instant()))
                .orElseThrow();
        assertThat(bench.previewWorker.workOff()).isTrue();

        PreviewResult result = store.read(tables -> tables.policyPreviews().find(bench.codec, "project", id))
                .orElseThrow()
                .result();

        assertThat(result.toDuplicates()).isEqualTo(1);
        assertThat(result.containmentMoved()).isEqualTo(1);
        assertThat(result.changed()).singleElement().satisfies(changed -> {
            assertThat(changed.resultState()).isEqualTo(new Sides<>(ResultState.NONE, ResultState.DUPLICATES));
            assertThat(changed.containment()).isEqualTo(new Sides<>(0.0, .5));
        });
    }

    private void save(Policy policy) {
        Store.on(database).run(tables -> {
            tables.policies().save(bench.codec, policy, null, bench.clock.instant());
            tables.recheckRequests().ofAll("project", bench.clock.instant());
        });
    }

    @Test
    void aSavedPolicyIsAppliedToWhatIsOpenAndTakenBack() {
        putHolders();
        check(1, text(150) + common);
        save(policy(ONE_PASSAGE));
        bench.settle();
        assertThat(current("1").resultState()).isEqualTo(ResultState.DUPLICATES);
        assertThat(current("1").reason()).isEqualTo(VerdictReason.POLICY);

        save(policy(ONE_PASSAGE).withCommonTextCounting(false));
        bench.settle();
        assertThat(current("1").resultState()).isEqualTo(ResultState.NONE);
        assertThat(current("1").ratios()).extracting(Ratio::name).doesNotContain("commonText");
    }

    /**
     * Both halves of a text are set phrases of many documents, too short to be common text. Together they are common as soon as
     * two documents have them so. The verdict names neither document before, and neither of them matches by itself.
     */
    @Test
    void anApprovalThatMakesATextCommonMovesTheFigureOfWhatIsOpen() {
        String half = text(19);
        String other = text(19);
        for (int d = 0; d < DOCUMENTS; d++) {
            bench.tables.putReference("r" + d, 1, "题" + d, text(100) + half + text(50) + other + text(50));
        }
        bench.follow();
        bench.settle();
        bench.tables.policy(policy(ONE_PASSAGE));
        Verdict before = check(1, text(100) + half + other + text(100));
        assertThat(before.resultState()).isEqualTo(ResultState.NONE);
        assertThat(before.commonText().tokens()).isZero();

        bench.tables.putReference("x", 1, "新一", text(50) + half + other + text(50));
        bench.settle();
        assertThat(bench.tables.verdicts("1")).as("one document is not enough").hasSize(1);
        bench.tables.putReference("y", 1, "新二", text(50) + half + other + text(50));
        bench.settle();

        Verdict after = current("1");
        assertThat(after.reason()).isEqualTo(VerdictReason.CORPUS_CHANGE);
        assertThat(after.matches()).isEmpty();
        assertThat(after.matchedTokens()).isEqualTo(38);
        assertThat(after.resultState()).isEqualTo(ResultState.DUPLICATES);

        bench.tables.deleteReference("x", 2);
        bench.settle();
        assertThat(current("1").matchedTokens()).isZero();
        assertThat(current("1").resultState()).isEqualTo(ResultState.NONE);
    }

    /** A document that shares nothing with the text may have been one of those that decide what is common. */
    @Test
    void everyChangeIsHeldAgainstWhatIsOpenWhereItCounts() {
        putHolders();
        String open = text(150) + common;
        check(1, open);
        bench.tables.putReference("other", 1, "别的", text(80));
        bench.percolation.step();
        assertThat(bench.tables.count("recheck")).isZero();

        bench.tables.policy(policy(ONE_PASSAGE));
        Verdict counting = check(2, open);
        bench.tables.putReference("another", 1, "别的", text(80));
        bench.percolation.step();
        assertThat(bench.tables.count("recheck")).isEqualTo(1);
        bench.settle();
        assertThat(current("1")).isEqualTo(counting);
    }

    @Test
    void inHowManyDocumentsItStandsMakesNoNewVerdict() {
        putHolders();
        bench.tables.policy(policy(ONE_PASSAGE));
        Verdict before = check(1, text(150) + common);
        bench.tables.putReference("more", 1, "又一", text(60) + common + text(60));
        assertThat(bench.percolation.step()).isFalse();
        assertThat(bench.tables.count("recheck")).isEqualTo(1);
        bench.settle();
        assertThat(current("1")).isEqualTo(before);
    }
}
