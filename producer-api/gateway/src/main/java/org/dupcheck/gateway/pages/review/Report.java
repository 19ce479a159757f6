package org.dupcheck.gateway.pages.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.pages.text.MarkedText;
import org.dupcheck.gateway.pages.text.MarkedText.Span;
import org.dupcheck.gateway.pages.text.Passages;
import org.dupcheck.gateway.review.Reviewed;
import org.dupcheck.store.reviews.ReviewAct;
import org.dupcheck.store.verdicts.VerdictQueries.Listed;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as its reviewer reads it: the one source of figures for all forms of a report.
 *
 * @param verdict with the figures in force: without what reviewers left out
 * @param title of the submission
 * @param applicant user id; null where none is known
 * @param sections with the text; without pieces once the text's retention has passed
 * @param hasText whether the text is still kept
 * @param sources also those that are left out; numbers and colours are those of the stored verdict, so that they stay
 * @param leftOut numbers of the passages that are left out
 * @param history the verdicts of the same document, newest first
 * @param reviewed what reviewers did about the verdict, and the verdict as it is stored
 */
public record Report(
        Verdict verdict,
        @Nullable String title,
        @Nullable String applicant,
        List<MarkedSection> sections,
        boolean hasText,
        List<Source> sources,
        Set<Integer> leftOut,
        List<Listed> history,
        long changesBehind,
        Reviewed reviewed) {
    public Report {
        sections = List.copyOf(sections);
        sources = List.copyOf(sources);
        leftOut = Set.copyOf(leftOut);
        history = List.copyOf(history);
    }

    /** One section with its figures. */
    public record MarkedSection(Verdict.SectionResult result, MarkedText text) {}

    /**
     * A reference document that overlaps the submission.
     *
     * @param rank from 0, the largest of the stored verdict first
     * @param match with the figures in force, and the passages that count
     * @param firstPassage number of its first passage on the page
     * @param stored as the verdict has it, with all passages
     */
    public record Source(int rank, Verdict.Match match, int firstPassage, Verdict.Match stored) {
        public int colour() {
            return rank % MarkedText.COLOURS;
        }

        /** The title, else type and id. */
        public String name() {
            String title = match.title();
            return title == null || title.isBlank() ? match.documentType() + ":" + match.documentId() : title;
        }

        /** Whether nothing of it counts. */
        public boolean isOut() {
            return match.passages().isEmpty();
        }
    }

    /** How many sources count. */
    public int counting() {
        return (int) sources.stream().filter(source -> !source.isOut()).count();
    }

    /** Key of the words for a verdict without sources. */
    public String noSources() {
        return verdict().countedCommonText().isEmpty() ? "report.noSources" : "report.onlyCommon";
    }

    /** What an act is about: the source, by its name; the words for a decision are elsewhere. */
    public String name(ReviewAct act) {
        var target = act.target();
        return sources.stream()
                .filter(source -> target != null
                        && source.stored().documentType().equals(target.documentType())
                        && source.stored().documentId().equals(target.documentId()))
                .map(Source::name)
                .findFirst()
                .orElse("");
    }

    /** Numbers the passages: source after source, each in the order of the stored verdict. */
    static List<Source> sources(Reviewed reviewed) {
        Map<List<String>, Verdict.Match> inForce = new HashMap<>();
        reviewed.inForce().matches().forEach(match -> inForce.put(name(match), match));
        List<Source> sources = new ArrayList<>();
        int passage = 0;
        for (Verdict.Match match : reviewed.stored().matches()) {
            sources.add(
                    new Source(sources.size(), inForce.getOrDefault(name(match), withNothing(match)), passage, match));
            passage += match.passages().size();
        }
        return sources;
    }

    private static List<String> name(Verdict.Match match) {
        return List.of(match.documentType(), match.documentId());
    }

    private static Verdict.Match withNothing(Verdict.Match match) {
        return new Verdict.Match(
                match.documentType(), match.documentId(), match.documentRevision(), match.title(), 0, 0, List.of());
    }

    /** Numbers of the passages that are left out. */
    static Set<Integer> leftOut(Reviewed reviewed) {
        Set<Integer> numbers = new HashSet<>();
        int number = 0;
        for (Verdict.Match match : reviewed.stored().matches()) {
            for (Verdict.Passage passage : match.passages()) {
                if (reviewed.outBy(match, passage) != null) {
                    numbers.add(number);
                }
                number++;
            }
        }
        return numbers;
    }

    /** @param text null once its retention has passed */
    static List<MarkedSection> sections(Reviewed reviewed, @Nullable List<Section> text) {
        Map<String, List<Span>> spans = Passages.bySection(reviewed.stored());
        Map<String, String> texts = new HashMap<>();
        if (text != null) {
            text.forEach(section -> texts.put(section.key(), section.text()));
        }
        return reviewed.inForce().sections().stream()
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
        for (Verdict.Passage passage : source.stored().passages()) {
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
