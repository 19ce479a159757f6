package org.dupcheck.gateway.pages.applicants;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dupcheck.contract.Policy.ApplicantsSee;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.pages.text.MarkedText;
import org.dupcheck.gateway.pages.text.MarkedText.Span;
import org.dupcheck.gateway.pages.text.Passages;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as its applicant may see it: the own text, marked; and of a source what the policy allows, never its owner.
 * Immutable.
 *
 * @param title of the submission; null for none
 * @param hasText whether the text is still kept
 * @param seen what is shown of sources
 */
public record OwnResult(
        Verdict verdict,
        @Nullable String title,
        boolean hasText,
        ApplicantsSee seen,
        List<OwnSection> sections,
        List<Source> sources) {
    public OwnResult {
        sections = List.copyOf(sections);
        sources = List.copyOf(sources);
    }

    /** One section with its share, 0 to 1. */
    public record OwnSection(String key, double containment, MarkedText text) {}

    /**
     * A reference document that overlaps the submission.
     *
     * @param rank from 0, the largest first
     * @param title null where it has none
     * @param share of the submission, 0 to 1
     * @param texts of its passages, where they may be seen and are kept
     */
    public record Source(int rank, @Nullable String title, double share, int passages, List<String> texts) {
        public Source {
            texts = List.copyOf(texts);
        }

        public int colour() {
            return rank % MarkedText.COLOURS;
        }
    }

    /** Where the document is edited. */
    public String editPath() {
        return WritePage.path(verdict.key());
    }

    /** Passages in the submission, counted once for each source; those of common text where it counts. */
    public int passages() {
        return verdict.countedPassages();
    }

    /** Whether some text is marked that no source by itself has. */
    public boolean hasCommonText() {
        return !verdict.countedCommonText().isEmpty();
    }

    /** Whether sources are named. */
    public boolean namesSources() {
        return seen != ApplicantsSee.NOTHING;
    }

    /**
     * As the policy allows.
     *
     * @param text null once its retention has passed
     * @param sourceTexts of the passages of a match; asked for only where they may be seen
     */
    static OwnResult of(
            Verdict verdict,
            @Nullable String title,
            @Nullable List<Section> text,
            ApplicantsSee seen,
            Function<Verdict.Match, List<String>> sourceTexts) {
        Map<String, List<Span>> spans = Passages.withCommonText(verdict);
        Map<String, String> texts = new HashMap<>();
        if (text != null) {
            text.forEach(section -> texts.put(section.key(), section.text()));
        }
        List<OwnSection> sections = verdict.sections().stream()
                .map(section -> new OwnSection(
                        section.key(),
                        section.containment(),
                        MarkedText.of(
                                texts.getOrDefault(section.key(), ""), spans.getOrDefault(section.key(), List.of()))))
                .toList();
        List<Source> sources = new ArrayList<>();
        List<Verdict.Match> named = seen == ApplicantsSee.NOTHING ? List.of() : verdict.matches();
        for (Verdict.Match match : named) {
            String name = match.title();
            sources.add(new Source(
                    sources.size(),
                    name == null || name.isBlank() ? null : name,
                    match.containment(),
                    match.passages().size(),
                    seen == ApplicantsSee.TITLE_AND_PASSAGES ? sourceTexts.apply(match) : List.of()));
        }
        return new OwnResult(verdict, title, text != null, seen, sections, sources);
    }
}
