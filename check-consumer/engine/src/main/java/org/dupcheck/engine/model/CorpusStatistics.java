package org.dupcheck.engine.model;

import java.util.List;
import org.dupcheck.engine.base.Hashes;
import org.dupcheck.engine.base.PageInput;
import org.dupcheck.engine.base.PageOutput;
import org.dupcheck.engine.base.Workers;

/**
 * How often tokens, pairs and triples of tokens stand in the reference documents in force: what the language model is
 * made of. An immutable value that depends only on the set of documents, not on their order or their history.
 */
public final class CorpusStatistics {
    static final int ONE_BITS = 18;
    static final int TWO_BITS = 22;
    static final int THREE_BITS = 24;

    /** Tokens from which on copying all counters is less work than laying differences over them. */
    private static final int MANY = 100_000;

    /** Of no documents. */
    public static final CorpusStatistics EMPTY =
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

    Counters ones() {
        return ones;
    }

    /** Of a token after another one; see {@link Hashes#two}. */
    Counters twos() {
        return twos;
    }

    /** Of a token after two others; see {@link Hashes#three}. */
    Counters threes() {
        return threes;
    }

    /** With what {@code tallies} hold. */
    public CorpusStatistics with(List<Tally> tallies, Workers workers) {
        List<Tally.Table> one = tallies.stream().map(Tally::ones).toList();
        List<Tally.Table> two = tallies.stream().map(Tally::twos).toList();
        List<Tally.Table> three = tallies.stream().map(Tally::threes).toList();
        boolean few = tallies.stream().mapToLong(Tally::tokens).sum() < MANY;
        if (few && !twos.needsFolding() && !threes.needsFolding()) {
            return new CorpusStatistics(ones.withFew(one), twos.withFew(two), threes.withFew(three));
        }
        return new CorpusStatistics(
                ones.withMany(one, workers), twos.withMany(two, workers), threes.withMany(three, workers));
    }

    /** Whether so many differences lie over the counters that they had better be folded in. */
    public boolean wantsFolding() {
        return ones.wantsFolding() || twos.wantsFolding() || threes.wantsFolding();
    }

    /** The same counts, without differences over them. */
    public CorpusStatistics folded() {
        return new CorpusStatistics(ones.folded(), twos.folded(), threes.folded());
    }

    /** This with the memory of {@code folded}, which was made of {@code before}, an earlier state of this. */
    public CorpusStatistics over(CorpusStatistics folded, CorpusStatistics before) {
        return new CorpusStatistics(
                ones.over(folded.ones, before.ones),
                twos.over(folded.twos, before.twos),
                threes.over(folded.threes, before.threes));
    }

    /** Writes all counters. */
    public void write(PageOutput out) {
        ones.write(out);
        twos.write(out);
        threes.write(out);
    }

    /** Reads what {@link #write} wrote. */
    public static CorpusStatistics read(PageInput in) {
        return new CorpusStatistics(
                Counters.read(ONE_BITS, in), Counters.read(TWO_BITS, in), Counters.read(THREE_BITS, in));
    }
}
