package org.dupcheck.gateway.review;

/** Divides as the engine does. Stateless. */
final class Shares {
    private Shares() {}

    /** From 0 to 1; 0 of nothing. */
    static double of(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
