package org.dupcheck.bench.quality;

import java.util.Comparator;
import java.util.List;
import org.dupcheck.bench.data.QueryRow;

/**
 * A span of a query beside a span of a reference document: one that was planted (a case) or one that was found (a
 * detection). Half-open offsets in code points.
 */
record Pair(String ref, int q, int qEnd, int r, int rEnd) implements Comparable<Pair> {
    private static final Comparator<Pair> ORDER = Comparator.comparing(Pair::ref)
            .thenComparingInt(Pair::q)
            .thenComparingInt(Pair::qEnd)
            .thenComparingInt(Pair::r)
            .thenComparingInt(Pair::rEnd);

    /** What was planted in a query. */
    static List<Pair> planted(QueryRow query) {
        return query.cases().stream()
                .map(one -> new Pair(
                        one.ref(),
                        one.q().get(0),
                        one.q().get(1),
                        one.r().get(0),
                        one.r().get(1)))
                .toList();
    }

    @Override
    public int compareTo(Pair other) {
        return ORDER.compare(this, other);
    }

    /** Characters on both sides. */
    int characters() {
        return qEnd - q + rEnd - r;
    }

    /** Whether both name the same document and overlap on both sides. */
    boolean hits(Pair other) {
        return ref.equals(other.ref) && q < other.qEnd && other.q < qEnd && r < other.rEnd && other.r < rEnd;
    }

    List<Pair> hitsAmong(List<Pair> others) {
        return others.stream().filter(this::hits).toList();
    }

    /** How many of its characters, on both sides, the others cover. */
    int coveredBy(List<Pair> others) {
        return Side.QUERY.covered(this, others) + Side.REFERENCE.covered(this, others);
    }

    /** One of the two texts. */
    enum Side {
        QUERY,
        REFERENCE;

        int start(Pair pair) {
            return this == QUERY ? pair.q : pair.r;
        }

        int end(Pair pair) {
            return this == QUERY ? pair.qEnd : pair.rEnd;
        }

        /** Names the text the pair's span stands in: there is one query, but many references. */
        String text(Pair pair) {
            return this == QUERY ? "" : pair.ref;
        }

        private int covered(Pair pair, List<Pair> others) {
            int total = 0;
            int at = start(pair);
            for (Pair other :
                    others.stream().sorted(Comparator.comparingInt(this::start)).toList()) {
                int from = Math.max(start(other), at);
                int to = Math.min(end(other), end(pair));
                if (to > from) {
                    total += to - from;
                    at = to;
                }
            }
            return total;
        }
    }
}
