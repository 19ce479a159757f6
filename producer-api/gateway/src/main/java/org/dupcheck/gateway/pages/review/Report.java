package org.dupcheck.gateway.pages.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.pages.text.MarkedText;
import org.dupcheck.gateway.pages.text.MarkedText.Span;
import org.dupcheck.gateway.pages.text.Passages;
import org.dupcheck.store.verdicts.VerdictQueries.Listed;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as its reviewer reads it.
 *
 * @param title of the submission
 * @param applicant user id; null where none is known
 * @param sections with the text; without pieces once the text's retention has passed
 * @param hasText whether the text is still kept
 * @param history the verdicts of the same document, newest first
 */
public record Report(
        Verdict verdict,
        @Nullable String title,
        @Nullable String applicant,
        List<MarkedSection> sections,
        boolean hasText,
        List<Source> sources,
        List<Listed> history,
        long changesBehind) {
    public Report {
        sections = List.copyOf(sections);
        sources = List.copyOf(sources);
        history = List.copyOf(history);
    }

    /** One section with its figures. */
    public record MarkedSection(Verdict.SectionResult result, MarkedText text) {}

    /**
     * A reference document that overlaps the submission.
     *
     * @param rank from 0, the largest first
     * @param firstPassage number of its first passage on the page
     */
    public record Source(int rank, Verdict.Match match, int firstPassage) {
        public int colour() {
            return rank % MarkedText.COLOURS;
        }

        /** The title, else type and id. */
        public String name() {
            String title = match.title();
            return title == null || title.isBlank() ? match.documentType() + ":" + match.documentId() : title;
        }
    }

    /** Numbers the passages: source after source, each in the order of the verdict. */
    static List<Source> sources(Verdict verdict) {
        List<Source> sources = new ArrayList<>();
        int passage = 0;
        for (Verdict.Match match : verdict.matches()) {
            sources.add(new Source(sources.size(), match, passage));
            passage += match.passages().size();
        }
        return sources;
    }

    /** @param text null once its retention has passed */
    static List<MarkedSection> sections(Verdict verdict, @Nullable List<Section> text) {
        Map<String, List<Span>> spans = Passages.bySection(verdict);
        Map<String, String> texts = new HashMap<>();
        if (text != null) {
            text.forEach(section -> texts.put(section.key(), section.text()));
        }
        return verdict.sections().stream()
                .map(result -> new MarkedSection(
                        result,
                        MarkedText.of(
                                texts.getOrDefault(result.key(), ""), spans.getOrDefault(result.key(), List.of()))))
                .toList();
    }

    /** The text of a source, its passages marked with the numbers that they have in the submission. */
    static List<SourceSection> sourceSections(Source source, List<Section> text) {
        Map<String, List<Span>> spans = new HashMap<>();
        int number = source.firstPassage();
        for (Verdict.Passage passage : source.match().passages()) {
            spans.computeIfAbsent(passage.sourceSection(), key -> new ArrayList<>())
                    .add(new Span(passage.sourceStart(), passage.sourceEnd(), number++, source.rank()));
        }
        return text.stream()
                .map(section -> new SourceSection(
                        section.key(), MarkedText.of(section.text(), spans.getOrDefault(section.key(), List.of()))))
                .toList();
    }

    /** One section of a source. */
    public record SourceSection(String key, MarkedText text) {}
}
