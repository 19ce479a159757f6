package org.dupcheck.app.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every run of {@value #LENGTH} tokens written so far, with punctuation left out as the engine leaves it out: a Han
 * character is a token, and so is a number. Not thread-safe.
 */
final class Runs {
    static final int LENGTH = 13;

    /** Odd, so that multiplying by it loses nothing; the bits of the golden ratio spread well. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Runs by their hashes: of some hundred thousand, two share one of 64 bits once in a hundred million demos. */
    private final Set<Long> runs = new HashSet<>();

    private List<String> tail = List.of();

    /** Adds what follows on the text so far, unless a run in it has been written before; then nothing is added. */
    boolean addIfNew(String text) {
        List<String> tokens = new ArrayList<>(tail);
        tokens.addAll(tokens(text));
        Set<Long> own = new HashSet<>();
        for (long run : of(tokens, LENGTH)) {
            if (runs.contains(run) || !own.add(run)) {
                return false;
            }
        }
        runs.addAll(own);
        tail = List.copyOf(tokens.subList(Math.max(0, tokens.size() - LENGTH + 1), tokens.size()));
        return true;
    }

    /** What is added next does not follow on what was added last: runs do not cross from one section to the next. */
    void startAnew() {
        tail = List.of();
    }

    /** Whether two texts have a run of so many tokens in common. */
    static boolean share(String one, String other, int length) {
        return share(tokens(one), tokens(other), length);
    }

    /** As {@link #share(String, String, int)}. */
    static boolean share(List<String> one, List<String> other, int length) {
        Set<Long> runs = new HashSet<>();
        for (long run : of(one, length)) {
            runs.add(run);
        }
        return Arrays.stream(of(other, length)).anyMatch(runs::contains);
    }

    private static long[] of(List<String> tokens, int length) {
        long[] runs = new long[Math.max(0, tokens.size() - length + 1)];
        for (int i = 0; i < runs.length; i++) {
            long run = 0;
            for (int j = i; j < i + length; j++) {
                run = (run + tokens.get(j).hashCode() + 1) * SPREAD;
                run ^= run >>> 29;
            }
            runs[i] = run;
        }
        return runs;
    }

    static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            int character = text.codePointAt(i);
            int end = i + Character.charCount(character);
            if (Character.isLetterOrDigit(character) && !Character.isIdeographic(character)) {
                while (end < text.length()
                        && Character.isLetterOrDigit(text.charAt(end))
                        && !Character.isIdeographic(text.charAt(end))) {
                    end++;
                }
            }
            if (Character.isLetterOrDigit(character)) {
                tokens.add(text.substring(i, end));
            }
            i = end;
        }
        return tokens;
    }
}
