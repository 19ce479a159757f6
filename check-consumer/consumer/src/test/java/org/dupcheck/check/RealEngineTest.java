package org.dupcheck.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of a submission over the engine itself. */
class RealEngineTest extends DatabaseTest {
    private static final String REUSED =
            "本项目拟研究城市供水管网微小泄漏的声学定位方法，通过布设低功耗水听器阵列采集管壁振动信号，" + "结合到达时间差与自适应滤波估计泄漏位置，并在三个老旧小区开展为期一年的现场验证。";

    private HandlerBench bench;

    @BeforeEach
    void setUp() {
        bench = new HandlerBench(database, ReferenceIndex.empty(EngineSettings.defaults()), Duration.ZERO);
    }

    @Test
    void thePassageIsExactInBothTexts() {
        bench.tables.putReference("r1", 3, "声学定位", "前面的话很短。" + REUSED);
        bench.handler.handle(bench.submission("1", 1, "另起炉灶写了一个开头，" + REUSED, 0));

        Verdict verdict = bench.tables.verdicts("1").get(0);
        assertThat(verdict.resultState()).isEqualTo(ResultState.DUPLICATES);
        Verdict.Match match = verdict.matches().get(0);
        assertThat(match.documentId()).isEqualTo("r1");
        assertThat(match.documentRevision()).isEqualTo(3);
        Verdict.Passage passage = match.passages().get(0);
        assertThat(("另起炉灶写了一个开头，" + REUSED).substring(passage.start(), passage.end()))
                .contains("拟研究城市供水管网微小泄漏的声学定位方法");
        assertThat(("前面的话很短。" + REUSED).substring(passage.sourceStart(), passage.sourceEnd()))
                .isEqualTo(("另起炉灶写了一个开头，" + REUSED).substring(passage.start(), passage.end()));
        assertThat(verdict.containment()).isBetween(0.5, 1.0);
    }

    @Test
    void aTextOfNothingButPunctuationIsCoveredByNothing() {
        bench.tables.putReference("r1", 1, "标点", "，。！？……——");
        bench.handler.handle(bench.delivery(
                new Submission(
                        "project",
                        "1",
                        1,
                        Mode.SUBMIT,
                        null,
                        List.of(new Section("目标", "，。！？……——"), new Section("方法", "（）")),
                        new Applicant("u", null, null),
                        null),
                0));

        Verdict verdict = bench.tables.verdicts("1").get(0);
        assertThat(verdict.resultState()).isEqualTo(ResultState.NONE);
        assertThat(verdict.containment()).isZero();
        assertThat(verdict.tokens()).isZero();
        assertThat(verdict.sections())
                .allSatisfy(section -> assertThat(section.containment()).isZero());
        assertThat(bench.publisher.published.get(0).event().containment()).isZero();
    }

    @Test
    void aDocumentNeverMatchesItsOwnReferenceEntry() {
        bench.tables.putReference("1", 1, "自己", REUSED);
        bench.handler.handle(bench.submission("1", 2, REUSED, 0));

        assertThat(bench.tables.verdicts("1").get(0).matches()).isEmpty();
    }

    /** Under another type and id, as business modules number what they approve. */
    @Test
    void aSubmissionNeverMatchesTheDocumentThatCameFromIt() {
        bench.tables.putReference("LX-1", 1, "立项", REUSED);
        bench.tables.setOrigin("LX-1", "project", "1");
        bench.handler.handle(bench.submission("1", 2, REUSED, 0));
        bench.handler.handle(bench.submission("2", 1, REUSED, 1));

        assertThat(bench.tables.verdicts("1").get(0).resultState()).isEqualTo(ResultState.NONE);
        assertThat(bench.tables.verdicts("2").get(0).resultState()).isEqualTo(ResultState.DUPLICATES);
    }

    @Test
    void aDocumentThatComesFromAnotherSubmissionNowMatchesTheFirstOne() {
        bench.tables.putReference("LX-1", 1, "立项", REUSED);
        bench.tables.setOrigin("LX-1", "project", "1");
        bench.handler.handle(bench.submission("1", 2, REUSED, 0));
        bench.tables.putReference("LX-1", 2, "立项", REUSED);
        bench.tables.setOrigin("LX-1", "project", "3");
        bench.handler.handle(bench.submission("1", 3, REUSED, 1));

        assertThat(bench.tables.verdicts("1"))
                .extracting(Verdict::resultState)
                .containsExactlyInAnyOrder(ResultState.NONE, ResultState.DUPLICATES);
    }

    /** Nothing to compare is no proof that nothing was copied. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "……",
                "详见附件",
                "见附件。\n\n（略）",
                "\uD83D\uDE00\uD83D\uDE00",
                "\u200B\u3164",
                "见附件一至附件三，其余内容与上一版一致，不再重复，谢谢"
            })
    void aSubmissionWithHardlyAnyTextSaysSoAndAwaitsAConfirmation(String text) {
        bench.tables.putReference("r1", 1, "声学定位", REUSED);
        bench.handler.handle(bench.submission("1", 1, text, 0));

        Verdict verdict = bench.tables.verdicts("1").get(0);
        assertThat(verdict.resultState()).isEqualTo(ResultState.NONE);
        assertThat(verdict.tokens()).isLessThan(30);
        assertThat(verdict.tooLittleText()).isTrue();
        assertThat(verdict.confirmationReasons()).containsExactly(ConfirmationReason.TOO_LITTLE_TEXT);
    }

    @Test
    void aShortSectionBesideALongOneIsNoReason() {
        bench.handler.handle(bench.delivery(
                new Submission(
                        "project",
                        "1",
                        1,
                        Mode.SUBMIT,
                        null,
                        List.of(new Section("目标", "详见附件"), new Section("方法", REUSED)),
                        new Applicant("u", null, null),
                        null),
                0));

        Verdict verdict = bench.tables.verdicts("1").get(0);
        assertThat(verdict.tooLittleText()).isFalse();
        assertThat(verdict.confirmationReasons()).isEmpty();
    }
}
