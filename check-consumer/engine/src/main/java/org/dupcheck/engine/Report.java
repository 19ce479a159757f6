package org.dupcheck.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts the passages together to the result. */
final class Report {
    private Report() {}

    static Comparison of(PreparedQuery query, List<Box> boxes) {
        Map<Document.Id, List<Box>> byDocument = new TreeMap<>();
        for (Box box : boxes) {
            byDocument.computeIfAbsent(box.document(), id -> new ArrayList<>()).add(box);
        }
        int tokens = query.tokenCount();
        BitSet all = new BitSet();
        List<Comparison.Match> matches = new ArrayList<>();
        byDocument.forEach((id, list) -> {
            BitSet covered = new BitSet();
            list.sort(Comparator.comparingInt(Box::q).thenComparingInt(Box::r).thenComparingInt(Box::section));
            List<Comparison.Passage> passages = new ArrayList<>();
            for (Box box : list) {
                covered.set(box.q(), box.qEnd());
                passages.add(passage(query, box));
            }
            all.or(covered);
            int longest = list.stream().mapToInt(Box::longestRun).max().orElse(0);
            matches.add(new Comparison.Match(id, share(covered.cardinality(), tokens), longest, passages));
        });
        matches.sort(Comparator.comparingDouble(Comparison.Match::containment)
                .reversed()
                .thenComparing(Comparison.Match::document));
        List<Comparison.SectionFigures> sections = new ArrayList<>();
        for (int s = 0; s < query.sectionStarts.length; s++) {
            int size = query.sectionEnds[s] - query.sectionStarts[s];
            int matched = all.get(query.sectionStarts[s], query.sectionEnds[s]).cardinality();
            sections.add(new Comparison.SectionFigures(
                    query.document.sections().get(s).key(), share(matched, size), size, matched));
        }
        int longest =
                matches.stream().mapToInt(Comparison.Match::longestRun).max().orElse(0);
        return new Comparison(
                share(all.cardinality(), tokens), longest, tokens, all.cardinality(), sections, matches, List.of());
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static Comparison.Passage passage(PreparedQuery query, Box box) {
        int section = query.sectionOf(box.q());
        Page page = box.page();
        String q = query.document.sections().get(section).text();
        String r = page.sectionText(box.section());
        int qs = query.starts[box.q()];
        int qe = query.ends[box.qEnd() - 1];
        int rs = page.start(box.r());
        int re = page.end(box.rEnd() - 1);
        int qMost = box.qEnd() < query.sectionEnds[section] ? query.starts[box.qEnd()] : q.length();
        int rMost = box.rEnd() < page.endToken(box.section()) ? page.start(box.rEnd()) : r.length();
        while (qe < qMost && re < rMost && q.charAt(qe) == r.charAt(re)) {
            qe++;
            re++;
        }
        int qLeast = box.q() > query.sectionStarts[section] ? query.ends[box.q() - 1] : 0;
        int rLeast = box.r() > page.firstToken(box.section()) ? page.end(box.r() - 1) : 0;
        while (qs > qLeast && rs > rLeast && q.charAt(qs - 1) == r.charAt(rs - 1)) {
            qs--;
            rs--;
        }
        double similarity = Math.min(1, 2.0 * box.matched() / (box.qEnd() - box.q() + box.rEnd() - box.r()));
        return new Comparison.Passage(
                query.document.sections().get(section).key(),
                qs,
                qe,
                page.sectionKey(box.section()),
                rs,
                re,
                similarity);
    }
}
