package org.dupcheck.engine.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dupcheck.engine.align.Box;
import org.dupcheck.engine.base.Spans;

/**
 * Of passages that cover the same part of the submission the better one counts, and with it those of other documents that
 * are as much like it: where a text stands in several documents, each of them is named. The others are minor.
 */
public final class Overlaps {
    /** Part of the better one's matching tokens that another document's passage must reach to count beside it. */
    private static final double AS_MANY = .95;
    /** Share of its own tokens that must match. */
    private static final double LIKENESS = .9;

    private static final Comparator<Box> BEST_FIRST = Comparator.comparingInt(Box::bits)
            .reversed()
            .thenComparing(Box::document)
            .thenComparingInt(Box::q)
            .thenComparingInt(Box::sectionOfDocument)
            .thenComparingInt(Box::fromOfSection);

    private Overlaps() {}

    /** One that better ones cover for more than half goes, unless it is as like as they are. */
    public static Passages resolve(Passages passages) {
        List<Box> sorted = new ArrayList<>(passages.counted());
        sorted.sort(BEST_FIRST);
        List<Box> kept = new ArrayList<>();
        List<Box> minor = new ArrayList<>(passages.minor());
        Spans covered = new Spans();
        for (Box box : sorted) {
            if (covered.overlap(box.q(), box.qEnd()) * 2 <= box.qEnd() - box.q()) {
                kept.add(box);
                covered.add(box.q(), box.qEnd());
            } else if (isAsLike(box, kept)) {
                kept.add(box);
            } else {
                minor.add(box);
            }
        }
        return new Passages(kept, minor, passages.leftOut(), passages.owners());
    }

    private static boolean isAsLike(Box box, List<Box> better) {
        if (box.matched() < LIKENESS * Math.max(box.qEnd() - box.q(), box.rEnd() - box.r())) {
            return false;
        }
        boolean found = false;
        for (Box other : better) {
            if (other.q() < box.qEnd() && box.q() < other.qEnd()) {
                if (other.document().equals(box.document()) || box.matched() < AS_MANY * other.matched()) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }
}
