package org.dupcheck.engine.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A check of one long section asks after a bounded amount of work whether it is still wanted, whatever the text. The bound
 * does not grow with the text: a loop over all of it that asks nothing is too long.
 */
class WorkBetweenQuestionsTest {
    @ParameterizedTest
    @CsvSource({
        "itself, 200_000",
        "exact-itself, 200_000",
        "fresh, 200_000",
        "pieces, 200_000",
        "form, 150_000",
        "exact-form, 150_000",
        "repeats, 200_000",
        "one-character, 200_000",
        "marks, 200_000",
        "common, 150_000",
        "edited, 80_000"
    })
    void noStretchIsLong(String kind, String size) throws ReflectiveOperationException {
        int characters = Integer.parseInt(size.replace("_", ""));
        check(kind + ":" + characters);
        assertThat(Work.asked()).isGreaterThan(characters / 1_000);
        assertThat(Work.tooLong()).isEmpty();
    }

    /** Otherwise nothing is counted, and nothing could be too long. */
    @Test
    void aCheckThatAsksNothingIsTooLong() throws ReflectiveOperationException {
        check("unasked:20000");
        assertThat(Work.tooLong()).hasSize(1);
    }

    @SuppressWarnings("unchecked")
    private static void check(String name) throws ReflectiveOperationException {
        Object checks = new CountedEngine()
                .loadClass(LongChecks.class.getName())
                .getConstructor()
                .newInstance();
        ((Consumer<String>) checks).accept(name);
    }
}
