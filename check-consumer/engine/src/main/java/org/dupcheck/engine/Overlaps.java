package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Of passages that cover the same part of the submission the better one counts; the others are minor. */
final class Overlaps {
    private static final Comparator<Box> BEST_FIRST = Comparator.comparingInt(Box::bits)
            .reversed()
            .thenComparing(Box::document)
            .thenComparingInt(Box::q)
            .thenComparingInt(Box::sectionOfDocument)
            .thenComparingInt(Box::fromOfSection);

    private Overlaps() {}

    /** One that better ones cover for more than half goes. */
    static Passages resolve(Passages passages) {
        List<Box> sorted = new ArrayList<>(passages.counted());
        sorted.sort(BEST_FIRST);
        List<Box> kept = new ArrayList<>();
        List<Box> minor = new ArrayList<>(passages.minor());
        Spans covered = new Spans();
        for (Box box : sorted) {
            if (covered.overlap(box.q(), box.qEnd()) * 2 <= box.qEnd() - box.q()) {
                kept.add(box);
                covered.add(box.q(), box.qEnd());
            } else {
                minor.add(box);
            }
        }
        return new Passages(kept, minor, passages.leftOut(), passages.owners());
    }
}
