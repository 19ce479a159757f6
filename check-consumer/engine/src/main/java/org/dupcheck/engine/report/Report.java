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
import org.dupcheck.engine.common.CommonSpan;
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
    private final LeavingOut leavingOut;
    /** Places that count in some ratio. */
    private final BitSet counting;

    private Report(SectionQuery query, LeavingOut leavingOut) {
        this.query = query;
        this.leavingOut = leavingOut;
        this.counting = leavingOut.counting();
    }

    /** @param limits those that the search ran into */
    public static SectionResult of(
            SectionQuery query, Passages passages, List<CommonSpan> common, List<SectionResult.Signal> limits) {
        return new Report(query, LeavingOut.of(query, passages)).result(passages, common, limits);
    }

    private SectionResult result(Passages passages, List<CommonSpan> common, List<SectionResult.Signal> limits) {
        BitSet matched = LeavingOut.union(passages.counted());
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
            byDocument.computeIfAbsent(box.document(), id -> new ArrayList<>()).add(box);
        }
        List<SectionResult.Match> matches = new ArrayList<>();
        byDocument.forEach((id, ofDocument) -> {
            ofDocument.sort(BY_PLACE);
            BitSet covered = LeavingOut.union(ofDocument);
            covered.and(counting);
            int longest = ofDocument.stream().mapToInt(Box::longestRun).max().orElse(0);
            List<SectionResult.Passage> passages =
                    ofDocument.stream().map(this::passage).toList();
            matches.add(new SectionResult.Match(id, covered.cardinality(), longest, passages));
        });
        return matches;
    }

    private List<SectionResult.Minor> minor(List<Box> boxes) {
        return boxes.stream()
                .sorted(LARGEST_FIRST)
                .limit(SectionResult.MAX_MINOR)
                .map(box -> new SectionResult.Minor(box.document(), box.longestRun(), passage(box)))
                .toList();
    }

    private SectionResult.Passage passage(Box box) {
        query.wanted.ask();
        return Edges.of(query, box.q(), box.qEnd()).with(box.page(), box.section(), box.r(), box.rEnd(), box.matched());
    }

    private SectionResult.Common common(CommonSpan span) {
        return new SectionResult.Common(
                span.q(),
                span.qEnd(),
                query.starts[span.q()],
                query.ends[span.qEnd() - 1],
                span.documents(),
                span.examples());
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
