package org.dupcheck.engine.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.align.Box;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.base.Spans;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.search.FloorRun;
import org.dupcheck.engine.search.Source;

/** Common runs of the guaranteed length that no passage covers: the smallest passages there are. Used by one thread. */
public final class FloorRuns {
    private final Pace pace;
    private final List<Box> runs = new ArrayList<>();
    /** What passages and runs cover of the section, by document. */
    private final Map<Document.Id, Spans> covered = new HashMap<>();

    private FloorRuns(Passages passages, Pace pace) {
        this.pace = pace;
        passages.counted().forEach(this::cover);
    }

    /**
     * Adds them.
     *
     * @param runs of all pages
     * @param count whether they count, or are minor
     */
    public static Passages add(SectionQuery query, Passages passages, List<FloorRun> runs, boolean count) {
        FloorRuns floor = new FloorRuns(passages, query.pace());
        for (FloorRun run : runs) {
            floor.pace.spend(8);
            floor.add(Box.of(run, count));
        }
        return floor.with(passages, count);
    }

    private void add(Box run) {
        if (!isCovered(run.document(), run.q(), run.qEnd())) {
            cover(run);
            runs.add(run);
        }
    }

    private boolean isCovered(Document.Id document, int from, int to) {
        Spans spans = covered.get(document);
        return spans != null && spans.overlap(from, to) == to - from;
    }

    private void cover(Box box) {
        pace.spend(4);
        covered.computeIfAbsent(box.document(), id -> new Spans()).add(box.q(), box.qEnd());
    }

    /** Where a passage stands on both sides. */
    private record Place(Source source, int q, int qEnd, int r, int rEnd) {
        static Place of(Box box) {
            return new Place(box.source(), box.q(), box.qEnd(), box.r(), box.rEnd());
        }
    }

    private Passages with(Passages passages, boolean count) {
        List<Box> counted = new ArrayList<>(passages.counted());
        List<Box> minor = new ArrayList<>(passages.minor());
        List<Box> owners = new ArrayList<>(passages.owners());
        Set<Place> told = new HashSet<>();
        for (Box box : minor) {
            pace.spend(4);
            told.add(Place.of(box));
        }
        for (Box run : runs) {
            pace.spend(4);
            if (!count && told.contains(Place.of(run))) {
                continue; // a weak box that is nothing but this run
            }
            if (!run.source().isOwners()) {
                (count ? counted : minor).add(run);
            } else if (count) {
                owners.add(run);
            }
        }
        return new Passages(counted, minor, passages.excluded(), owners);
    }
}
