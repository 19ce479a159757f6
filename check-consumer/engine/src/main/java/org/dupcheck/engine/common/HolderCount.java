package org.dupcheck.engine.common;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.engine.base.IntList;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.query.SectionQuery;

/**
 * Counts the documents that hold a span of common text: those that hold most of a few windows of it, and of the others
 * that hold a window those whose text around it is the span's. Used by one thread.
 */
final class HolderCount {
    /** Windows of a span that are looked at. */
    private static final int WINDOWS = 6;
    /** Tokens at either end of a span that not all of its documents may have. */
    private static final int BORDER = 2;
    /** Share of the windows of the document that holds the most of them. */
    private static final double MAX_WINDOWS = .75;

    private final SectionQuery query;
    private final Holders holders;
    private final Pace pace;
    /** Places of the reference set, and tokens, looked at for each span at most. */
    private final int places;

    HolderCount(SectionQuery query, Holders holders, Pace pace, int places) {
        this.query = query;
        this.holders = holders;
        this.pace = pace;
        this.places = places;
    }

    /** The span with all documents that hold it, or as it is if these are too many to look at. */
    CommonSpan of(CommonSpan known) {
        Stretch span = Stretch.span(known.q(), known.qEnd());
        int[] windows = windows(span);
        if (windows.length == 0) {
            return known;
        }
        List<Holders.Seen> seen = holders.of(windows);
        int most = 0;
        for (int from = 0; from < seen.size(); from = endOf(seen, from)) {
            most = Math.max(most, windowsOf(seen.subList(from, endOf(seen, from))));
        }
        List<Holders.Seen> documents = new ArrayList<>();
        List<List<Holders.Seen>> doubtful = new ArrayList<>();
        for (int from = 0; from < seen.size(); from = endOf(seen, from)) {
            List<Holders.Seen> ofDocument = seen.subList(from, endOf(seen, from));
            if (windowsOf(ofDocument) >= MAX_WINDOWS * most) {
                documents.add(ofDocument.get(0));
            } else {
                doubtful.add(ofDocument);
            }
        }
        // all or none, so that the order of the pages does not decide
        if ((long) doubtful.size() * span.size() <= places) {
            for (List<Holders.Seen> ofDocument : doubtful) {
                if (covers(ofDocument, span)) {
                    documents.add(ofDocument.get(0));
                }
            }
        }
        return new CommonSpan(span.from(), span.to(), known.longestRun(), documents.size(), holders.named(documents));
    }

    private boolean covers(List<Holders.Seen> ofDocument, Stretch span) {
        int window = -1;
        for (Holders.Seen seen : ofDocument) {
            if (seen.window() != window) {
                window = seen.window();
                Stretch around = Stretch.around(query, holders.pageOf(seen), seen.section(), seen.q(), seen.r(), pace);
                if (around.covers(span)) {
                    return true;
                }
            }
        }
        return false;
    }

    private int endOf(List<Holders.Seen> seen, int from) {
        int end = from + 1;
        while (end < seen.size() && seen.get(end).document() == seen.get(from).document()) {
            pace.spend(1);
            end++;
        }
        return end;
    }

    private int windowsOf(List<Holders.Seen> ofDocument) {
        int windows = 0;
        int last = -1;
        for (Holders.Seen seen : ofDocument) {
            pace.spend(1);
            windows += seen.window() == last ? 0 : 1;
            last = seen.window();
        }
        return windows;
    }

    /** As many windows as may be looked at, spread over the span; none if each has too many places. */
    private int[] windows(Stretch span) {
        int most = Math.min(WINDOWS, span.size() / Anchors.WINDOW);
        int first = span.from() + BORDER;
        int last = span.to() - BORDER - Anchors.WINDOW;
        IntList windows = new IntList();
        int left = places;
        for (int w = 0; w < most; w++) {
            int place = first + (int) ((long) w * (last - first) / Math.max(1, most - 1));
            int needed = holders.places(place, left);
            if (needed <= left) {
                windows.add(place);
                left -= needed;
            }
        }
        return windows.toArray();
    }
}
