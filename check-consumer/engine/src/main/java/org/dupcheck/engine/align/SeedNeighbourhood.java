package org.dupcheck.engine.align;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.query.RunTable;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.search.Candidate;

/**
 * The pairs of places of a long submission and a reference section that lie near a seed, as a set of square cells: in an
 * open hash table of one array. What lies elsewhere in long texts is there by chance. Tokens are counted
 * from the first of their section, so that the cells depend on nothing but both texts. Filled once. Used by one thread.
 */
final class SeedNeighbourhood {
    /** A cell is 2^7 tokens wide and high: so 128 tokens at least lie around a seed, about as many as a candidate's margin has. */
    private static final int CELL_BITS = 7;
    /** Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Of each cell in it: the column above the row, plus one; 0 is none. */
    private long[] cells = new long[1 << 7];

    private int size;
    /** The cell that was added last: most seeds follow one in the same. */
    private long last;
    /** Rows with a cell in it, plus one. */
    private final BitSet rows = new BitSet();
    /** Columns with a cell in it, plus one. */
    private final BitSet columns = new BitSet();

    /**
     * The cells that the candidates' seeds are in, and those that touch them.
     *
     * @param start the section's first token on the page
     * @param pace asks whether they are still wanted
     */
    static SeedNeighbourhood of(List<Candidate> candidates, int start, Pace pace) {
        SeedNeighbourhood neighbourhood = new SeedNeighbourhood();
        for (Candidate candidate : candidates) {
            for (int seed = 0; seed < candidate.size(); seed++) {
                pace.spend(16);
                int q = candidate.q(seed);
                int r = candidate.r(seed) - start;
                int behind = candidate.length(seed) - 1;
                neighbourhood.add(q, r);
                neighbourhood.add(q + behind, r + behind);
            }
        }
        return neighbourhood;
    }

    private void add(int q, int r) {
        long centre = cell(q >> CELL_BITS, r >> CELL_BITS);
        if (centre == last) {
            return;
        }
        last = centre;
        for (int column = -1; column <= 1; column++) {
            for (int row = -1; row <= 1; row++) {
                add(cell((q >> CELL_BITS) + column, (r >> CELL_BITS) + row));
            }
            columns.set((q >> CELL_BITS) + column + 1);
            rows.set((r >> CELL_BITS) + column + 1);
        }
    }

    private void add(long cell) {
        int slot = slot(cell);
        if (cells[slot] == 0) {
            cells[slot] = cell;
            size++;
            if (size * 2 > cells.length) {
                grow();
            }
        }
    }

    private void grow() {
        long[] old = cells;
        cells = new long[old.length * 2];
        for (long cell : old) {
            if (cell != 0) {
                cells[slot(cell)] = cell;
            }
        }
    }

    /** The runs of the section's places that have a cell: all of the section's if these are most of it. */
    RunTable runs(SectionQuery query) {
        int end = query.size();
        if (columns.cardinality() << CELL_BITS > end / 2) {
            return query.runs();
        }
        int[] froms = columns.stream()
                .map(column -> (column - 1) << CELL_BITS)
                .filter(from -> from + (1 << CELL_BITS) > 0 && from < end)
                .toArray();
        int[] tos = Arrays.stream(froms)
                .map(from -> Math.min(end, from + (1 << CELL_BITS)))
                .toArray();
        int[] inside = Arrays.stream(froms).map(from -> Math.max(0, from)).toArray();
        return new RunTable(query.tokens, inside, tos, query.wanted);
    }

    /** Whether there is a cell for this token of the reference at all. */
    boolean hasRow(int r) {
        return rows.get((r >> CELL_BITS) + 1);
    }

    /** Whether the place is in one of the cells. */
    boolean has(int q, int r) {
        return cells[slot(cell(q >> CELL_BITS, r >> CELL_BITS))] != 0;
    }

    /** Rows and columns from −1 on. */
    private static long cell(int column, int row) {
        return ((long) (column + 1) << Integer.SIZE | (row + 1)) + 1;
    }

    private int slot(long cell) {
        int slot = (int) ((cell * SPREAD) >>> Integer.SIZE) & cells.length - 1;
        while (cells[slot] != 0 && cells[slot] != cell) {
            slot = slot + 1 & cells.length - 1;
        }
        return slot;
    }
}
