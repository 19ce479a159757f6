package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Policy.LeftOut;
import org.dupcheck.contract.Policy.OpenSubmissions;
import org.dupcheck.contract.Policy.Template;
import org.dupcheck.contract.Policy.Thresholds;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.Verdict.Ratio;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts is what the policy in force says: over the engine itself, by the way of a check. */
class PolicyTest extends DatabaseTest {
    private static final String REUSED =
            "本项目拟研究城市供水管网微小泄漏的声学定位方法，通过布设低功耗水听器阵列采集管壁振动信号，" + "结合到达时间差与自适应滤波估计泄漏位置，并在三个老旧小区开展为期一年的现场验证。";
    private static final String OWN = "另一方面，我们在高原湖泊布设了浮标，连续三年记录水温分层与溶解氧的季节变化，据此改进了富营养化的预警模型，并向当地提出了限制网箱养殖的建议。";
    private static final String REFERENCES = """

            参考文献
            [1] 王立新, 赵敏. 供水管网漏损控制技术综述[J]. 给水排水, 2019, 45(3): 12-19.
            [2] 李建国, 孙红. 基于声学信号的管道泄漏检测方法研究[J]. 仪器仪表学报, 2020, 41(7): 88-97.
            [3] 陈晓东. 自适应滤波理论及其工程应用[M]. 北京: 科学出版社, 2017.
            [4] 周明, 吴涛, 郑洁. 低功耗水听器阵列的设计与标定[J]. 声学技术, 2021, 40(2): 203-210.
            """;

    private HandlerBench bench;

    @BeforeEach
    void setUp() {
        bench = new HandlerBench(database, ReferenceIndex.empty(EngineSettings.defaults()), Duration.ZERO);
    }

    private static Policy policy(Thresholds thresholds, LeftOut leftOut, Template... templates) {
        return new Policy(
                "project", 0, thresholds, leftOut, List.of(templates), null, null, OpenSubmissions.OFF, .05, 30);
    }

    private static LeftOut leftOut(boolean bibliography, boolean own, String... types) {
        return new LeftOut(false, bibliography, own, false, List.of(types));
    }

    private Verdict check(long revision, String text) {
        bench.handler.handle(bench.submission("1", revision, text, revision));
        List<Verdict> verdicts = bench.tables.verdicts("1");
        return verdicts.get(verdicts.size() - 1);
    }

    @Test
    void unrelatedTextsThatShareFourReferencesAreNoDuplicates() {
        bench.tables.putReference("r1", 1, "供水", REUSED + REFERENCES);

        Verdict verdict = check(1, OWN + REFERENCES);

        assertThat(verdict.policyVersion()).isZero();
        assertThat(verdict.resultState()).isEqualTo(ResultState.NONE);
        assertThat(verdict.containment()).isZero();
        assertThat(verdict.confirmationReasons()).isEmpty();
        assertThat(verdict.ratios()).extracting(Ratio::name).containsExactly("raw", "bibliography", "ownDocuments");
        assertThat(verdict.ratios().get(0).containment()).as("told apart").isBetween(.5, .9);
        assertThat(verdict.ratios().get(1).containment()).isZero();

        bench.tables.policy(policy(Thresholds.DEFAULT, leftOut(false, true)));
        Verdict counted = check(2, OWN + REFERENCES);
        assertThat(counted.policyVersion()).isEqualTo(1);
        assertThat(counted.reason()).isEqualTo(VerdictReason.POLICY);
        assertThat(counted.resultState()).isEqualTo(ResultState.DUPLICATES);
        assertThat(counted.containment()).isEqualTo(verdict.ratios().get(0).containment());
    }

    /** The bench's submissions are those of the user u. */
    @Test
    void theApplicantsOwnDocumentsAreToldApart() {
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.tables.setOwner("r1", "u");

        Verdict verdict = check(1, OWN + REUSED);

        assertThat(verdict.resultState()).isEqualTo(ResultState.NONE);
        assertThat(verdict.matches()).isEmpty();
        Ratio own = verdict.ratios().get(2);
        assertThat(own.name()).isEqualTo("ownDocuments");
        assertThat(own.leftOut()).isGreaterThan(70);
        assertThat(verdict.ratios().get(1).matchedTokens()).isEqualTo(own.leftOut());
        assertThat(verdict.tokens())
                .isEqualTo(verdict.ratios().get(0).tokens() - own.leftOut())
                .isEqualTo(own.tokens());
    }

