package org.dupcheck.bench.quality;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dupcheck.bench.data.QueryRow;
import org.dupcheck.bench.measure.BenchException;

/**
 * The measures of the PAN plagiarism-detection task, over queries added one by one. A detection detects a case when both
 * name the same document and overlap on both sides.
 *
 * <ul>
 *   <li>recall: share of a case's characters, both sides, covered by the detections that detect it
 *   <li>precision: share of a detection's characters covered by the cases it detects
 *   <li>granularity: detections per detected case
 *   <li>plagdet: F1(precision, recall) / log2(1 + granularity)
 * </ul>
 *
 * Macro averages over cases and over detections; micro adds up characters, query by query. Not thread-safe.
 *
 * @see <a href="https://aclanthology.org/C10-2115/">Potthast, Stein, Barrón-Cedeño, Rosso: An Evaluation Framework for
 *     Plagiarism Detection, COLING 2010</a>
 */
final class PanScorer {
    static final String ALL = "all";

    private final Map<String, Tally> groups = new TreeMap<>();
    private final List<Flagged> flagged = new ArrayList<>();
    private int clean;

    /**
     * A document without a planted passage in which one was found.
     *
     * @param longest the longest one found, on the query's side
     */
    record Flagged(String id, Pair longest) {}

    /**
     * Adds a query.
     *
     * @param detections repeated ones count once; those outside {@link QueryRow#only} not at all
     * @throws BenchException for a detection that is empty or out of the text
     */
    void add(QueryRow query, List<Pair> detections) {
        int length = query.text().codePointCount(0, query.text().length());
        List<Pair> known = new ArrayList<>();
        for (Pair detection : new TreeSet<>(detections)) {
            if (detection.q() < 0
                    || detection.q() >= detection.qEnd()
                    || detection.qEnd() > length
                    || detection.r() < 0
                    || detection.r() >= detection.rEnd()) {
                throw new BenchException(query.id() + ": a passage is empty or out of range: " + detection);
            }
            List<String> only = query.only();
            if (only == null || only.contains(detection.ref())) {
                known.add(detection);
            }
        }
        List<Pair> cases = Pair.planted(query);
        if (cases.isEmpty()) {
            clean++;
            known.stream()
                    .max((a, b) -> Integer.compare(a.qEnd() - a.q(), b.qEnd() - b.q()))
                    .ifPresent(longest -> flagged.add(new Flagged(query.id(), longest)));
        }
        for (String group : List.of(ALL, query.disguise())) {
            groups.computeIfAbsent(group, name -> new Tally()).add(cases, known);
        }
    }

    /** All first, then the classes by name. */
    Map<String, PanFigures> figures() {
        Map<String, PanFigures> figures = new LinkedHashMap<>();
        figures.put(ALL, figures(ALL));
        groups.forEach((name, tally) -> figures.putIfAbsent(name, tally.figures()));
        return figures;
    }

    PanFigures figures(String group) {
        return groups.computeIfAbsent(group, name -> new Tally()).figures();
    }

    /** Queries without any case. */
    int clean() {
        return clean;
    }

    /** Those of them in which something was found, in the order they were added. */
    List<Flagged> flagged() {
        return List.copyOf(flagged);
    }

    /** The sums of one group. */
    private static final class Tally {
        private double recall;
        private int cases;
        private int found;
        private int hits;
        private double precision;
        private int detections;
        private long caseCharacters;
        private long detectionCharacters;
        private long commonCharacters;

        void add(List<Pair> planted, List<Pair> known) {
            for (Pair one : planted) {
                List<Pair> by = one.hitsAmong(known);
                recall += one.coveredBy(by) / (double) one.characters();
                cases++;
                found += by.isEmpty() ? 0 : 1;
                hits += by.size();
            }
            for (Pair one : known) {
                precision += one.coveredBy(one.hitsAmong(planted)) / (double) one.characters();
                detections++;
            }
            for (Pair.Side side : Pair.Side.values()) {
                addCharacters(side, planted, known);
            }
        }

        private void addCharacters(Pair.Side side, List<Pair> planted, List<Pair> known) {
            Map<String, Places> texts = new HashMap<>();
            for (Pair one : planted) {
                Places places = texts.computeIfAbsent(side.text(one), name -> new Places());
                places.cases.set(side.start(one), side.end(one));
                for (Pair by : one.hitsAmong(known)) {
                    int from = Math.max(side.start(one), side.start(by));
                    places.common.set(from, Math.min(side.end(one), side.end(by)));
                }
            }
            for (Pair one : known) {
                texts.computeIfAbsent(side.text(one), name -> new Places())
                        .detections
                        .set(side.start(one), side.end(one));
            }
            for (Places places : texts.values()) {
                caseCharacters += places.cases.cardinality();
                detectionCharacters += places.detections.cardinality();
                commonCharacters += places.common.cardinality();
            }
        }

        PanFigures figures() {
            double granularity = found == 0 ? 1 : hits / (double) found;
            double meanRecall = cases == 0 ? 0 : recall / cases;
            double meanPrecision = detections == 0 ? 0 : precision / detections;
            double macro = plagdet(meanPrecision, meanRecall, granularity);
            double micro = plagdet(
                    commonCharacters / (double) Math.max(1, detectionCharacters),
                    commonCharacters / (double) Math.max(1, caseCharacters),
                    granularity);
            return new PanFigures(macro, micro, meanRecall, meanPrecision, granularity, cases, found, detections);
        }
    }

    static double plagdet(double precision, double recall, double granularity) {
        if (precision + recall == 0) {
            return 0;
        }
        return 2 * precision * recall / (precision + recall) / (Math.log1p(granularity) / Math.log(2));
    }

    /** Of one text: the characters of cases, of detections, and of what they have in common. */
    private record Places(BitSet cases, BitSet detections, BitSet common) {
        Places() {
            this(new BitSet(), new BitSet(), new BitSet());
        }
    }
}
