package org.dupcheck.check.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.dupcheck.contract.ConfirmationReason;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.contract.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfirmationRulesTest {
    private final ConfirmationRules rules = new ConfirmationRules(ConfirmationSettings.defaults());

    @ParameterizedTest
    @CsvSource({"0, true", "29, true", "30, false", "100000, false"})
    void thirtyTokensAreEnough(int tokens, boolean tooLittle) {
        assertThat(rules.tooLittleText(tokens)).isEqualTo(tooLittle);
        assertThat(rules.reasons(false, false, tokens, Verdict.CommonText.NONE, List.of()))
                .isEqualTo(tooLittle ? List.of(ConfirmationReason.TOO_LITTLE_TEXT) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"0, false", "120, false", "121, true"})
    void aSetPhraseIsNoReasonButMoreIs(int tokens, boolean reason) {
        assertThat(rules.reasons(false, false, 1_000, new Verdict.CommonText(tokens, List.of()), List.of()))
                .isEqualTo(reason ? List.of(ConfirmationReason.COMMON_TEXT) : List.of());
    }

    /** Disguise is told and no reason: what it should have hidden is found all the same. */
    @ParameterizedTest
    @EnumSource(SignalKind.class)
    void onlySignalsOfTextThatWasNotCheckedAreReasons(SignalKind kind) {
        List<ConfirmationReason> reasons =
                rules.reasons(false, false, 1_000, Verdict.CommonText.NONE, List.of(new Signal(kind, null, 0, 0, 1)));
        assertThat(reasons.isEmpty()).isEqualTo(!kind.leavesTextUnchecked());
        if (kind.leavesTextUnchecked()) {
            assertThat(reasons).containsExactly(ConfirmationReason.valueOf(kind.name()));
        }
    }

    @Test
    void allReasonsAreNamedOnceAndInTheirOrder() {
        List<Signal> signals = List.of(
                new Signal(SignalKind.SEARCH_LIMIT, "a", 0, 9, 1),
                new Signal(SignalKind.UNREAD_TEXT, null, 0, 0, 1),
                new Signal(SignalKind.SEARCH_LIMIT, "b", 0, 9, 1));
        List<ConfirmationReason> alone = rules.reasons(true, true, 5, new Verdict.CommonText(500, List.of()), signals);
        assertThat(ConfirmationRules.withPending(alone, true)).containsExactly(ConfirmationReason.values());
        assertThat(ConfirmationRules.withPending(ConfirmationRules.withPending(alone, true), false))
                .isEqualTo(alone);
    }

    @Test
    void settingsThatDecideArePartOfTheSettingsVersion() {
        VerdictSettings settings = VerdictSettings.defaults();
        assertThat(settings.version())
                .isEqualTo(settings.engine().version() + ".30.120")
                .hasSizeLessThanOrEqualTo(64);
        assertThatThrownBy(() -> new ConfirmationSettings(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConfirmationSettings(0, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
