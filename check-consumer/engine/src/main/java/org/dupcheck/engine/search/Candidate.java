package org.dupcheck.engine.search;

/**
 * A stretch of a reference section worth aligning, with its seeds in the order of the page, then of the submission. A plain
 * value: {@link SelectionBytes} writes and reads it. Immutable.
 */
public final class Candidate {
    /** Numbers of a seed: its place in the submission, its token on the page, its length and its worth. */
    static final int NUMBERS = 4;

    private final Source source;
    private final int to;
    private final int weight;
    /** One array, since most have one seed and there are thousands of them. */
    private final int[] seeds;

    /**
     * @param to the token after its seeds, on the page
     * @param weight of its different runs, in parts of a bit
     * @param seeds {@value #NUMBERS} numbers of each, of one at least; must not be changed any more
     */
    Candidate(Source source, int to, int weight, int[] seeds) {
        this.source = source;
        this.to = to;
        this.weight = weight;
        this.seeds = seeds;
    }

    /** The reference section. */
    public Source source() {
        return source;
    }

    /** The first token of its seeds, on the page. */
    public int from() {
        return r(0);
    }

    /** The token after its seeds. */
    public int to() {
        return to;
    }

    int weight() {
        return weight;
    }

    /** Number of the first token in its section. */
    int fromOfSection() {
        return from() - source.start();
    }

    /** How many seeds it has. */
    public int size() {
        return seeds.length / NUMBERS;
    }

    /** The first equal place of the submission. */
    public int q(int seed) {
        return seeds[NUMBERS * seed];
    }

    /** The place after the last. */
    int qEnd(int seed) {
        return q(seed) + length(seed);
    }

    /** The first equal token on the page. */
    public int r(int seed) {
        return seeds[NUMBERS * seed + 1];
    }

    /** Places from the first to the last equal token. */
    public int length(int seed) {
        return seeds[NUMBERS * seed + 2];
    }

    /** What the equal tokens are worth. */
    public int bits(int seed) {
        return seeds[NUMBERS * seed + 3];
    }
}
