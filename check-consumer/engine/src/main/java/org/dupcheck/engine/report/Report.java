package org.dupcheck.engine.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.SectionResult;
import org.dupcheck.engine.align.Box;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.common.CommonSpan;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.query.SectionQuery;
import org.dupcheck.engine.text.Traces;

/** Puts the passages of a section together to its result. Used by one thread. */
public final class Report {
    private static final Comparator<Box> LARGEST_FIRST = Comparator.comparingInt((Box box) -> box.q() - box.qEnd())
            .thenComparing(Box::document)
            .thenComparingInt(Box::q)
            .thenComparingInt(Box::sectionOfDocument)
            .thenComparingInt(Box::fromOfSection);

    private static final Comparator<Box> BY_PLACE = Comparator.comparingInt(Box::q)
            .thenComparingInt(Box::qEnd)
            .thenComparingInt(Box::sectionOfDocument)
            .thenComparingInt(Box::fromOfSection);

    private final SectionQuery query;
    private final Pages pages;
    private final Pace pace;
    private final LeavingOut leavingOut;
    /** Places that count in some ratio. */
    private final BitSet counting;

    private Report(SectionQuery query, Pages pages, LeavingOut leavingOut) {
        this.query = query;
        this.pages = pages;
        pace = query.pace();
        this.leavingOut = leavingOut;
        this.counting = leavingOut.counting();
    }

    /** @param limits those that the search ran into */
    public static SectionResult of(
            SectionQuery query,
            Pages pages,
            Passages passages,
            List<CommonSpan> common,
            List<SectionResult.Signal> limits) {
        return new Report(query, pages, LeavingOut.of(query, passages, common)).result(passages, common, limits);
    }

    private SectionResult result(Passages passages, List<CommonSpan> common, List<SectionResult.Signal> limits) {
        BitSet matched = LeavingOut.union(passages.counted(), pace);
        matched.and(counting);
        return new SectionResult(
                counting.cardinality(),
                matched.cardinality(),
                leavingOut.raw(),
                leavingOut.exclusions(),
                matches(passages.counted()),
                minor(passages.minor()),
                common.stream().map(this::common).toList(),
                signals(limits));
    }

    private List<SectionResult.Match> matches(List<Box> boxes) {
        Map<Document.Id, List<Box>> byDocument = new TreeMap<>();
        for (Box box : boxes) {
            pace.spend(16);
            byDocument.computeIfAbsent(box.document(), id -> new ArrayList<>()).add(box);
        }
        List<SectionResult.Match> matches = new ArrayList<>();
        byDocument.forEach((id, ofDocument) -> {
            pace.sort(ofDocument, BY_PLACE);
            BitSet covered = LeavingOut.union(ofDocument, pace);
            covered.and(counting);
            int longest = ofDocument.stream().mapToInt(this::ownRun).max().orElse(0);
            List<SectionResult.Passage> passages =
                    ofDocument.stream().map(this::passage).toList();
            matches.add(new SectionResult.Match(id, covered.cardinality(), longest, passages));
        });
        return matches;
    }

    private List<SectionResult.Minor> minor(List<Box> boxes) {
        List<Box> sorted = new ArrayList<>(boxes);
        pace.sort(sorted, LARGEST_FIRST);
        return sorted.stream()
                .limit(SectionResult.MAX_MINOR)
                .map(box -> new SectionResult.Minor(box.document(), box.longestRun(), passage(box)))
                .toList();
    }

    private int ownRun(Box box) {
        return OwnRun.of(query, pages.page(box.source().page()), box, pace);
    }

    private SectionResult.Passage passage(Box box) {
        query.wanted.ask();
        Page page = pages.page(box.source().page());
        return Edges.of(query, box.q(), box.qEnd())
                .with(page, box.source().section(), box.r(), box.rEnd(), box.matched());
    }

    private SectionResult.Common common(CommonSpan span) {
        return new SectionResult.Common(
                span.q(),
                span.qEnd(),
                query.starts[span.q()],
                query.ends[span.qEnd() - 1],
                span.documents(),
                span.examples(),
                query.exclusions.options().commonTextCounts() ? span.longestRun() : null);
    }

    /** What the text itself shows, and what the search ran into. */
    private List<SectionResult.Signal> signals(List<SectionResult.Signal> limits) {
        List<SectionResult.Signal> all = new ArrayList<>();
        for (Traces.Trace trace : query.disguises) {
            Comparison.Signal.Kind kind = switch (trace.kind()) {
                case INVISIBLE -> Comparison.Signal.Kind.INVISIBLE_CHARACTERS;
                case MIXED_SCRIPT -> Comparison.Signal.Kind.MIXED_SCRIPT;
            };
            all.add(new SectionResult.Signal(kind, trace.start(), trace.end(), trace.count()));
        }
        all.addAll(limits);
        return all;
    }
}
