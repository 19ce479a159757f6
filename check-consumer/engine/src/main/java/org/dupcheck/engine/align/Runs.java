package org.dupcheck.engine.align;

import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.base.RunList;
import org.dupcheck.engine.base.Spans;
import org.dupcheck.engine.model.Bits;
import org.dupcheck.engine.query.RunTable;
import org.dupcheck.engine.query.SearchLimits;
import org.dupcheck.engine.query.SectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * All common runs of a section of the submission and a window of a reference section, at full length; of long texts those
 * near a seed. Four tokens that the section repeats more often than {@link RunTable#MAX_PLACES} say little about where a
 * run is: there the seeds do, which know every repeat.
 */
final class Runs {
    /** Pairs of tokens from which on only runs near a seed are looked at: elsewhere chance makes too many. */
    private static final long MANY_PAIRS = 1L << 27;
    /** Bits of a seed that is followed at every repeat: as many as the lightest chain has. */
    private static final int MIN_BITS = 14 * Bits.ONE;
    /**
     * So many times in one window must four tokens stand in too many places of the section before the seeds are followed:
     * a term that is used often does so less, a text that is repeated more.
     */
    private static final int MANY_DROPPED = 8;
    /** Tokens to either side of a seed that are searched for more runs. */
    private static final int AROUND = 128;
    /** Tokens from one of them to the next at most: as many as a chain skips. */
    private static final int GAP = 20;
    /** Tokens that runs found by seeds are followed, for each token of section and window: periodic texts have no end. */
    private static final long FOLLOWED_EACH = 64;
    /** Tokens of the window that are looked up at one go. */
    private static final int STEP = 1 << 14;

    private Runs() {}

    /** Whether there are so many pairs of tokens that {@link #of} needs to know where the seeds are. */
    static boolean needsNeighbourhood(SectionQuery query, int size) {
        return (long) query.size() * size >= MANY_PAIRS;
    }

    /**
     * In order of their place in the submission; valid until the workspace is used for the next window.
     *
     * @param window whose tokens are read
     * @param first its first token in its section
     * @param table of the places that are looked for
     * @param neighbourhood where runs are looked for; null: everywhere
     * @param blocks of the section
     */
    static RunList of(
            SectionQuery query,
            Window window,
            int first,
            RunTable table,
            @Nullable SeedNeighbourhood neighbourhood,
            BlockTables blocks,
            Workspace workspace,
            SearchLimits limits) {
        Pace pace = query.pace();
        RunList runs = workspace.runs();
        Diagonals diagonals = new Diagonals(query, window, Long.MAX_VALUE, runs, workspace, limits);
        int dropped = addOfTable(diagonals, window, 0, window.size(), first, table, neighbourhood, workspace);
        if (dropped < MANY_DROPPED) {
            runs.sortBySubmission(pace);
            return runs;
        }
        diagonals = new Diagonals(query, window, Long.MAX_VALUE, runs, workspace, limits);
        if (!addOfBlocks(diagonals, window, blocks, workspace, pace)) {
            long followed = FOLLOWED_EACH * (query.size() + window.size());
            addOfSeeds(new Diagonals(query, window, followed, runs, workspace, limits), window, pace);
        }
        runs.sortBySubmission(pace);
        runs.dropDoubles(pace);
        return runs;
    }

    /** Adds the runs near the seeds, block by block; returns whether it found all. */
    private static boolean addOfBlocks(
            Diagonals diagonals, Window window, BlockTables blocks, Workspace workspace, Pace pace) {
        Spans[] near = nearSeeds(window, blocks, pace);
        int dropped = 0;
        for (int block = 0; block < near.length; block++) {
            for (int span = 0; near[block] != null && span < near[block].count(); span++) {
                int from = near[block].start(span);
                int to = near[block].end(span);
                dropped += addOfTable(diagonals, window, from, to, 0, blocks.table(block), null, workspace);
            }
        }
        return dropped < MANY_DROPPED;
    }

    /**
     * Adds the runs of a table's places and the tokens {@code [from, to)} of the window; returns how often four tokens stand
     * in more places of the table than are followed.
     *
     * @param first the window's first token in its section; only the neighbourhood need it
     */
    private static int addOfTable(
            Diagonals diagonals,
            Window window,
            int from,
            int to,
            int first,
            RunTable table,
            @Nullable SeedNeighbourhood neighbourhood,
            Workspace workspace) {
        int dropped = 0;
        for (int start = from; start < to; start += STEP) {
            diagonals.ask();
            int end = Math.min(to, start + STEP + RunTable.SHORTEST - 1);
            dropped += addOfStretch(diagonals, window, start, end, first, table, neighbourhood, workspace);
        }
        return dropped;
    }

    private static int addOfStretch(
            Diagonals diagonals,
            Window window,
            int from,
            int to,
            int first,
            RunTable table,
            @Nullable SeedNeighbourhood neighbourhood,
            Workspace workspace) {
        int[] places = workspace.places();
        int[] likely = workspace.likely();
        int[] entries = workspace.entries();
        int hits = table.likely(window.tokens(), from, to, likely, entries);
        int dropped = 0;
        for (int i = 0; i < hits; i++) {
            int r = likely[i];
            if (neighbourhood != null && !neighbourhood.hasRow(first + r)) {
                continue;
            }
            int count = table.places(window.tokens(), r, entries[i], places);
            diagonals.spend(RunTable.MAX_PLACES);
            if (count < 0) {
                dropped++;
                count = ~count;
            }
            for (int k = 0; k < count; k++) {
                int place = places[k];
                boolean isNear = neighbourhood == null || neighbourhood.has(place, first + r);
                if (isNear && diagonals.known(place, r) <= r) {
                    diagonals.add(place, r, RunTable.SHORTEST);
                }
            }
        }
        return dropped;
    }

    /** Of each block the stretches of the window that are near one of its seeds; null if there are none. */
    private static @Nullable Spans[] nearSeeds(Window window, BlockTables blocks, Pace pace) {
        @Nullable Spans[] near = new Spans[blocks.count()];
        RunList seeds = window.seeds(pace);
        for (int seed = 0; seed < seeds.size(); seed++) {
            pace.spend(4);
            int r = seeds.r(seed) - window.from();
            int from = Math.max(0, r - AROUND);
            int to = Math.min(window.size(), r + seeds.length(seed) + AROUND);
            int last = blocks.block(seeds.q(seed) + seeds.length(seed) + AROUND);
            for (int block = blocks.block(seeds.q(seed) - AROUND); block <= last; block++) {
                if (near[block] == null) {
                    near[block] = new Spans();
                }
                near[block].add(from, to);
            }
        }
        return near;
    }

    /** Adds the runs that the seeds are part of, and those on their diagonals around them. */
    private static void addOfSeeds(Diagonals diagonals, Window window, Pace pace) {
        RunList seeds = window.seeds(pace);
        for (int seed = 0; seed < seeds.size(); seed++) {
            diagonals.ask();
            int q = seeds.q(seed);
            int r = seeds.r(seed) - window.from();
            int last = seeds.length(seed) - 1;
            if (seeds.bits(seed) >= MIN_BITS && diagonals.known(q, r) <= r + last) {
                int from = Math.max(diagonals.known(q, r) - r, firstAround(diagonals, q, r));
                addFrom(diagonals, q + from, r + from, last - from);
            }
        }
    }

    /** How far before a seed, or 0, the first token is that is near it on its diagonal. */
    private static int firstAround(Diagonals diagonals, int q, int r) {
        int first = 0;
        diagonals.spend(AROUND);
        for (int at = -1; at >= -AROUND && first - at <= GAP && diagonals.has(q + at, r + at); at--) {
            first = diagonals.isEqual(q + at, r + at) ? at : first;
        }
        return first;
    }

    /** Adds the runs of a diagonal from a place on to some way behind the last place of a seed. */
    private static void addFrom(Diagonals diagonals, int q, int r, int last) {
        int run = 0;
        int lastEnd = last;
        int at = 0;
        while (at <= last + AROUND && at - lastEnd <= GAP && diagonals.has(q + at, r + at)) {
            diagonals.spend(1);
            run = diagonals.isEqual(q + at, r + at) ? run + 1 : 0;
            at++;
            if (run == RunTable.SHORTEST) {
                at = diagonals.add(q + at - run, r + at - run, run) - r;
                lastEnd = Math.max(lastEnd, at);
                run = 0;
            }
        }
    }
}
