package org.dupcheck.engine.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.align.Box;
import org.dupcheck.engine.common.CommonSpan;
import org.dupcheck.engine.index.OffsetStore;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.query.PreparedQuery;

/** Puts the passages together to the result. Used by one thread. */
public final class Report {
    /** Minor passages reported at most. */
    private static final int MAX_MINOR = 100;

    private static final Comparator<Box> LARGEST_FIRST = Comparator.comparingInt((Box box) -> box.q() - box.qEnd())
            .thenComparing(Box::document)
            .thenComparingInt(Box::q)
            .thenComparingInt(Box::sectionOfDocument)
            .thenComparingInt(Box::fromOfSection);

    private static final Comparator<Box> BY_PLACE = Comparator.comparingInt(Box::q)
            .thenComparingInt(Box::qEnd)
            .thenComparingInt(Box::sectionOfDocument)
            .thenComparingInt(Box::fromOfSection);

    private final PreparedQuery query;
    private final LeavingOut leavingOut;
    /** Places that count in some ratio. */
    private final BitSet counting;

    private Report(PreparedQuery query, LeavingOut leavingOut) {
        this.query = query;
        this.leavingOut = leavingOut;
        this.counting = leavingOut.counting();
    }

    /** Puts the passages together to what the caller gets. */
    public static Comparison of(
            PreparedQuery query, Passages passages, List<CommonSpan> common, List<Comparison.Signal> signals) {
        return new Report(query, LeavingOut.of(query, passages)).compare(passages, common, signals);
    }

    private Comparison compare(Passages passages, List<CommonSpan> common, List<Comparison.Signal> signals) {
        BitSet matched = LeavingOut.union(passages.counted());
        matched.and(counting);
        int tokens = counting.cardinality();
        List<Comparison.Match> matches = matches(passages.counted(), tokens);
        matches.sort(Comparator.comparingDouble(Comparison.Match::containment)
                .reversed()
                .thenComparing(Comparison.Match::document));
        List<Box> minor = new ArrayList<>(passages.minor());
        minor.sort(LARGEST_FIRST);
        List<Comparison.Match> minorMatches = matches(minor.subList(0, Math.min(MAX_MINOR, minor.size())), tokens);
        minorMatches.sort(
                Comparator.comparingInt(Report::longestPassage).reversed().thenComparing(Comparison.Match::document));
        int longest =
                matches.stream().mapToInt(Comparison.Match::longestRun).max().orElse(0);
        return new Comparison(
                share(matched.cardinality(), tokens),
                longest,
                tokens,
                matched.cardinality(),
                sections(matched),
                matches,
                minorMatches,
                leavingOut.raw(),
                leavingOut.exclusions(),
                commonText(common),
                allSignals(signals));
    }

    /** What the search ran into, and what the text itself shows. */
    private List<Comparison.Signal> allSignals(List<Comparison.Signal> ofSearch) {
        List<Comparison.Signal> all = new ArrayList<>(query.disguises);
        all.addAll(ofSearch);
        return all;
    }

    private static int longestPassage(Comparison.Match match) {
        return match.passages().stream()
                .mapToInt(p -> p.end() - p.start())
                .max()
                .orElse(0);
    }

    private List<Comparison.Match> matches(List<Box> boxes, int tokens) {
        Map<Document.Id, List<Box>> byDocument = new TreeMap<>();
        for (Box box : boxes) {
            byDocument.computeIfAbsent(box.document(), id -> new ArrayList<>()).add(box);
        }
        List<Comparison.Match> matches = new ArrayList<>();
        byDocument.forEach((id, ofDocument) -> {
            ofDocument.sort(BY_PLACE);
            BitSet covered = LeavingOut.union(ofDocument);
            covered.and(counting);
            int longest = ofDocument.stream().mapToInt(Box::longestRun).max().orElse(0);
            List<Comparison.Passage> passages =
                    ofDocument.stream().map(this::passage).toList();
            matches.add(new Comparison.Match(id, share(covered.cardinality(), tokens), longest, passages));
        });
        return matches;
    }

    private List<Comparison.SectionFigures> sections(BitSet matched) {
        List<Comparison.SectionFigures> sections = new ArrayList<>();
        for (int s = 0; s < query.sectionStarts.length; s++) {
            int from = query.sectionStarts[s];
            int to = query.sectionEnds[s];
            int tokens = counting.get(from, to).cardinality();
            int covered = matched.get(from, to).cardinality();
            sections.add(new Comparison.SectionFigures(
                    query.document.sections().get(s).key(), share(covered, tokens), tokens, covered));
        }
        return sections;
    }

    private Comparison.CommonText commonText(List<CommonSpan> common) {
        int tokens = 0;
        List<Comparison.CommonPassage> passages = new ArrayList<>();
        for (CommonSpan span : common) {
            tokens += span.qEnd() - span.q();
            passages.add(new Comparison.CommonPassage(
                    query.document.sections().get(query.sectionOf(span.q())).key(),
                    query.starts[span.q()],
                    query.ends[span.qEnd() - 1],
                    span.documents(),
                    span.examples()));
        }
        return new Comparison.CommonText(tokens, passages);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** The passage's offsets, extended over equal characters between tokens: punctuation and spaces. */
    private Comparison.Passage passage(Box box) {
        int section = query.sectionOf(box.q());
        String text = query.document.sections().get(section).text();
        Page page = box.page();
        int before = box.q() > query.sectionStarts[section] ? query.ends[box.q() - 1] : 0;
        int after = box.qEnd() < query.sectionEnds[section] ? query.starts[box.qEnd()] : text.length();
        int start = query.starts[box.q()];
        // tokens of one character share its offsets: then there is nothing between them
        int end = query.ends[box.qEnd() - 1];
        OffsetStore.Place source = page.place(box.section(), box.r());
        int sourceStart = source.start();
        int sourceEnd = page.place(box.section(), box.rEnd() - 1).end();
        int head = Gaps.commonEnd(text, Math.min(before, start), start, source.before());
        int tail = Gaps.commonStart(
                text,
                end,
                Math.max(end, after),
                page.place(box.section(), box.rEnd()).before());
        double similarity = 2.0 * box.matched() / (box.qEnd() - box.q() + box.rEnd() - box.r());
        return new Comparison.Passage(
                query.document.sections().get(section).key(),
                start - head,
                end + tail,
                page.sectionKey(box.section()),
                sourceStart - head,
                sourceEnd + tail,
                Math.min(1, similarity));
    }
}
