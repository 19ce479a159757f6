package org.dupcheck.engine.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dupcheck.engine.CheckOptions;
import org.dupcheck.engine.Comparison.Signal.Kind;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.SectionResult.Signal;
import org.dupcheck.engine.Wanted;
import org.dupcheck.engine.index.FrequentGrams;
import org.dupcheck.engine.model.CorpusStatistics;
import org.dupcheck.engine.text.TextNormalizer;
import org.junit.jupiter.api.Test;

class SearchLimitsTest {
    private final List<SectionQuery> sections = new PreparedQuery(
                    new Document(
                            new Document.Id("t", "q"),
                            null,
                            List.of(
                                    new Document.Section("a", "一二三四五六七八九十"),
                                    new Document.Section("b", "。甲，乙，丙，丁，戊，己。"))),
                    CheckOptions.DEFAULT,
                    TextNormalizer.shared(),
                    CorpusStatistics.EMPTY,
                    FrequentGrams.NONE,
                    Wanted.ALWAYS)
            .sections();

    @Test
    void whatWasGivenUpInASectionIsToldAsOneSpanOfItAndHowOften() {
        SearchLimits limits = new SearchLimits(sections.get(1));
        assertThat(limits.told()).isEmpty();
        limits.reached(3, 5);
        limits.reached(1, 2);
        limits.reached(2, 4);
        assertThat(limits.told()).containsExactly(new Signal(Kind.SEARCH_LIMIT, 3, 10, 3));
    }

    @Test
    void aSpanThatReachesPastItsSectionEndsWithIt() {
        SearchLimits limits = new SearchLimits(sections.get(0));
        limits.reached(7, 30);
        assertThat(limits.told()).containsExactly(new Signal(Kind.SEARCH_LIMIT, 7, 10, 1));
    }
}
