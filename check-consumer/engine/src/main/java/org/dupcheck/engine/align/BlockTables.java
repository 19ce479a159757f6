package org.dupcheck.engine.align;

import org.dupcheck.engine.query.PreparedQuery;
import org.dupcheck.engine.query.RunTable;
import org.jspecify.annotations.Nullable;

/**
 * A section of the submission in blocks, each with a table of its own runs: so what other blocks repeat does not hide what
 * stands in one. Tables are made when they are asked for. Used by one thread.
 */
final class BlockTables {
    private static final int BITS = 9;
    /** Tokens of a block. */
    static final int TOKENS = 1 << BITS;

    private final PreparedQuery query;
    private final int from;
    private final int to;
    private final @Nullable RunTable[] tables;

    BlockTables(PreparedQuery query, int section) {
        this.query = query;
        from = query.sectionStarts[section];
        to = query.sectionEnds[section];
        tables = new RunTable[((to - from) >> BITS) + 1];
    }

    int count() {
        return tables.length;
    }

    /** The block of a place: the nearest one if it lies outside the section. */
    int block(int place) {
        return (Math.max(from, Math.min(place, to)) - from) >> BITS;
    }

    RunTable table(int block) {
        RunTable table = tables[block];
        if (table == null) {
            int start = from + (block << BITS);
            table = new RunTable(query.tokens, new int[] {start}, new int[] {Math.min(to, start + TOKENS)});
            tables[block] = table;
        }
        return table;
    }
}
