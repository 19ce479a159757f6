package org.dupcheck.engine.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.align.Box;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.base.RangeMaximum;
import org.dupcheck.engine.base.Spans;
import org.dupcheck.engine.model.Bits;
import org.dupcheck.engine.query.SectionQuery;

/**
 * Of passages that cover the same part of the submission the better one counts, and with it those of other documents that
 * are as much like it: where a text stands in several documents, each of them is named. One of which a passage is left
 * beside the better ones counts as well: else a copied source would vanish when another document holds the larger part of
 * it. The others are minor.
 */
public final class Overlaps {
    /** Part of the better one's matching tokens that another document's passage must reach to count beside it. */
    private static final double AS_MANY = .95;
    /** Share of its own tokens that must match. */
    private static final double LIKENESS = .9;

    /** Bits that a token takes off which does not match. */
    private static final double UNMATCHED_PRICE = 2;

    private static final Comparator<Box> BEST_FIRST = Comparator.comparingInt(Box::bits)
            .reversed()
            .thenComparing(Box::document)
            .thenComparingInt(Box::q)
            .thenComparingInt(Box::sectionOfDocument)
            .thenComparingInt(Box::fromOfSection);

    private final EngineSettings settings;
    private final List<Box> kept = new ArrayList<>();
    private final Spans covered = new Spans();
    /** Of each place the most matching tokens that a kept passage over it has. */
    private final RangeMaximum matched;
    /** The places that the kept passages of each document cover. */
    private final Map<Document.Id, Spans> ofDocuments = new HashMap<>();

    private Overlaps(int places, EngineSettings settings) {
        this.settings = settings;
        matched = new RangeMaximum(places);
    }

    /** One that better ones cover for more than half goes, unless it is as like as they are or enough of it is left. */
    public static Passages resolve(SectionQuery query, Passages passages, EngineSettings settings) {
        List<Box> sorted = new ArrayList<>(passages.counted());
        Pace pace = query.pace();
        pace.sort(sorted, BEST_FIRST);
        Overlaps overlaps =
                new Overlaps(sorted.stream().mapToInt(Box::qEnd).max().orElse(0), settings);
        List<Box> minor = new ArrayList<>(passages.minor());
        for (Box box : sorted) {
            pace.spend(64);
            if (overlaps.isFree(box) || (box.parts().isEmpty() && overlaps.standsBeside(box))) {
                overlaps.cover(box);
            } else if (overlaps.isAsLike(box)) {
                overlaps.keep(box);
            } else {
                minor.add(box);
                // what lies beside the better one was drawn into this box, and is none the worse for it
                box.parts().stream()
                        .filter(part -> overlaps.isFree(part) || overlaps.standsBeside(part))
                        .forEach(overlaps::cover);
            }
        }
        return new Passages(overlaps.kept, minor, passages.excluded(), passages.owners());
    }

    private boolean isFree(Box box) {
        return covered.overlap(box.q(), box.qEnd()) * 2 <= box.qEnd() - box.q();
    }

    /** Whether what better ones leave of it is a passage by itself: by its share of what the whole carries. */
    private boolean standsBeside(Box box) {
        int length = box.qEnd() - box.q();
        int left = length - covered.overlap(box.q(), box.qEnd());
        double carried = (double) box.bits() / Bits.ONE - UNMATCHED_PRICE * (length - box.matched());
        return left >= settings.floorTokens() && carried * left / length >= settings.reportingFloorBits();
    }

    private void cover(Box box) {
        keep(box);
        covered.add(box.q(), box.qEnd());
    }

    private void keep(Box box) {
        kept.add(box);
        matched.raise(box.q(), box.qEnd(), box.matched());
        ofDocuments.computeIfAbsent(box.document(), id -> new Spans()).add(box.q(), box.qEnd());
    }

    /** Whether a box of which better ones cover some place matches as much as each of those over it. */
    private boolean isAsLike(Box box) {
        Spans own = ofDocuments.get(box.document());
        return box.matched() >= LIKENESS * Math.max(box.qEnd() - box.q(), box.rEnd() - box.r())
                && box.matched() >= AS_MANY * matched.of(box.q(), box.qEnd())
                && (own == null || own.overlap(box.q(), box.qEnd()) == 0);
    }
}
