package org.dupcheck.bench.quality;

import java.util.Locale;

/**
 * What {@link PanScorer} says of a group of queries.
 *
 * @param macro plagdet, averaged over cases and detections
 * @param micro plagdet over characters
 * @param recall mean over the cases
 * @param precision mean over the detections
 * @param granularity detections per detected case, 1 at best
 * @param cases planted passages
 * @param found those of them that were detected
 * @param detections passages found
 */
record PanFigures(
        double macro,
        double micro,
        double recall,
        double precision,
        double granularity,
        int cases,
        int found,
        int detections) {

    static String three(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** Clean documents have no case to find: what there is to say of them is how many were flagged. */
    private String ofCases(double value) {
        return cases == 0 ? "–" : three(value);
    }

    /** The cells of a table's row. */
    String[] cells(String name) {
        return new String[] {
            name,
            ofCases(macro),
            ofCases(micro),
            ofCases(recall),
            ofCases(precision),
            ofCases(granularity),
            Integer.toString(cases),
            Integer.toString(found),
            Integer.toString(detections)
        };
    }
}
