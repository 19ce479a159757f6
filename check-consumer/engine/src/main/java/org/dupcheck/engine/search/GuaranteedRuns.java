package org.dupcheck.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dupcheck.engine.base.Hashes;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.base.Sorting;
import org.dupcheck.engine.query.SectionQuery;

/**
 * Finds common runs of a given length without exception: every place of a section of the submission that is part of one gets covered.
 * Used where the guarantee has to hold to the letter; linear in both texts, also for texts of nothing but repeats.
 * Used by one thread.
 */
final class GuaranteedRuns {
    private static final long BASE = 0x9E3779B97F4A7C15L;
    private static final int LONGEST_BACK = 1 << 12;

    private final SectionQuery query;
    private final int length;
    private final Pace pace;
    /** Factor of the token that leaves the window. */
    private final long leaving;

    private final int mask;
    private final int[] slots;
    private final int[] classOf;
    private final int[] next;
    private final IntList firstPlaces = new IntList();
    private final int[] occurrence;

    GuaranteedRuns(SectionQuery query, int length) {
        this.query = query;
        this.length = length;
        pace = query.pace();
        long power = 1;
        for (int i = 1; i < length; i++) {
            power *= BASE;
        }
        leaving = power;
        int size = query.tokens.length;
        mask = (Integer.highestOneBit(Math.max(2, size)) << 2) - 1;
        slots = new int[mask + 1];
        classOf = new int[size];
        next = new int[size];
        long hash = 0;
        for (int end = 0; end < size; end++) {
            pace.spend(length);
            hash = roll(hash, query.tokens, end, end >= length);
            if (end + 1 >= length) {
                enter(end - length + 1, hash);
            }
        }
        occurrence = new int[firstPlaces.size()];
        Arrays.fill(occurrence, -1);
    }

    private long roll(long hash, int[] text, int end, boolean full) {
        long without = full ? hash - text[end - length] * leaving : hash;
        return without * BASE + text[end];
    }

    private void enter(int place, long hash) {
        int slot = find(hash, query.tokens, place);
        if (slots[slot] == 0) {
            firstPlaces.add(place);
            slots[slot] = firstPlaces.size();
            next[place] = -1;
        } else {
            int first = firstPlaces.get(slots[slot] - 1);
            next[place] = next[first];
            next[first] = place;
        }
        classOf[place] = slots[slot] - 1;
    }

    private int find(long hash, int[] text, int at) {
        int slot = (int) (Hashes.mix(hash) >>> 33) & mask;
        while (slots[slot] != 0) {
            int place = firstPlaces.get(slots[slot] - 1);
            if (Arrays.equals(query.tokens, place, place + length, text, at, at + length)) {
                break;
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Runs, at full length, that together cover all places of the section in a run of the length shared with {@code section}, a reference section. */
    List<Run> in(int[] section, int size) {
        IntList touched = new IntList();
        long hash = 0;
        for (int end = 0; end < size; end++) {
            pace.spend(length);
            hash = roll(hash, section, end, end >= length);
            if (end + 1 >= length) {
                int at = end - length + 1;
                int slot = find(hash, section, at);
                if (slots[slot] != 0 && occurrence[slots[slot] - 1] < 0) {
                    occurrence[slots[slot] - 1] = at;
                    touched.add(slots[slot] - 1);
                }
            }
        }
        List<Run> runs = runs(section, size, touched);
        for (int i = 0; i < touched.size(); i++) {
            pace.at(i);
            occurrence[touched.get(i)] = -1;
        }
        return runs;
    }

    private List<Run> runs(int[] section, int size, IntList touched) {
        IntList places = new IntList();
        for (int i = 0; i < touched.size(); i++) {
            pace.at(i);
            for (int place = firstPlaces.get(touched.get(i)); place >= 0; place = next[place]) {
                pace.spend(1);
                places.add(place);
            }
        }
        long[] sorted = new long[places.size()];
        for (int i = 0; i < sorted.length; i++) {
            pace.at(i);
            sorted[i] = places.get(i);
        }
        Sorting.sort(sorted, 0, sorted.length, pace);
        List<Run> runs = new ArrayList<>();
        int covered = -1;
        for (long next : sorted) {
            int place = (int) next;
            pace.spend(1);
            if (place + length <= covered) {
                continue;
            }
            int r = occurrence[classOf[place]];
            int[] q = query.tokens;
            int back = 0;
            while (back < LONGEST_BACK
                    && place - back > 0
                    && r - back > 0
                    && q[place - back - 1] == section[r - back - 1]) {
                back++;
                pace.spend(1);
            }
            int ahead = length;
            while (place + ahead < q.length && r + ahead < size && q[place + ahead] == section[r + ahead]) {
                ahead++;
                pace.spend(1);
            }
            covered = place + ahead;
            runs.add(new Run(place - back, r - back, back + ahead));
        }
        return runs;
    }
}
