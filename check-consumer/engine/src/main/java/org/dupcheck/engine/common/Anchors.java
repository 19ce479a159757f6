package org.dupcheck.engine.common;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.base.Spread;
import org.dupcheck.engine.model.Bits;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.search.GramCounts;
import org.dupcheck.engine.text.Grams;

/**
 * The places of a section where common text is looked for. Text that many documents hold is cheap to the language
 * model, whatever it says: so only stretches are looked at that would not count if they were aligned. Of each few places
 * the window with the fewest copies is taken that has more than one.
 */
final class Anchors {
    /** Grams in a row, one of which the index has of every copy of them. */
    static final int GRAMS = Grams.STRIDE;
    /** Tokens from the first to the last of a window. */
    static final int WINDOW = Grams.STRIDE + Grams.SPAN - 1;
    /** One anchor for so many places: the shortest common text holds one of them whatever its place. */
    private static final int BLOCK = CommonText.MIN_TOKENS - WINDOW;
    /** Windows with copies in a row at least: so 15 tokens, more than most set phrases. */
    private static final int ROW = 6;
    /** Copies that are told apart. */
    private static final int MAX_COUNTED = GramCounts.MANY + 1;

    private final SectionQuery query;
    private final GramCounts counts;
    private final double floor;
    private final Pace pace;

    private Anchors(SectionQuery query, GramCounts counts, double floorBits) {
        this.query = query;
        this.counts = counts;
        this.floor = floorBits * Bits.ONE;
        pace = query.pace();
    }

    /** A place, and how many copies its window has, or any number above those that are told apart. */
    private record Anchor(int place, int copies) {}

    /**
     * The first places of the windows: those with the fewest copies first, and of equal ones first a few all over the text,
     * then more and more between them.
     *
     * @param counts in how many places each gram is followed up
     * @param blocked places that are not looked at
     */
    static int[] of(SectionQuery query, GramCounts counts, double floorBits, BitSet blocked) {
        Anchors anchors = new Anchors(query, counts, floorBits);
        List<Anchor> found = new ArrayList<>();
        anchors.addAll(blocked, found);
        List<Anchor> spread = Spread.evenly(found);
        anchors.pace.sort(spread, Comparator.comparingInt(Anchor::copies));
        return spread.stream().mapToInt(Anchor::place).toArray();
    }

    private void addAll(BitSet blocked, List<Anchor> found) {
        BitSet cheap = cheap();
        for (int from = cheap.nextSetBit(0); from >= 0; ) {
            int to = cheap.nextClearBit(from);
            addOf(from, to - WINDOW + 1, blocked, found);
            from = cheap.nextSetBit(to);
        }
    }

    /** Of each block of a row of windows with copies the one with the fewest. */
    private void addOf(int from, int to, BitSet blocked, List<Anchor> found) {
        int start = from;
        for (int place = from; place <= to; place++) {
            pace.at(place);
            if (place < to && copies(place) >= CommonText.MIN_DOCUMENTS && !isBlocked(blocked, place)) {
                continue;
            }
            if (place - start >= ROW) {
                for (int block = start; block < place; block += BLOCK) {
                    pace.spend(BLOCK * GRAMS);
                    found.add(rarest(block, Math.min(place, block + BLOCK)));
                }
            }
            start = place + 1;
        }
    }

    private Anchor rarest(int from, int to) {
        Anchor rarest = new Anchor(from, copies(from));
        for (int place = from + 1; place < to; place++) {
            int copies = copies(place);
            if (copies < rarest.copies) {
                rarest = new Anchor(place, copies);
            }
        }
        return rarest;
    }

    /** Whether a place of the window is; looks no farther, since the next one may be far in a long text. */
    static boolean isBlocked(BitSet blocked, int window) {
        for (int place = window; place < window + WINDOW; place++) {
            if (blocked.get(place)) {
                return true;
            }
        }
        return false;
    }

    /** Stretches of the least length that carry too little to count. */
    private BitSet cheap() {
        BitSet cheap = new BitSet();
        int marked = 0;
        for (int place = 0; place + CommonText.MIN_TOKENS <= query.size(); place++) {
            pace.at(place);
            if (query.bits.run(place, place + CommonText.MIN_TOKENS) < floor) {
                cheap.set(Math.max(marked, place), place + CommonText.MIN_TOKENS);
                marked = place + CommonText.MIN_TOKENS;
            }
        }
        return cheap;
    }

    private int copies(int place) {
        int copies = 0;
        for (int i = place; i < place + GRAMS; i++) {
            copies += Math.min(MAX_COUNTED, counts.places(query.grams.at(i)));
        }
        return copies;
    }
}
