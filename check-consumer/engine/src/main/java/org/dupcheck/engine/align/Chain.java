package org.dupcheck.engine.align;

/**
 * Runs in the same order on both sides with small gaps between them: {@code [q, qEnd)} of the submission and
 * {@code [r, rEnd)} of the reference.
 *
 * @param bits of its matching tokens, less what its gaps cost
 * @param gross bits of its matching tokens
 * @param matched matching tokens
 * @param longestRun tokens of its longest run
 */
record Chain(int q, int qEnd, int r, int rEnd, int bits, int gross, int matched, int longestRun) {
    Chain shifted(int by) {
        return new Chain(q, qEnd, r + by, rEnd + by, bits, gross, matched, longestRun);
    }
}
