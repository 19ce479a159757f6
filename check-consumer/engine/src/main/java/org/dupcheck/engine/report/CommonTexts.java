package org.dupcheck.engine.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.dupcheck.engine.Comparison;
import org.dupcheck.engine.Comparison.Signal.Kind;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.SectionResult;

/**
 * The common text of all sections, and the signals: what is more common text than is told makes a signal of its section.
 * Immutable.
 *
 * @param told in the order of the submission
 * @param counted of each section the tokens of what is told of it that count as copied
 * @param signals traces of disguise section by section, then search limits section by section
 */
record CommonTexts(Comparison.CommonText told, List<Integer> counted, List<Comparison.Signal> signals) {
    /** Spans reported at most, the largest ones. */
    private static final int MAX_SPANS = 100;

    private static final Comparator<Span> LARGEST_FIRST = Comparator.comparingInt(span -> -span.span.size());

    /** A span, and the number of the section that it is in. */
    private record Span(int section, SectionResult.Common span) {}

    static CommonTexts of(Document submission, List<SectionResult> results) {
        List<Span> all = new ArrayList<>();
        for (int s = 0; s < results.size(); s++) {
            for (SectionResult.Common span : results.get(s).common()) {
                all.add(new Span(s, span));
            }
        }
        List<Span> largest = new ArrayList<>(all);
        // stable: of equal ones the first
        largest.sort(LARGEST_FIRST);
        List<Span> told = largest.subList(0, Math.min(MAX_SPANS, largest.size()));
        List<Span> tooMany = largest.subList(told.size(), largest.size());
        int tokens = told.stream().mapToInt(span -> span.span.size()).sum();
        List<Integer> counted = new ArrayList<>();
        for (int s = 0; s < results.size(); s++) {
            int section = s;
            counted.add(told.stream()
                    .filter(span -> span.section == section)
                    .mapToInt(span -> span.span.countedTokens())
                    .sum());
        }
        int longestRun = told.stream()
                .map(span -> span.span.longestRun())
                .filter(Objects::nonNull)
                .reduce(0, Math::max);
        List<Comparison.CommonPassage> passages = told.stream()
                .sorted(Comparator.comparingInt(Span::section).thenComparingInt(span -> span.span.from()))
                .map(span -> new Comparison.CommonPassage(
                        submission.sections().get(span.section).key(),
                        span.span.start(),
                        span.span.end(),
                        span.span.documents(),
                        span.span.examples()))
                .toList();
        return new CommonTexts(
                new Comparison.CommonText(
                        tokens, counted.stream().mapToInt(Integer::intValue).sum(), longestRun, passages),
                counted,
                signals(submission, results, tooMany));
    }

    private static List<Comparison.Signal> signals(
            Document submission, List<SectionResult> results, List<Span> tooMany) {
        List<Comparison.Signal> signals = new ArrayList<>();
        List<Comparison.Signal> limits = new ArrayList<>();
        for (int s = 0; s < results.size(); s++) {
            String key = submission.sections().get(s).key();
            int count = 0;
            int start = Integer.MAX_VALUE;
            int end = 0;
            for (SectionResult.Signal signal : results.get(s).signals()) {
                if (signal.kind() != Kind.SEARCH_LIMIT) {
                    signals.add(
                            new Comparison.Signal(signal.kind(), key, signal.start(), signal.end(), signal.count()));
                } else {
                    count += signal.count();
                    start = Math.min(start, signal.start());
                    end = Math.max(end, signal.end());
                }
            }
            for (Span span : tooMany) {
                if (span.section == s) {
                    count++;
                    start = Math.min(start, span.span.start());
                    end = Math.max(end, span.span.end());
                }
            }
            if (count > 0) {
                limits.add(new Comparison.Signal(Kind.SEARCH_LIMIT, key, start, end, count));
            }
        }
        signals.addAll(limits);
        return signals;
    }
}
