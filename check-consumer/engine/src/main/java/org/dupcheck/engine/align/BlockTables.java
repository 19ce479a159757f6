package org.dupcheck.engine.align;

import org.dupcheck.engine.query.RunTable;
import org.dupcheck.engine.query.SectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * A section of the submission in blocks, each with a table of its own runs: so what other blocks repeat does not hide what
 * stands in one. Tables are made when they are asked for. Used by one thread.
 */
final class BlockTables {
    private static final int BITS = 9;
    /** Tokens of a block. */
    static final int TOKENS = 1 << BITS;

    private final SectionQuery query;
    private final @Nullable RunTable[] tables;

    BlockTables(SectionQuery query) {
        this.query = query;
        tables = new RunTable[(query.size() >> BITS) + 1];
    }

    int count() {
        return tables.length;
    }

    /** The block of a place: the nearest one if it lies outside the section. */
    int block(int place) {
        return Math.max(0, Math.min(place, query.size())) >> BITS;
    }

    RunTable table(int block) {
        RunTable table = tables[block];
        if (table == null) {
            int start = block << BITS;
            table = new RunTable(
                    query.tokens, new int[] {start}, new int[] {Math.min(query.size(), start + TOKENS)}, query.wanted);
            tables[block] = table;
        }
        return table;
    }
}
