package org.dupcheck.engine.query;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.Comparison.Signal;

/**
 * Where bounds that keep a check in time were reached, by section: what was given up there may have been part of a passage.
 * Used by one thread.
 */
public final class SearchLimits {
    private final PreparedQuery query;
    private final int[] counts;
    private final int[] froms;
    private final int[] tos;

    /** Nothing was given up yet. */
    public SearchLimits(PreparedQuery query) {
        this.query = query;
        counts = new int[query.sections()];
        froms = new int[query.sections()];
        tos = new int[query.sections()];
    }

    /** Notes that something in {@code [from, to)} was given up: places of the same section. */
    public void reached(int from, int to) {
        int section = query.sectionOf(from);
        froms[section] = counts[section] == 0 ? from : Math.min(froms[section], from);
        tos[section] = Math.max(tos[section], Math.min(to, query.sectionEnds[section]));
        counts[section]++;
    }

    /** One for each section where something was given up. */
    public List<Signal> signals() {
        List<Signal> signals = new ArrayList<>();
        for (int s = 0; s < counts.length; s++) {
            if (counts[s] > 0) {
                signals.add(new Signal(
                        Signal.Kind.SEARCH_LIMIT,
                        query.document.sections().get(s).key(),
                        query.starts[froms[s]],
                        query.ends[tos[s] - 1],
                        counts[s]));
            }
        }
        return signals;
    }
}
