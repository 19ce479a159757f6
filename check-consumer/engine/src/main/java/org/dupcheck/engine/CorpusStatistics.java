package org.dupcheck.engine;

/**
 * How often tokens, pairs and triples of tokens stand in the reference documents in force: what the language model is
 * made of. An immutable value that depends only on the set of documents, not on their order or their history.
 */
final class CorpusStatistics {
    private static final int ONE_BITS = 18;
    private static final int TWO_BITS = 22;
    private static final int THREE_BITS = 24;

    static final CorpusStatistics EMPTY =
            new CorpusStatistics(Counters.zero(ONE_BITS), Counters.zero(TWO_BITS), Counters.zero(THREE_BITS));

    private final Counters ones;
    private final Counters twos;
    private final Counters threes;

    private CorpusStatistics(Counters ones, Counters twos, Counters threes) {
        this.ones = ones;
        this.twos = twos;
        this.threes = threes;
    }

    /** Tokens in all reference documents. */
    long tokens() {
        return ones.total();
    }

    int count(int token) {
        return ones.unshared(Hashes.one(token));
    }

    int count(int first, int second) {
        return twos.unshared(Hashes.two(first, second));
    }

    int count(int first, int second, int third) {
        return threes.unshared(Hashes.three(first, second, third));
    }

    void write(PageOutput out) {
        ones.write(out);
        twos.write(out);
        threes.write(out);
    }

    static CorpusStatistics read(PageInput in) {
        return new CorpusStatistics(
                Counters.read(ONE_BITS, in), Counters.read(TWO_BITS, in), Counters.read(THREE_BITS, in));
    }

    Changes change() {
        return new Changes(this);
    }

    /** Gathers changes; used by one thread. */
    static final class Changes {
        private final Counters.Changes ones;
        private final Counters.Changes twos;
        private final Counters.Changes threes;

        private Changes(CorpusStatistics base) {
            ones = base.ones.change();
            twos = base.twos.change();
            threes = base.threes.change();
        }

        /** Counts the tokens {@code [from, to)} of one section {@code amount} times; a negative amount removes them. */
        void add(int[] tokens, int from, int to, int amount) {
            for (int i = from; i < to; i++) {
                ones.add(Hashes.one(tokens[i]), amount);
                if (i > from) {
                    twos.add(Hashes.two(tokens[i - 1], tokens[i]), amount);
                }
                if (i > from + 1) {
                    threes.add(Hashes.three(tokens[i - 2], tokens[i - 1], tokens[i]), amount);
                }
            }
        }

        CorpusStatistics done() {
            return new CorpusStatistics(ones.done(), twos.done(), threes.done());
        }
    }
}
