package org.dupcheck.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Comparison.Signal;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.index.FrequentGrams;
import org.dupcheck.engine.model.CorpusStatistics;
import org.dupcheck.engine.text.TextNormalizer;
import org.junit.jupiter.api.Test;

class SearchLimitsTest {
    private final PreparedQuery query = new PreparedQuery(
            new Document(
                    new Document.Id("t", "q"),
                    null,
                    List.of(
                            new Document.Section("a", "一二三四五六七八九十"),
                            new Document.Section("b", ""),
                            new Document.Section("c", "。甲，乙，丙，丁，戊，己。"))),
            CheckOptions.DEFAULT,
            TextNormalizer.shared(),
            CorpusStatistics.EMPTY,
            FrequentGrams.NONE);

    @Test
    void whatWasGivenUpInASectionIsToldAsOneSpanOfItAndHowOften() {
        SearchLimits limits = new SearchLimits(query);
        assertThat(limits.signals()).isEmpty();
        int c = query.sectionStarts[2];
        limits.reached(c + 3, c + 5);
        limits.reached(c + 1, c + 2);
        limits.reached(2, 4);
        limits.reached(c + 2, c + 4);
        assertThat(limits.signals())
                .containsExactly(
                        new Signal(Signal.Kind.SEARCH_LIMIT, "a", 2, 4, 1),
                        new Signal(Signal.Kind.SEARCH_LIMIT, "c", 3, 10, 3));
    }

    @Test
    void aSpanThatReachesPastItsSectionEndsWithIt() {
        SearchLimits limits = new SearchLimits(query);
        limits.reached(7, 30);
        assertThat(limits.signals()).containsExactly(new Signal(Signal.Kind.SEARCH_LIMIT, "a", 7, 10, 1));
    }
}
