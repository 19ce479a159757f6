package org.dupcheck.engine.base;

import java.util.ArrayList;
import java.util.List;

/** An order in which a budget that runs out has been spent evenly. */
public final class Spread {
    private Spread() {}

    /** Every 2^k-th first, then those halfway between, and so on. */
    public static <T> List<T> evenly(List<T> items) {
        List<T> spread = new ArrayList<>(items.size());
        int coarsest = Integer.highestOneBit(Math.max(1, items.size()));
        for (int step = coarsest; step > 0; step >>= 1) {
            for (int i = 0; i < items.size(); i += step) {
                if (step == coarsest || i % (2 * step) != 0) {
                    spread.add(items.get(i));
                }
            }
        }
        return spread;
    }
}
