package org.dupcheck.check.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dupcheck.check.HandlerTest;
import org.dupcheck.contract.Applicant;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the engine and the submission tell besides matches is in the stored verdict. */
class VerdictAssemblyTest extends HandlerTest {
    private static final Signal UNREAD = new Signal(SignalKind.UNREAD_TEXT, null, 0, 0, 7);
    private static final Signal HIDDEN = new Signal(SignalKind.HIDDEN_TEXT, "目标", 1, 1, 40);

    @BeforeEach
    void tellsMore() {
        bench.index.told = comparison -> new Comparison(
                comparison.containment(),
                comparison.longestRun(),
                comparison.tokens(),
                comparison.matchedTokens(),
                comparison.sections(),
                comparison.matches(),
                comparison.minor(),
                comparison.raw(),
                comparison.exclusions(),
                new Comparison.CommonText(
                        121,
                        0,
                        0,
                        List.of(new Comparison.CommonPassage(
                                "目标", 1, 3, 12, List.of(new Document.Id("project", "r1"))))),
                List.of(new Comparison.Signal(Comparison.Signal.Kind.MIXED_SCRIPT, "目标", 0, 2, 5)));
    }

    @Test
    void commonTextNamesItsExamplesAndSignalsOfReadingComeBeforeThoseOfTheSearch() {
        bench.tables.putReference("r1", 1, "声学定位", "别处的话");
        bench.handler.handle(bench.delivery(submission(1, List.of(UNREAD, HIDDEN)), 0));

        Verdict verdict = bench.tables.verdicts("1").get(0);
        assertThat(verdict.resultState()).isEqualTo(ResultState.NONE);
        assertThat(verdict.containment()).isZero();
        assertThat(verdict.commonText())
                .isEqualTo(new Verdict.CommonText(
                        121,
                        List.of(new Verdict.CommonPassage(
                                "目标", 1, 3, 12, List.of(new Verdict.Source("project", "r1", "声学定位"))))));
        assertThat(verdict.signals())
                .containsExactly(UNREAD, HIDDEN, new Signal(SignalKind.MIXED_SCRIPT, "目标", 0, 2, 5));
        assertThat(verdict.tooLittleText()).isFalse();
        assertThat(verdict.confirmationReasons())
                .containsExactly(ConfirmationReason.COMMON_TEXT, ConfirmationReason.UNREAD_TEXT);
    }

    @Test
    void theSameTextReadWithOtherSignalsIsAnotherContentAndTheSameOnesAreReused() {
        bench.tables.putReference("r1", 1, "声学定位", "别处的话");
        bench.handler.handle(bench.delivery(submission(1, List.of(UNREAD)), 0));
        bench.handler.handle(bench.delivery(submission(2, List.of()), 1));
        bench.handler.handle(bench.delivery(submission(3, List.of(UNREAD)), 2));

        List<Verdict> verdicts = bench.tables.verdicts("1");
        assertThat(verdicts)
                .extracting(Verdict::reason)
                .containsExactly(VerdictReason.FIRST, VerdictReason.EDIT, VerdictReason.EDIT);
        assertThat(bench.count("dupcheck.check.reused")).isEqualTo(1);
        assertThat(verdicts.get(1).confirmationReasons()).containsExactly(ConfirmationReason.COMMON_TEXT);
        assertThat(verdicts.get(2).confirmationReasons())
                .isEqualTo(verdicts.get(0).confirmationReasons())
                .contains(ConfirmationReason.UNREAD_TEXT);
        assertThat(verdicts.get(2).signals()).isEqualTo(verdicts.get(0).signals());
        assertThat(verdicts.get(2).commonText()).isEqualTo(verdicts.get(0).commonText());
    }

    @ParameterizedTest
    @EnumSource(Comparison.Signal.Kind.class)
    void everySignalOfTheEngineHasItsNameInTheContract(Comparison.Signal.Kind kind) {
        bench.index.told = comparison -> new Comparison(
                0,
                0,
                40,
                0,
                comparison.sections(),
                List.of(),
                List.of(),
                new Comparison.Figures(40, 0),
                List.of(),
                Comparison.CommonText.NONE,
                List.of(new Comparison.Signal(kind, "目标", 0, 2, 5)));
        bench.handler.handle(bench.delivery(submission(1, List.of()), 0));

        assertThat(bench.tables.verdicts("1").get(0).signals())
                .containsExactly(new Signal(SignalKind.valueOf(kind.name()), "目标", 0, 2, 5));
    }

    private static Submission submission(long revision, List<Signal> signals) {
        return new Submission(
                "project",
                "1",
                revision,
                Mode.SUBMIT,
                null,
                List.of(new Section("目标", "自己写的话")),
                new Applicant("u", null, null),
                null,
                null,
                signals);
    }
}
