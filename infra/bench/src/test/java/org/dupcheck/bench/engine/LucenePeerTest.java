package org.dupcheck.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.dupcheck.bench.measure.GeneratedTexts;
import org.dupcheck.bench.measure.Parallel;
import org.junit.jupiter.api.Test;

class LucenePeerTest {
    private final GeneratedTexts texts = GeneratedTexts.unrelated(7);

    @Test
    void theDocumentAPassageCameFromIsFirst() {
        List<String> documents =
                IntStream.range(0, 50).mapToObj(i -> texts.next(800)).toList();
        try (LucenePeer lucene = new LucenePeer()) {
            assertThatThrownBy(() -> lucene.top("text", 10)).isInstanceOf(IllegalStateException.class);
            Parallel.map(IntStream.range(0, 50).boxed().toList(), i -> {
                lucene.add("d" + i, documents.get(i));
                return true;
            });
            lucene.ready();
            String passage = documents.get(17).substring(200, 350);
            assertThat(lucene.top(texts.next(500) + passage, 10))
                    .hasSizeLessThanOrEqualTo(10)
                    .first()
                    .isEqualTo("d17");
            // folded as the engine folds it: width, case and punctuation
            assertThat(lucene.top(String.join("、", passage.split("")), 1)).containsExactly("d17");
            // and what comes later is seen as well
            lucene.add("later", "ＡＢＣｄｅｆ ghi");
            lucene.ready();
            assertThat(lucene.top("abc-DEF", 1)).containsExactly("later");
            assertThat(lucene.top("abcd", 1)).isEmpty();
        }
    }
}
