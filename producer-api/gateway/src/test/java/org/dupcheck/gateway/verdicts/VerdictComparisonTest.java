package org.dupcheck.gateway.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.Verdict.Match;
import org.dupcheck.contract.Verdict.Passage;
import org.dupcheck.contract.Verdict.SectionResult;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.gateway.verdicts.VerdictDiff.Change;
import org.dupcheck.gateway.verdicts.VerdictDiff.Difference;
import org.dupcheck.gateway.verdicts.VerdictDiff.SectionChange;
import org.dupcheck.gateway.verdicts.VerdictDiff.SignalChange;
import org.dupcheck.gateway.verdicts.VerdictDiff.SourceChange;
import org.junit.jupiter.api.Test;

class VerdictComparisonTest {
    private static final Passage PASSAGE = new Passage("背景", 2, 6, "正文", 0, 4, 1.0);

    /** A verdict of which a test says what matters to it. */
    private static final class Sample {
        String content = "a";
        long corpus = 1;
        long statistics = 1;
        String engine = "e1";
        String settings = "s1";
        long policy = 0;
        double containment;
        List<SectionResult> sections = List.of();
        List<Verdict.Ratio> ratios = List.of();
        Verdict.CommonText common = Verdict.CommonText.NONE;
        List<Signal> signals = List.of();
        List<ConfirmationReason> reasons = List.of();
        List<Match> matches = List.of();

        Verdict verdict() {
            return new Verdict(
                    "v",
                    "project",
                    "1",
                    7,
                    Mode.SUBMIT,
                    content,
                    matches.isEmpty() ? ResultState.NONE : ResultState.DUPLICATES,
                    corpus,
                    statistics,
                    engine,
                    settings,
                    policy,
                    VerdictReason.FIRST,
                    Instant.EPOCH,
                    containment,
                    4,
                    100,
                    40,
                    sections,
                    ratios,
                    false,
                    common,
                    signals,
                    reasons,
                    matches);
        }
    }

    private final Sample from = new Sample();
    private final Sample to = new Sample();

    private VerdictDiff diff() {
        return VerdictComparison.between(from.verdict(), to.verdict());
    }

    private static Match match(String id, long revision, double containment, int passages) {
        return new Match("initiation", id, revision, "题目" + id, containment, 4, Collections.nCopies(passages, PASSAGE));
    }

    @Test
    void theDifferenceIsThatOfTheLaterOneLessTheEarlierOne() {
        from.containment = 0.75;
        to.containment = 0.25;

        assertThat(diff().moved()).isEqualTo(-0.5);
        assertThat(diff().from().containment()).isEqualTo(0.75);
        assertThat(diff().to().containment()).isEqualTo(0.25);
    }

    @Test
    void equalVerdictsDifferInNothing() {
        from.matches = List.of(match("1", 1, 0.5, 2));
        to.matches = from.matches;

        assertThat(diff().because()).isEmpty();
        assertThat(diff().sources()).isEqualTo(new VerdictDiff.Sources(List.of(), List.of(), List.of(), 1));
        assertThat(diff().signals()).isEmpty();
        assertThat(diff().sections()).isEmpty();
    }

    @Test
    void whatTheyArePinnedToSaysWhy() {
        to.corpus = 2;
        assertThat(diff().because()).containsExactly(Difference.CORPUS);
        to.corpus = 1;
        to.content = "b";
        assertThat(diff().because()).containsExactly(Difference.CONTENT);
        to.corpus = 0;
        to.statistics = 0;
        to.engine = "e2";
        to.settings = "s2";
        to.policy = 1;
        assertThat(diff().because())
                .containsExactly(
                        Difference.CONTENT,
                        Difference.CORPUS,
                        Difference.STATISTICS,
                        Difference.ENGINE,
                        Difference.SETTINGS,
                        Difference.POLICY);
    }

    @Test
    void sourcesAreGainedLostOrChanged() {
        from.matches = List.of(
                match("gone", 1, 0.5, 3),
                match("less", 1, 0.4, 2),
                match("same", 1, 0.3, 1),
                match("edited", 1, 0.25, 1),
                match("split", 1, 0.2, 1),
                match("gone too", 1, 0.1, 1));
        to.matches = List.of(
                match("new", 9, 0.6, 2),
                match("same", 1, 0.3, 1),
                match("edited", 2, 0.25, 1),
                match("split", 1, 0.2, 2),
                match("less", 1, 0.1, 1));

        VerdictDiff.Sources sources = diff().sources();

        assertThat(sources.gained())
                .containsExactly(new SourceChange(
                        "initiation",
                        "new",
                        "题目new",
                        new Change<>(null, 9L),
                        new Change<>(null, 0.6),
                        new Change<>(null, 2)));
        assertThat(sources.lost()).extracting(SourceChange::documentId).containsExactly("gone", "gone too");
        assertThat(sources.lost().get(0).containment()).isEqualTo(new Change<>(0.5, null));
        assertThat(sources.changed())
                .as("what moved most comes first, then in the order of the verdict")
                .extracting(SourceChange::documentId)
                .containsExactly("less", "edited", "split");
        assertThat(sources.changed().get(0).containment()).isEqualTo(new Change<>(0.4, 0.1));
        assertThat(sources.changed().get(0).passages()).isEqualTo(new Change<>(2, 1));
        assertThat(sources.changed().get(1).documentRevision()).isEqualTo(new Change<>(1L, 2L));
        assertThat(sources.unchanged()).isEqualTo(1);
    }

