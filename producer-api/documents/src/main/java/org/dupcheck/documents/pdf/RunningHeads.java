package org.dupcheck.documents.pdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lines at the edges of pages that are no text where they stand: page numbers, and lines that repeat from page to page.
 * Where these are a passage together, they count once. A line that ends or parts a sentence is text, however often it
 * stands there. Immutable.
 */
final class RunningHeads {
    /** Lines at the top and at the bottom of a page that may be running heads. */
    private static final int EDGE_LINES = 2;

    /** Pages on which a line repeats until it is a running head: so many, and half of all. */
    private static final int MIN_REPEATS = 3;

    /** Characters of a running head, at most: a longer line that repeats is text. */
    private static final int MAX_LENGTH = 80;

    /** Words and Chinese characters from which on heads may be a passage: that many carry enough to be reported. */
    private static final int PASSAGE = 30;

    private static final Pattern WORD = Pattern.compile("\\p{IsIdeographic}|[\\p{L}&&[^\\p{IsIdeographic}]]+");

    private static final Pattern PAGE_NUMBER = Pattern.compile(
            "[-–—·\\s]*(第\\s*)?(page\\s*)?\\p{Nd}{1,5}(\\s*(页|/|of|共)[\\s共页/，,]*\\p{Nd}{0,5}\\s*页?)?[-–—·\\s]*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SENTENCE = Pattern.compile("[。！？；，]|[.!?]$");

    private final int pages;
    private final Map<String, Integer> edges = new HashMap<>();
    private final List<String> once;

    /** @param pages the lines of each page */
    RunningHeads(List<List<String>> pages) {
        this.pages = pages.size();
        for (List<String> lines : pages) {
            atEdges(lines).map(RunningHeads::pattern).distinct().forEach(line -> edges.merge(line, 1, Integer::sum));
        }
        List<String> heads = firstOfEach(pages);
        once = isPassage(heads) ? heads : List.of();
    }

    private List<String> firstOfEach(List<List<String>> ofPages) {
        Map<String, String> heads = new LinkedHashMap<>();
        for (List<String> lines : ofPages) {
            atEdges(lines)
                    .filter(line -> repeats(line) && !isPageNumber(line))
                    .forEach(line -> heads.putIfAbsent(pattern(line), line));
        }
        return List.copyOf(heads.values());
    }

    private static boolean isPassage(List<String> heads) {
        return heads.stream()
                        .mapToLong(head -> WORD.matcher(head).results().count())
                        .sum()
                >= PASSAGE;
    }

    private static Stream<String> atEdges(List<String> lines) {
        return IntStream.range(0, lines.size())
                .filter(index -> isEdge(lines, index))
                .mapToObj(lines::get);
    }

    private static boolean isEdge(List<String> lines, int index) {
        return index < EDGE_LINES || index >= lines.size() - EDGE_LINES;
    }

    /** Page numbers within a running head differ. */
    private static String pattern(String line) {
        return line.replaceAll("\\p{Nd}+", "#");
    }

    /** The lines of a page that are text. */
    List<String> without(List<String> lines) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!isEdge(lines, i) || !isRunningHead(lines.get(i))) {
                kept.add(lines.get(i));
            }
        }
        return kept;
    }

    /** The lines that repeat, each as it stands on its first page, in their order; none if they are too short for a passage. */
    List<String> once() {
        return once;
    }

    private boolean isRunningHead(String line) {
        return isPageNumber(line) || repeats(line);
    }

    private boolean isPageNumber(String line) {
        return pages > 1 && PAGE_NUMBER.matcher(line).matches();
    }

    private boolean repeats(String line) {
        int repeats = edges.getOrDefault(pattern(line), 0);
        return line.length() <= MAX_LENGTH
                && repeats >= MIN_REPEATS
                && 2 * repeats >= pages
                && !SENTENCE.matcher(line).find();
    }
}
