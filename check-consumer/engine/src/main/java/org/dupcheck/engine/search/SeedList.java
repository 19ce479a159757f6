package org.dupcheck.engine.search;

import java.util.Arrays;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.base.RunList;

/**
 * The seeds of one page, in order of their place on the page, then in the submission. A seed is a gram that submission
 * and reference share, extended to the equal tokens around it. Used by one thread.
 */
final class SeedList {
    private final RunList runs;
    private int[] sections;
    /** Keeps the reading ahead from being optimised away. */
    private int fetched;

    SeedList(int capacity) {
        runs = new RunList(capacity);
        sections = new int[capacity];
    }

    /** How many there are. */
    public int size() {
        return runs.size();
    }

    /** Of the page. */
    public int section(int seed) {
        return sections[seed];
    }

    /** The first equal place of the submission. */
    public int q(int seed) {
        return runs.q(seed);
    }

    /** The first equal token on the page. */
    public int r(int seed) {
        return runs.r(seed);
    }

    /** Places from the first to the last equal token. */
    public int length(int seed) {
        return runs.length(seed);
    }

    /** What the equal tokens are worth. */
    public int bits(int seed) {
        return runs.bits(seed);
    }

    /** Some of them, by their numbers, as a {@link Candidate} wants them. */
    int[] packed(IntList numbers, Pace pace) {
        int[] packed = new int[Candidate.NUMBERS * numbers.size()];
        int at = 0;
        for (int n = 0; n < numbers.size(); n++) {
            pace.at(n);
            int seed = numbers.get(n);
            packed[at++] = q(seed);
            packed[at++] = r(seed);
            packed[at++] = length(seed);
            packed[at++] = bits(seed);
        }
        return packed;
    }

    /** Takes a number without meaning. */
    void fetched(int number) {
        fetched = number;
    }

    /** Gives it back. */
    int fetched() {
        return fetched;
    }

    void add(int section, int q, int r, int length, int worth) {
        int size = runs.size();
        if (size == sections.length) {
            sections = Arrays.copyOf(sections, Math.max(16, size * 2));
        }
        sections[size] = section;
        runs.add(q, r, length, worth);
    }

    void sort(Pace pace) {
        int[] order = runs.sortByReference(pace);
        int[] sorted = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            pace.at(i);
            sorted[i] = sections[order[i]];
        }
        sections = sorted;
    }
}
