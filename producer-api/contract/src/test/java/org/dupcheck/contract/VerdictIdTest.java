package org.dupcheck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictIdTest {
    private static final BusinessKey KEY = new BusinessKey("application", "SQ-1");

    @Test
    void anIdFollowsFromEverythingThatAVerdictIsPinnedTo() {
        Set<String> ids = new HashSet<>();
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "h", 2, 1, "e", "s"));
        ids.add(VerdictId.of(new BusinessKey("application", "SQ-2"), null, 1, Mode.SUBMIT, "h", 2, 1, "e", "s"));
        ids.add(VerdictId.of(KEY, "k", 1, Mode.SUBMIT, "h", 2, 1, "e", "s"));
        ids.add(VerdictId.of(KEY, null, 2, Mode.SUBMIT, "h", 2, 1, "e", "s"));
        ids.add(VerdictId.of(KEY, null, 1, Mode.PRECHECK, "h", 2, 1, "e", "s"));
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "i", 2, 1, "e", "s"));
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "h", 3, 1, "e", "s"));
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "h", 2, 1, "f", "s"));
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "h", 2, 1, "e", "t"));
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "h", 2, 0, "e", "s"));
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "h", 2, 2, "e", "s"));
        assertThat(ids).hasSize(11);
    }

    /** Of the README's example: ids in databases must be found again. */
    @Test
    void anIdStaysWhatItWas() {
        assertThat(VerdictId.of(
                        KEY,
                        null,
                        1795876056314708L,
                        Mode.SUBMIT,
                        "addcf00877acec3263aae418518b6c6ec47ce3f5a8b304dfc68dc690e8e5e3af",
                        1,
                        0,
                        "2026.9",
                        "d114e8ee.30.120"))
                .isEqualTo("e0967b64-a852-36bb-bf82-44ff53823aa2");
    }
}
