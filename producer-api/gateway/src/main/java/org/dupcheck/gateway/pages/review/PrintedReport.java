package org.dupcheck.gateway.pages.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.pages.text.MarkedText;
import org.dupcheck.gateway.pages.text.MarkedText.Span;
import org.jspecify.annotations.Nullable;

/**
 * A report on paper: its figures, each passage with what stands around it on both sides, and the submission's text. The whole
 * text of each source would be a pile of paper; it is on the page.
 *
 * @param report has the figures
 * @param sections the submission's text, as far as there is room
 * @param leftOutPassages how many there was no room for
 * @param leftOutCharacters of the submission's text, for which there was no room
 */
public record PrintedReport(
        Report report,
        List<PrintedSource> sources,
        List<Report.MarkedSection> sections,
        int leftOutPassages,
        long leftOutCharacters) {
    /** Characters on both sides of all passages together. */
    static final int MAX_PASSAGE_CHARACTERS = 400_000;

    /** Characters of the submission's text. */
    static final int MAX_TEXT_CHARACTERS = 150_000;

    /** Characters of one side of one passage. */
    private static final int MAX_SIDE = 20_000;

    /** What is shown before and after a passage. */
    private static final int AROUND = 30;

    public PrintedReport {
        sources = List.copyOf(sources);
        sections = List.copyOf(sections);
    }

    /** A source with its passages; {@code hasText} where its text is still kept. */
    public record PrintedSource(Report.Source source, boolean hasText, List<Pair> pairs) {
        public PrintedSource {
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * A passage on both sides.
     *
     * @param number from 1, as the text has it
     */
    public record Pair(int number, Verdict.Passage passage, MarkedText own, MarkedText source) {}

    /**
     * Puts it together.
     *
     * @param own the submission's text; null once its retention has passed
     * @param texts of a source; null where it is no longer kept
     */
    static PrintedReport of(
            Report report, @Nullable List<Section> own, Function<Report.Source, @Nullable List<Section>> texts) {
        Map<String, String> ownText = byKey(own);
        List<PrintedSource> sources = new ArrayList<>();
        int room = MAX_PASSAGE_CHARACTERS;
        int leftOut = 0;
        for (Report.Source source : report.sources()) {
            List<Section> text = room > 0 ? texts.apply(source) : null;
            Map<String, String> sourceText = byKey(text);
            List<Pair> pairs = new ArrayList<>();
            int number = source.firstPassage();
            for (Verdict.Passage passage : source.stored().passages()) {
                if (report.leftOut().contains(number)) {
                    number++;
                    continue; // it counts in no figure; the text has it, struck through
                }
                if (room > 0) {
                    Pair pair = pair(number, passage, source.rank(), ownText, sourceText);
                    room -= length(pair.own()) + length(pair.source());
                    pairs.add(pair);
                } else {
                    leftOut++;
                }
                number++;
            }
            sources.add(new PrintedSource(source, text != null, pairs));
        }
        List<Report.MarkedSection> sections = new ArrayList<>();
        long beyond = cut(report.sections(), sections);
        return new PrintedReport(report, sources, sections, leftOut, beyond);
    }

    private static Map<String, String> byKey(@Nullable List<Section> sections) {
        Map<String, String> texts = new HashMap<>();
        if (sections != null) {
            sections.forEach(section -> texts.put(section.key(), section.text()));
        }
        return texts;
    }

    private static Pair pair(
            int number,
            Verdict.Passage passage,
            int rank,
            Map<String, String> ownText,
            Map<String, String> sourceText) {
        return new Pair(
                number + 1,
                passage,
                excerpt(ownText.getOrDefault(passage.section(), ""), passage.start(), passage.end(), number, rank),
                excerpt(
                        sourceText.getOrDefault(passage.sourceSection(), ""),
                        passage.sourceStart(),
                        passage.sourceEnd(),
                        number,
                        rank));
    }

    private static MarkedText excerpt(String text, int start, int end, int number, int rank) {
        int from = whole(text, Math.max(0, Math.min(start, text.length()) - AROUND));
        int to = whole(text, Math.min(text.length(), Math.min(end + AROUND, from + MAX_SIDE)));
        String before = from > 0 ? "…" : "";
        String after = to < text.length() ? "…" : "";
        int shift = before.length() - from;
        return MarkedText.of(
                before + text.substring(from, Math.max(from, to)) + after,
                List.of(new Span(start + shift, Math.min(end, to) + shift, number, rank)));
    }

    /** Not between the two halves of a character. */
    private static int whole(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private static int length(MarkedText text) {
        return text.paragraphs().stream().mapToInt(PrintedReport::length).sum();
    }

    private static int length(MarkedText.Paragraph paragraph) {
        return paragraph.pieces().stream()
                .mapToInt(piece -> piece.text().length())
                .sum();
    }

    /** Adds what there is room for, in whole paragraphs, and tells how many characters there was none for. */
    private static long cut(List<Report.MarkedSection> all, List<Report.MarkedSection> shown) {
        long room = MAX_TEXT_CHARACTERS;
        long beyond = 0;
        for (Report.MarkedSection section : all) {
            List<MarkedText.Paragraph> paragraphs = new ArrayList<>();
            for (MarkedText.Paragraph paragraph : section.text().paragraphs()) {
                int length = length(paragraph);
                if (length <= room) {
                    paragraphs.add(paragraph);
                    room -= length;
                } else {
                    beyond += length;
                    room = 0;
                }
            }
            shown.add(new Report.MarkedSection(section.result(), new MarkedText(paragraphs)));
        }
        return beyond;
    }
}
