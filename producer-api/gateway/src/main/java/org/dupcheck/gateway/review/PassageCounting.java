package org.dupcheck.gateway.review;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.review.PassageCounts.SectionCounts;
import org.dupcheck.gateway.review.TokenReader.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tokens of a verdict's passages in the texts, and holds the counts against the verdict: they are given out only
 * where they come to its own figures. Used by one thread.
 */
public final class PassageCounting {
    private final Verdict verdict;
    private final Policy policy;
    private final TokenReader reader;
    private final Map<String, Tokens> texts = new HashMap<>();

    private PassageCounting(Verdict verdict, Policy policy, TokenReader reader) {
        this.verdict = verdict;
        this.policy = policy;
        this.reader = reader;
    }

    /**
     * Counts.
     *
     * @param policy of the version that the verdict is pinned to
     * @param submission its sections
     * @param sources the sections of a match's document, if they are kept; asked only where the verdict does not tell
     * @return empty where a text that is needed is gone, or the counts do not come to the verdict's figures
     */
    public static Optional<PassageCounts> count(
            Verdict verdict,
            Policy policy,
            List<Section> submission,
            Function<Verdict.Match, Optional<List<Section>>> sources,
            TokenReader reader) {
        PassageCounting counting = new PassageCounting(verdict, policy, reader);
        submission.forEach(section -> counting.texts.put(section.key(), reader.read(section.text(), policy)));
        return counting.counts(sources);
    }

    private Optional<PassageCounts> counts(Function<Verdict.Match, Optional<List<Section>>> sources) {
        Map<String, TreeSet<Integer>> borders = new HashMap<>();
        for (Verdict.Match match : verdict.matches()) {
            for (Verdict.Passage passage : match.passages()) {
                if (!texts.containsKey(passage.section())) {
                    return Optional.empty();
                }
                borders.computeIfAbsent(passage.section(), key -> new TreeSet<>())
                        .addAll(List.of(passage.start(), passage.end()));
            }
        }
        List<SectionCounts> sections = new ArrayList<>();
        borders.forEach((key, offsets) -> sections.add(section(key, List.copyOf(offsets))));
        List<List<Integer>> runs = new ArrayList<>();
        for (Verdict.Match match : verdict.matches()) {
            List<Integer> ofMatch = runs(match, sources);
            if (ofMatch == null) {
                return Optional.empty();
            }
            runs.add(ofMatch);
        }
        PassageCounts counts = new PassageCounts(sections, runs);
        return areTheVerdicts(counts) ? Optional.of(counts) : Optional.empty();
    }

    private SectionCounts section(String key, List<Integer> borders) {
        int[] counted = new int[borders.size() - 1];
        Tokens tokens = tokens(key);
        for (int i = 0; i < tokens.size(); i++) {
            int found = Collections.binarySearch(borders, tokens.start(i));
            int at = found < 0 ? -found - 2 : found;
            if (at >= 0 && at < counted.length && tokens.counts(i)) {
                counted[at]++;
            }
        }
        List<Integer> boxed = new ArrayList<>();
        for (int count : counted) {
            boxed.add(count);
        }
        return new SectionCounts(key, borders, boxed);
    }

    private Tokens tokens(String key) {
        Tokens tokens = texts.get(key);
        if (tokens == null) {
            throw new IllegalStateException("a section without a text");
        }
        return tokens;
    }

    /** Null where they cannot be told. One passage alone has its source's run; the verdict says which that is. */
    private @Nullable List<Integer> runs(
            Verdict.Match match, Function<Verdict.Match, Optional<List<Section>>> sources) {
        if (match.passages().size() == 1) {
            return List.of(match.longestRun());
        }
        Map<String, Tokens> there = new HashMap<>();
        List<Integer> runs = new ArrayList<>();
        for (Verdict.Passage passage : match.passages()) {
            int[] here = span(tokens(passage.section()), passage.start(), passage.end());
            if (passage.similarity() == 1) {
                // the same tokens on both sides
                runs.add(Math.min(here.length, match.longestRun()));
                continue;
            }
            if (there.isEmpty()) {
                Optional<List<Section>> text = sources.apply(match);
                if (text.isEmpty()) {
                    return null;
                }
                text.get().forEach(section -> there.put(section.key(), reader.read(section.text(), policy)));
            }
            Tokens source = there.get(passage.sourceSection());
            if (source == null) {
                return null;
            }
            int[] other = span(source, passage.sourceStart(), passage.sourceEnd());
            runs.add(CommonRun.longest(here, other, match.longestRun()));
        }
        return runs;
    }

    private static int[] span(Tokens tokens, int start, int end) {
        int from = first(tokens, start);
        int to = first(tokens, end);
        int[] of = new int[to - from];
        for (int i = 0; i < of.length; i++) {
            of[i] = tokens.token(from + i);
        }
        return of;
    }

    /** The first token that starts at the offset or behind it. */
    private static int first(Tokens tokens, int offset) {
        int low = 0;
        int high = tokens.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (tokens.start(middle) < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Tokens of a section that count as common text does: no passage of a match covers any of them. */
    private int commonTokens(String section) {
        Tokens tokens = texts.get(section);
        if (tokens == null) {
            return 0;
        }
        int counted = 0;
        for (Verdict.CommonPassage passage : verdict.countedCommonText()) {
            if (passage.section().equals(section)) {
                int to = first(tokens, passage.end());
                for (int i = first(tokens, passage.start()); i < to; i++) {
                    counted += tokens.counts(i) ? 1 : 0;
                }
            }
        }
        return counted;
    }

    /** Whether they come to all figures of the verdict, to the last bit. */
    private boolean areTheVerdicts(PassageCounts counts) {
        List<Verdict.Passage> all = verdict.matches().stream()
                .flatMap(match -> match.passages().stream())
                .toList();
        for (Verdict.SectionResult section : verdict.sections()) {
            if (counts.covered(section.key(), all) + commonTokens(section.key()) != section.matchedTokens()) {
                return false;
            }
        }
        for (int m = 0; m < verdict.matches().size(); m++) {
            Verdict.Match match = verdict.matches().get(m);
            if (Shares.of(counts.covered(match.passages()), verdict.tokens()) != match.containment()
                    || Collections.max(counts.runs().get(m)) != match.longestRun()) {
                return false;
            }
        }
        return true;
    }
}
