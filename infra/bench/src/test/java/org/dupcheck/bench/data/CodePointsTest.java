package org.dupcheck.bench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CodePointsTest {
    @Test
    void withoutSurrogatesOffsetsStay() {
        CodePoints text = CodePoints.of("文本 abc");
        for (int i = 0; i <= 6; i++) {
            assertThat(text.before(i)).isEqualTo(i);
        }
    }

    @Test
    void everyOffsetIsTheNumberOfCodePointsBeforeIt() {
        long seed = 20_261_121;
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String text = random.ints(random.nextInt(40), 0, 4)
                    .mapToObj(kind -> kind == 0 ? "𠮷" : kind == 1 ? "😀" : kind == 2 ? "字" : "x")
                    .reduce("", String::concat);
            CodePoints codePoints = CodePoints.of(text);
            for (int i = 0; i <= text.length(); i++) {
                if (i > 0 && i < text.length() && Character.isLowSurrogate(text.charAt(i))) {
                    int cut = i;
                    assertThatIllegalArgumentException().isThrownBy(() -> codePoints.before(cut));
                } else {
                    assertThat(codePoints.before(i))
                            .as("seed %d, %s at %d", seed, text, i)
                            .isEqualTo(text.codePointCount(0, i));
                }
            }
        }
    }
}
