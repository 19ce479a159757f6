package org.dupcheck.engine;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Looks for inputs that break a target, led by coverage: see RATIONALE.md for the command. Not part of the ordinary tests,
 * since Jazzer attaches an agent to the JVM, which not every Java lets it; {@link FuzzInputsTest} is.
 */
class EngineFuzzTest {
    private static final int LONGEST = 4_000;

    @FuzzTest(maxDuration = "2m")
    void normalises(FuzzedDataProvider data) {
        FuzzTargets.normalises(data.consumeString(LONGEST));
    }

    @FuzzTest(maxDuration = "2m")
    void compares(FuzzedDataProvider data) {
        FuzzTargets.compares(data.consumeString(LONGEST));
    }
}
