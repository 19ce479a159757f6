package org.dupcheck.bench.reads;

import java.util.Arrays;
import java.util.Random;

/** Draws ranks by Zipf's law: the k-th most wanted of all is wanted 1/k^exponent as often as the first. Immutable. */
final class Zipf {
    private final double[] cumulative;

    /** @param exponent 0 or more; 0 wants all alike */
    Zipf(int ranks, double exponent) {
        cumulative = new double[ranks];
        double sum = 0;
        for (int i = 0; i < ranks; i++) {
            sum += 1 / Math.pow(i + 1.0, exponent);
            cumulative[i] = sum;
        }
    }

    /** From 0, the most wanted, on. */
    int next(Random random) {
        double at = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, at);
        return Math.min(found >= 0 ? found + 1 : -found - 1, cumulative.length - 1);
    }
}
