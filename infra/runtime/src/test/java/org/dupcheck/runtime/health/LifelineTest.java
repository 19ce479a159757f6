package org.dupcheck.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LifelineTest {
    private final Lifeline lifeline = new Lifeline("counting sheep");

    @Test
    void whatEndsByItselfLeavesNoTrace() {
        lifeline.guard(() -> {}).run();
        assertThat(lifeline.holds()).isTrue();
        assertThat(lifeline.health().up()).isTrue();
    }

    @Test
    void whatIsEndedByAnErrorIsBrokenForGoodAndTheFirstCauseCounts() {
        lifeline.guard(() -> {
                    throw new StackOverflowError("too deep");
                })
                .run();
        lifeline.ended(new IllegalStateException("later"));
        assertThat(lifeline.holds()).isFalse();
        assertThat(lifeline.health().broken()).isTrue();
        assertThat(lifeline.health().detail())
                .contains("counting sheep was ended by", "too deep")
                .doesNotContain("later");
    }
}
