package org.dupcheck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictIdTest {
    private static final BusinessKey KEY = new BusinessKey("application", "SQ-1");

    @Test
    void anIdFollowsFromEverythingThatAVerdictIsPinnedTo() {
        Set<String> ids = new HashSet<>();
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "h", 2, 1, "e", "s", 0, ""));
        ids.add(VerdictId.of(new BusinessKey("application", "SQ-2"), null, 1, Mode.SUBMIT, "h", 2, 1, "e", "s", 0, ""));
        ids.add(VerdictId.of(KEY, "k", 1, Mode.SUBMIT, "h", 2, 1, "e", "s", 0, ""));
        ids.add(VerdictId.of(KEY, null, 2, Mode.SUBMIT, "h", 2, 1, "e", "s", 0, ""));
        ids.add(VerdictId.of(KEY, null, 1, Mode.PRECHECK, "h", 2, 1, "e", "s", 0, ""));
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "i", 2, 1, "e", "s", 0, ""));
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "h", 3, 1, "e", "s", 0, ""));
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "h", 2, 1, "f", "s", 0, ""));
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "h", 2, 1, "e", "t", 0, ""));
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "h", 2, 0, "e", "s", 0, ""));
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "h", 2, 2, "e", "s", 0, ""));
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "h", 2, 1, "e", "s", 1, ""));
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "h", 2, 1, "e", "s", 0, VerdictId.open(7, List.of())));
        ids.add(VerdictId.of(KEY, null, 1, Mode.SUBMIT, "h", 2, 1, "e", "s", 0, VerdictId.open(8, List.of())));
        ids.add(VerdictId.of(
                KEY, null, 1, Mode.SUBMIT, "h", 2, 1, "e", "s", 0, VerdictId.open(7, List.of(pending(1)))));
        ids.add(VerdictId.of(
                KEY, null, 1, Mode.SUBMIT, "h", 2, 1, "e", "s", 0, VerdictId.open(7, List.of(pending(2)))));
        assertThat(ids).hasSize(16);
        assertThat(VerdictId.open(0, List.of())).isEmpty();
    }

    private static Verdict.Match pending(long revision) {
        return new Verdict.Match("application", "SQ-9", revision, null, 1, 9, List.of());
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
                        1,
                        "2026.12",
                        "d114e8ee.30.120",
                        0,
                        ""))
                .isEqualTo("2df2e619-3ed3-35d9-baa3-ca80c0089ce9");
    }
}
