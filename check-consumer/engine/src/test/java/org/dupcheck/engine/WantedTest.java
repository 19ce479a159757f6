package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A check asks all along whether it is still wanted, and ends where it is not. */
class WantedTest {
    private final Texts texts = new Texts(5, 1_500);
    private final ReferenceIndex.View view;
    private final Document submission;

    WantedTest() {
        List<Document> references = new ArrayList<>();
        String common = texts.text(300);
        String repeated = texts.text(200);
        for (int d = 0; d < 60; d++) {
            references.add(Texts.document("r" + d, common + texts.text(300), texts.text(200) + repeated));
        }
        view = Check.index(EngineSettings.defaults(), references).view();
        String copy = references.get(7).sections().get(0).text();
        submission = Texts.document(
                "q", copy + texts.text(50_000), copy.substring(50) + texts.text(80), repeated.repeat(40), common);
    }

    /** Ends a check. */
    private static final class Unwanted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Comparison check(Wanted wanted) {
        ReferenceIndex.Query query = view.query(submission, CheckOptions.DEFAULT, view.statistics(), wanted);
        return view.compose(submission, view.sections(query, view.scan(query)));
    }

    @Test
    void aCheckEndsWhereverItIsNoLongerWantedAndLeavesNothingBehind() {
        AtomicInteger asked = new AtomicInteger();
        Comparison expected = check(asked::incrementAndGet);
        int all = asked.get();
        assertThat(all).isGreaterThan(100);
        for (int last = 1; last <= all; last += 1 + all / 40) {
            int end = last;
            asked.set(0);
            assertThatThrownBy(() -> check(() -> {
                        if (asked.incrementAndGet() == end) {
                            throw new Unwanted();
                        }
                    }))
                    .isInstanceOf(Unwanted.class);
            assertThat(asked).hasValue(end);
        }
        // on the thread whose workspace the ended ones had
        assertThat(check(Wanted.ALWAYS)).isEqualTo(expected);
    }
}
