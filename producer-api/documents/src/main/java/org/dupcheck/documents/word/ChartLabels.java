package org.dupcheck.documents.word;

import java.util.HashSet;
import java.util.Set;

/**
 * The labels that a chart keeps of its table (DrawingML charts): names of series and categories, which each series holds
 * again, and labels taken from cells. Whatever it keeps counts, but for numbers. Of one part. Not thread-safe.
 */
final class ChartLabels {
    private static final Set<String> HOLDERS = Set.of("strLit", "strDim", "tx");
    private static final String CACHE = "Cache";
    private static final String NUMBERS = "numCache";
    private static final Set<String> LABELS = Set.of("pt", "v");

    private final Set<String> seen = new HashSet<>();
    private int holders;

    void enter(String element) {
        holders += isHolder(element) ? 1 : 0;
    }

    void leave(String element) {
        holders -= isHolder(element) ? 1 : 0;
    }

    private static boolean isHolder(String element) {
        return HOLDERS.contains(element) || (element.endsWith(CACHE) && !element.equals(NUMBERS));
    }

    /** Whether the text within that element is a label. */
    boolean isLabel(String element) {
        return holders > 0 && LABELS.contains(element);
    }

    /** The label; empty where the chart has it already. */
    String once(String label) {
        String stripped = label.strip();
        return stripped.isEmpty() || !seen.add(stripped) ? "" : stripped;
    }
}
