package org.dupcheck.bench.detect;

import java.util.List;

/** The passages found in one query, as they are scored: offsets are code points, half open. */
record Detection(String id, List<Found> passages) {
    /**
     * One passage.
     *
     * @param ref the reference document
     * @param q where it stands in the query: start and end
     * @param r where it stands in the reference document
     */
    record Found(String ref, List<Integer> q, List<Integer> r) {}
}
