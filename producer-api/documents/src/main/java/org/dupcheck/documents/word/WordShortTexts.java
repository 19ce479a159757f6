package org.dupcheck.documents.word;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Texts of one kind, as the headers of a file, of which short ones are mostly none: each counts that is long enough by
 * itself, and the short ones count where they are so together. What is there twice counts once. Not thread-safe.
 */
final class WordShortTexts {
    private final int minCharacters;
    private final Set<String> seen = new HashSet<>();
    private final List<List<Paragraph>> texts = new ArrayList<>();

    /** @param minCharacters from which on texts count, at least 1 */
    WordShortTexts(int minCharacters) {
        this.minCharacters = minCharacters;
    }

    void add(List<Paragraph> text) {
        StringBuilder whole = new StringBuilder();
        text.forEach(paragraph -> whole.append(paragraph.wholeText()).append('\n'));
        if (seen.add(whole.toString())) {
            texts.add(text);
        }
    }

    /** All of them, whether they count or not. */
    List<Paragraph> all() {
        return texts.stream().flatMap(List::stream).toList();
    }

    /** Those that count, in their order. */
    List<Paragraph> counting() {
        int ofShort = texts.stream()
                .mapToInt(WordShortTexts::length)
                .filter(length -> length < minCharacters)
                .sum();
        List<Paragraph> counting = new ArrayList<>();
        for (List<Paragraph> text : texts) {
            if (length(text) >= minCharacters || ofShort >= minCharacters) {
                counting.addAll(text);
            }
        }
        return counting;
    }

    private static int length(List<Paragraph> text) {
        return text.stream().mapToInt(Paragraph::length).sum();
    }
}