    @Test
    void documentsOfAnotherOwnerCountAndSoDoOwnOnesWhereThePolicySaysSo() {
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.tables.setOwner("r1", "somebody");
        assertThat(check(1, OWN + REUSED).resultState()).isEqualTo(ResultState.DUPLICATES);

        bench.tables.putReference("r2", 1, "湖泊", OWN);
        bench.tables.setOwner("r2", "u");
        bench.tables.policy(policy(Thresholds.DEFAULT, leftOut(true, false)));
        Verdict verdict = check(2, OWN + REUSED);
        assertThat(verdict.matches()).extracting(Verdict.Match::documentId).containsExactlyInAnyOrder("r1", "r2");
        assertThat(verdict.ratios()).extracting(Ratio::name).containsExactly("raw", "bibliography");
    }

    @Test
    void aVerdictIsDuplicatesFromTheThresholdsOn() {
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.tables.policy(policy(new Thresholds(.9, null, 2), LeftOut.DEFAULT));

        Verdict verdict = check(1, OWN + REUSED);

        assertThat(verdict.matches()).hasSize(1);
        assertThat(verdict.containment()).isBetween(.4, .7);
        assertThat(verdict.resultState()).isEqualTo(ResultState.NONE);
        assertThat(verdict.confirmationReasons()).isEmpty();
        assertThat(bench.task("1").resultState()).isEqualTo(ResultState.NONE.code());

        bench.tables.policy(policy(new Thresholds(verdict.containment(), null, 2), LeftOut.DEFAULT));
        Verdict stricter = check(2, OWN + REUSED);
        assertThat(stricter.resultState()).isEqualTo(ResultState.DUPLICATES);
        assertThat(stricter.confirmationReasons()).containsExactly(ConfirmationReason.DUPLICATES);
    }

    @Test
    void aTypeOfReferenceDocumentsThatIsLeftOutIsNotComparedWith() {
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.tables.policy(policy(Thresholds.DEFAULT, leftOut(true, true, "project")));

        Verdict verdict = check(1, OWN + REUSED);

        assertThat(verdict.resultState()).isEqualTo(ResultState.NONE);
        assertThat(verdict.ratios().get(0).matchedTokens()).as("not even raw").isZero();
    }

    @Test
    void whatAFormHasInCommonWithTheTextIsLeftOut() {
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.tables.policy(policy(Thresholds.DEFAULT, LeftOut.DEFAULT, new Template("说明", REUSED)));

        Verdict verdict = check(1, OWN + REUSED);

        assertThat(verdict.resultState()).isEqualTo(ResultState.NONE);
        assertThat(verdict.ratios())
                .extracting(Ratio::name)
                .containsExactly("raw", "bibliography", "templates", "ownDocuments");
        assertThat(verdict.ratios().get(2).leftOut()).isGreaterThan(70);
    }

    @Test
    void thePolicySaysFromWhereOnATextHasTooLittle() {
        Policy most = new Policy(
                "project", 0, Thresholds.DEFAULT, LeftOut.DEFAULT, List.of(), 1_000, 0, OpenSubmissions.OFF, .05, 30);
        assertThat(check(1, OWN).tooLittleText()).isFalse();
        bench.tables.policy(most);

        Verdict verdict = check(2, OWN);

        assertThat(verdict.tooLittleText()).isTrue();
        assertThat(verdict.confirmationReasons()).containsExactly(ConfirmationReason.TOO_LITTLE_TEXT);
    }

    @Test
    void thePolicySaysFromWhereOnAReviewerHasToAgree() {
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        Policy policy = policy(Thresholds.DEFAULT, LeftOut.DEFAULT);
        bench.tables.policy(policy.withReviewFrom(new Thresholds(.95, null, null)));
        assertThat(check(1, OWN + REUSED).confirmationReasons()).containsExactly(ConfirmationReason.DUPLICATES);

        bench.tables.policy(policy.withReviewFrom(new Thresholds(.1, null, null)));
        assertThat(check(2, OWN + REUSED).confirmationReasons())
                .containsExactly(ConfirmationReason.DUPLICATES, ConfirmationReason.REVIEW);
        assertThat(check(3, OWN).confirmationReasons()).isEmpty();
    }

    @Test
    void anUnchangedTextUnderAnUnchangedPolicyIsNotScannedAgain() {
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.tables.policy(policy(new Thresholds(.9, null, null), LeftOut.DEFAULT));
        Verdict first = check(1, OWN + REUSED);

        Verdict again = check(2, OWN + REUSED);

        assertThat(again.reason()).isEqualTo(VerdictReason.UNCHANGED);
        assertThat(again.policyVersion()).isEqualTo(1);
        assertThat(again.ratios()).isEqualTo(first.ratios());
        assertThat(bench.task("1").pagesDone()).isZero();
    }
}