    @Test
    void aDocumentOfAnotherTypeIsAnotherSource() {
        from.matches = List.of(match("1", 1, 0.5, 1));
        to.matches = List.of(new Match("promotion", "1", 1, null, 0.5, 4, List.of(PASSAGE)));

        assertThat(diff().sources().gained()).hasSize(1);
        assertThat(diff().sources().lost()).hasSize(1);
    }

    @Test
    void aChangedSourceHasItsLaterTitleOrElseTheEarlierOne() {
        from.matches = List.of(match("1", 1, 0.5, 1), match("2", 1, 0.5, 1));
        to.matches = List.of(
                new Match("initiation", "1", 2, "新题", 0.5, 4, List.of(PASSAGE)),
                new Match("initiation", "2", 2, null, 0.5, 4, List.of(PASSAGE)));

        assertThat(diff().sources().changed()).extracting(SourceChange::title).containsExactly("新题", "题目2");
    }

    @Test
    void sectionsStandInTheLaterOrderAndRemovedOnesAtTheEnd() {
        from.sections = List.of(new SectionResult("删去", 0.1, 10, 1), new SectionResult("背景", 0.2, 20, 4));
        to.sections = List.of(new SectionResult("新增", 0.5, 8, 4), new SectionResult("背景", 0.25, 16, 4));

        assertThat(diff().sections())
                .containsExactly(
                        new SectionChange("新增", new Change<>(null, 0.5), new Change<>(null, 8), new Change<>(null, 4)),
                        new SectionChange("背景", new Change<>(0.2, 0.25), new Change<>(20, 16), new Change<>(4, 4)),
                        new SectionChange(
                                "删去", new Change<>(0.1, null), new Change<>(10, null), new Change<>(1, null)));
    }

    @Test
    void aPolicyByWhichCommonTextCountsIsSeenToMoveTheFigure() {
        from.common = new Verdict.CommonText(60, List.of(new Verdict.CommonPassage("背景", 0, 60, 41, List.of())));
        to.common = new Verdict.CommonText(60, 60, from.common.passages());
        to.ratios = List.of(
                new Verdict.Ratio(Verdict.Ratio.RAW, 0, 100, 0, 0),
                new Verdict.Ratio(Verdict.Ratio.COMMON_TEXT, .6, 100, 60, 0));
        to.containment = .6;
        to.policy = 1;

        assertThat(diff().moved()).isEqualTo(.6);
        assertThat(diff().because()).containsExactly(Difference.POLICY);
        assertThat(diff().commonText())
                .isEqualTo(new VerdictDiff.CommonTextChange(
                        new Change<>(60, 60), new Change<>(1, 1), new Change<>(0, 60)));
    }

    @Test
    void commonTextSignalsAndReasonsAreCounted() {
        to.common = new Verdict.CommonText(60, List.of(new Verdict.CommonPassage("背景", 0, 60, 41, List.of())));
        from.signals = List.of(
                new Signal(SignalKind.HIDDEN_TEXT, "背景", 0, 0, 3), new Signal(SignalKind.HIDDEN_TEXT, "方法", 0, 0, 4));
        to.signals = List.of(new Signal(SignalKind.UNREAD_TEXT, null, 0, 0, 2));
        from.reasons = List.of(ConfirmationReason.DUPLICATES, ConfirmationReason.COMMON_TEXT);
        to.reasons = List.of(ConfirmationReason.COMMON_TEXT, ConfirmationReason.UNREAD_TEXT);

        assertThat(diff().commonText())
                .isEqualTo(
                        new VerdictDiff.CommonTextChange(new Change<>(0, 60), new Change<>(0, 1), new Change<>(0, 0)));
        assertThat(diff().signals())
                .containsExactlyInAnyOrder(
                        new SignalChange(SignalKind.HIDDEN_TEXT, new Change<>(7, 0)),
                        new SignalChange(SignalKind.UNREAD_TEXT, new Change<>(0, 2)));
        assertThat(diff().confirmationReasons())
                .isEqualTo(new VerdictDiff.ReasonChange(
                        List.of(ConfirmationReason.UNREAD_TEXT), List.of(ConfirmationReason.DUPLICATES)));
    }
}
