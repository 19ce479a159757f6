package org.dupcheck.engine.query;

import java.util.Arrays;
import java.util.BitSet;
import org.dupcheck.engine.Wanted;
import org.dupcheck.engine.index.FrequentGrams;
import org.dupcheck.engine.text.Grams;

/** The different grams of a section, each with the places where it stands. Immutable. */
public final class QueryGrams {
    /** Places between two questions whether the check is still wanted. */
    private static final int STEP_MASK = (1 << 12) - 1;

    private final int[] names;
    private final int[] nextPlaces;
    private final int[] gramAt;
    /** Places whose gram stands before. */
    private final BitSet repeats = new BitSet();
    /** The numbers of the grams that many reference documents hold. */
    private final BitSet frequent = new BitSet();

    QueryGrams(int[] tokens, FrequentGrams frequentGrams, Wanted wanted) {
        int slots = Integer.highestOneBit(Math.max(2, tokens.length)) << 2;
        int[] table = new int[slots];
        int[] gramNames = new int[tokens.length];
        int[] first = new int[tokens.length];
        int[] next = new int[tokens.length];
        gramAt = new int[tokens.length];
        int count = 0;
        // backwards, so that each chain of places ends up ascending
        for (int place = tokens.length - Grams.SPAN; place >= 0; place--) {
            if ((place & STEP_MASK) == 0) {
                wanted.ask();
            }
            int name = Grams.name(tokens, place);
            int slot = name & slots - 1;
            while (table[slot] != 0 && gramNames[table[slot] - 1] != name) {
                slot = slot + 1 & slots - 1;
            }
            if (table[slot] == 0) {
                gramNames[count] = name;
                first[count] = -1;
                table[slot] = ++count;
            }
            int gram = table[slot] - 1;
            gramAt[place] = gram;
            next[place] = first[gram];
            if (first[gram] >= 0) {
                repeats.set(first[gram]);
            }
            first[gram] = place;
        }
        names = Arrays.copyOf(gramNames, count);
        nextPlaces = next;
        for (int gram = 0; gram < count; gram++) {
            if ((gram & STEP_MASK) == 0) {
                wanted.ask();
            }
            frequent.set(gram, frequentGrams.has(names[gram]));
        }
    }

    /** How many there are. */
    public int count() {
        return names.length;
    }

    /** The names of all, by number; not to be changed. */
    public int[] names() {
        return names;
    }

    /** The name of a gram, by its number. */
    public int name(int gram) {
        return names[gram];
    }

    /** Whether many reference documents held it when the statistics were taken. */
    public boolean isFrequent(int gram) {
        return frequent.get(gram);
    }

    /** The gram that starts at {@code place}, which must be followed by enough tokens. */
    public int at(int place) {
        return gramAt[place];
    }

    /** Whether the gram at {@code place} does not stand before. */
    public boolean isFirst(int place) {
        return !repeats.get(place);
    }

    /** The place of the same gram after {@code place}, or −1. */
    public int nextPlace(int place) {
        return nextPlaces[place];
    }
}
