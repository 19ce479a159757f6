package org.dupcheck.engine.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Comparison.Exclusion;
import org.dupcheck.engine.Comparison.Figures;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.SectionResult;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.base.Spans;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.text.TextNormalizer;

/**
 * Puts the results of a submission's sections together to what the caller gets. Figures are sums over the sections; a
 * document's passages come section by section. Used by one thread.
 */
public final class Composition {
    private static final Comparator<MinorOf> LARGEST_FIRST = Comparator.comparingInt(
                    (MinorOf minor) -> -minor.minor.passage().size())
            .thenComparing(minor -> minor.minor.document());

    private static final Comparator<MinorOf> BY_PLACE = Comparator.comparingInt(MinorOf::section)
            .thenComparingInt(minor -> minor.minor.passage().from())
            .thenComparingInt(minor -> minor.minor.passage().to())
            .thenComparingInt(minor -> minor.minor.passage().source());

    private final Document submission;
    private final Pace pace;
    private final List<SectionResult> results;
    private final int tokens;

    private Composition(Document submission, List<SectionResult> results, Pace pace) {
        this.pace = pace;
        this.submission = submission;
        this.results = results;
        tokens = results.stream().mapToInt(SectionResult::tokens).sum();
    }

    /** A minor passage and the number of the section that it is in. */
    private record MinorOf(int section, SectionResult.Minor minor) {}

    /**
     * @param results of the submission's sections, in its order
     * @param pages of the reference set that they were found in
     * @param pace asks whether they are still wanted
     */
    public static Comparison of(
            Document submission, List<SectionResult> results, Pages pages, TextNormalizer normalizer, Pace pace) {
        List<SectionResult> whole = WholeSections.add(submission, results, pages, normalizer, pace);
        return new Composition(submission, whole, pace).comparison();
    }

    private Comparison comparison() {
        CommonTexts common = CommonTexts.of(submission, results);
        int matched = results.stream().mapToInt(SectionResult::matchedTokens).sum()
                + common.told().countedTokens();
        List<Comparison.Match> matches = matches();
        int longest = matches.stream()
                .mapToInt(Comparison.Match::longestRun)
                .reduce(common.told().longestRun(), Math::max);
        return new Comparison(
                share(matched, tokens),
                longest,
                tokens,
                matched,
                sections(common),
                matches,
                minor(),
                new Figures(
                        results.stream()
                                .mapToInt(result -> result.raw().tokens())
                                .sum(),
                        results.stream()
                                .mapToInt(result -> result.raw().matchedTokens())
                                .sum()),
                exclusions(),
                common.told(),
                common.signals());
    }

    private String key(int section) {
        return submission.sections().get(section).key();
    }

    private List<Comparison.SectionFigures> sections(CommonTexts common) {
        List<Comparison.SectionFigures> sections = new ArrayList<>();
        for (int s = 0; s < results.size(); s++) {
            SectionResult result = results.get(s);
            int matched = result.matchedTokens() + common.counted().get(s);
            sections.add(
                    new Comparison.SectionFigures(key(s), share(matched, result.tokens()), result.tokens(), matched));
        }
        return sections;
    }

    /** What was asked for is the same for all sections. */
    private List<Exclusion> exclusions() {
        List<Exclusion> sums = new ArrayList<>();
        for (SectionResult result : results) {
            for (int k = 0; k < result.exclusions().size(); k++) {
                Exclusion one = result.exclusions().get(k);
                if (k == sums.size()) {
                    sums.add(one);
                } else {
                    Exclusion sum = sums.get(k);
                    sums.set(
                            k,
                            new Exclusion(
                                    sum.kind(),
                                    sum.tokens() + one.tokens(),
                                    sum.matchedTokens() + one.matchedTokens(),
                                    sum.restTokens() + one.restTokens()));
                }
            }
        }
        return sums;
    }

    private List<Comparison.Match> matches() {
        Map<Document.Id, Sum> sums = new TreeMap<>();
        for (int s = 0; s < results.size(); s++) {
            for (SectionResult.Match match : results.get(s).matches()) {
                pace.spend(16);
                Sum sum = sums.computeIfAbsent(match.document(), id -> new Sum());
                sum.covered += match.coveredTokens();
                sum.longest = Math.max(sum.longest, match.longestRun());
                for (SectionResult.Passage passage : match.passages()) {
                    pace.spend(2);
                    sum.passages.add(passage(key(s), passage));
                }
            }
        }
        List<Comparison.Match> matches = new ArrayList<>();
        sums.forEach((id, sum) ->
                matches.add(new Comparison.Match(id, share(sum.covered, tokens), sum.longest, sum.passages)));
        matches.sort(Comparator.comparingDouble(Comparison.Match::containment)
                .reversed()
                .thenComparing(Comparison.Match::document));
        return matches;
    }

    /** What a document has in all sections. */
    private static final class Sum {
        private int covered;
        private int longest;
        private final List<Comparison.Passage> passages = new ArrayList<>();
    }

    /** The largest of all sections: each tells its own largest, so none is missing. */
    private List<Comparison.Match> minor() {
        List<MinorOf> all = new ArrayList<>();
        for (int s = 0; s < results.size(); s++) {
            for (SectionResult.Minor minor : results.get(s).minor()) {
                all.add(new MinorOf(s, minor));
            }
        }
        // stable: what is equal stays in the order of the sections, and within one in its own
        all.sort(LARGEST_FIRST);
        Map<Document.Id, List<MinorOf>> byDocument = new TreeMap<>();
        for (MinorOf minor : all.subList(0, Math.min(SectionResult.MAX_MINOR, all.size()))) {
            byDocument
                    .computeIfAbsent(minor.minor.document(), id -> new ArrayList<>())
                    .add(minor);
        }
        int raw = results.stream().mapToInt(result -> result.raw().tokens()).sum();
        List<Comparison.Match> matches = new ArrayList<>();
        byDocument.forEach((id, ofDocument) -> {
            ofDocument.sort(BY_PLACE);
            matches.add(new Comparison.Match(
                    id,
                    share(covered(ofDocument), raw),
                    ofDocument.stream()
                            .mapToInt(minor -> minor.minor.longestRun())
                            .max()
                            .orElse(0),
                    ofDocument.stream()
                            .map(minor -> passage(key(minor.section), minor.minor.passage()))
                            .toList()));
        });
        matches.sort(Comparator.comparingInt(Composition::longestPassage)
                .reversed()
                .thenComparing(Comparison.Match::document));
        return matches;
    }

    /** @param passages section by section */
    private static int covered(List<MinorOf> passages) {
        int covered = 0;
        Spans spans = new Spans();
        for (int i = 0; i < passages.size(); i++) {
            SectionResult.Passage passage = passages.get(i).minor.passage();
            spans.add(passage.from(), passage.to());
            if (i + 1 == passages.size() || passages.get(i + 1).section != passages.get(i).section) {
                covered += spans.size();
                spans = new Spans();
            }
        }
        return covered;
    }

    private static int longestPassage(Comparison.Match match) {
        return match.passages().stream()
                .mapToInt(passage -> passage.end() - passage.start())
                .max()
                .orElse(0);
    }

    private static Comparison.Passage passage(String section, SectionResult.Passage passage) {
        return new Comparison.Passage(
                section,
                passage.start(),
                passage.end(),
                passage.sourceSection(),
                passage.sourceStart(),
                passage.sourceEnd(),
                passage.similarity());
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
