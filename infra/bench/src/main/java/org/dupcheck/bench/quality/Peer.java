package org.dupcheck.bench.quality;

import java.util.List;
import java.util.Map;

/**
 * What another way of matching reached on the same texts, <strong>measured elsewhere and not in this run</strong>: on
 * queries-dev where nothing else is said, on four cores, by the project's research before the engine was built.
 *
 * @param macro plagdet by group ({@link PanScorer#ALL} or a class), as far as it was measured
 * @param remark everything else known of it
 */
record Peer(String name, Map<String, Double> macro, String remark) {
    static final Peer TRIAL = new Peer(
            "trial of passages by information",
            Map.of(
                    PanScorer.ALL,
                    0.982,
                    "none",
                    0.992,
                    "punct_width",
                    0.996,
                    "edit05",
                    0.994,
                    "edit10",
                    0.994,
                    "edit20",
                    0.962,
                    "synonyms",
                    0.981,
                    "reorder",
                    0.985,
                    "traditional",
                    0.985,
                    "mixed",
                    0.968),
            "end to end; micro .994, granularity 1.000; 60 characters .945; clean flagged 6/176; 1.9 ms");

    static final Peer PROTOTYPE = new Peer(
            "100-line prototype, 6-grams",
            Map.of(PanScorer.ALL, 0.799, "mixed", 0.757, "traditional", 0.540),
            "end to end; micro .878, granularity 1.067; 60 characters .437; clean flagged 27/176; p50 5.1 ms");

    static final Peer SANCHEZ_PEREZ = new Peer(
            "Sanchez-Perez et al. (PAN 2014), bigrams",
            Map.of(PanScorer.ALL, 0.732),
            "given the right pairs; micro .849, granularity 1.003; 52 ms a pair; English: macro .879, micro .876");

    static final Peer DOLOS =
            new Peer("dolos winnowing", Map.of(PanScorer.ALL, 0.254), "given the right pairs; granularity 3.2");

    static final Peer PAN_BASELINE =
            new Peer("PAN baseline (English only)", Map.of(), "English: macro .770, micro .800");

    static final List<Peer> ALL = List.of(TRIAL, PROTOTYPE, SANCHEZ_PEREZ, DOLOS, PAN_BASELINE);
}
