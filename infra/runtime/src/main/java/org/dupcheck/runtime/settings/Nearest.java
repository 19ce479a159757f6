package org.dupcheck.runtime.settings;

import java.util.Collection;

/** Finds what somebody probably meant. Stateless. */
public final class Nearest {
    private Nearest() {}

    /** {@code ; did you mean X?}, or nothing where nothing is near. */
    public static String suggestion(String word, Collection<String> known) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : known) {
            int distance = distance(word, candidate);
            if (distance < least || (distance == least && candidate.compareTo(best) < 0)) {
                best = candidate;
                least = distance;
            }
        }
        // more than half of it wrong is no slip any more
        return least <= word.length() / 2 ? "; did you mean " + best + "?" : "";
    }

    /** Levenshtein's: insertions, deletions and substitutions of one character. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
