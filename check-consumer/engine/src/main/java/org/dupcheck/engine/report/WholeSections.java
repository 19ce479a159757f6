package org.dupcheck.engine.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dupcheck.engine.Comparison.Exclusion;
import org.dupcheck.engine.Comparison.Figures;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.SectionResult;
import org.dupcheck.engine.base.Pace;
import org.dupcheck.engine.index.Page;
import org.dupcheck.engine.index.Pages;
import org.dupcheck.engine.text.TextNormalizer;
import org.dupcheck.engine.text.TokenText;
import org.jspecify.annotations.Nullable;

/**
 * A section that stands as a whole in a document with a passage that counts, in whatever section of the submission, is
 * itself such a passage, however short: a document against itself scores 1. This is all that one section's result owes to
 * the others. Nothing is searched for it: only sections of as many tokens are compared. Used by one thread.
 */
final class WholeSections {
    private final Document submission;
    private final TextNormalizer normalizer;
    private final Pace pace;
    /** Sections of matched documents, by their number of tokens; no others than those that some section has. */
    private final Map<Integer, List<Source>> bySize = new HashMap<>();

    private WholeSections(Document submission, TextNormalizer normalizer, Pace pace) {
        this.submission = submission;
        this.normalizer = normalizer;
        this.pace = pace;
    }

    /** A section of a reference document. */
    private record Source(Document.Id document, Page page, int section) {
        int number() {
            return section - page.firstSection(page.documentOf(section));
        }

        int size() {
            return page.endToken(section) - page.firstToken(section);
        }
    }

    /**
     * The results with what is added to them; most often it is nothing.
     *
     * @param results of the submission's sections, in its order
     * @param pages of the reference set
     * @param pace asks whether they are still wanted
     */
    static List<SectionResult> add(
            Document submission, List<SectionResult> results, Pages pages, TextNormalizer normalizer, Pace pace) {
        Set<Document.Id> matched = new TreeSet<>();
        Set<Integer> sizes = new HashSet<>();
        for (SectionResult result : results) {
            result.matches().forEach(match -> matched.add(match.document()));
            sizes.add(result.raw().tokens());
        }
        sizes.remove(0);
        WholeSections whole = new WholeSections(submission, normalizer, pace);
        for (Document.Id id : matched) {
            whole.addSources(id, sizes, pages);
        }
        List<SectionResult> with = new ArrayList<>();
        for (int s = 0; s < results.size(); s++) {
            with.add(whole.with(s, results.get(s)));
        }
        return with;
    }

    private void addSources(Document.Id id, Set<Integer> sizes, Pages pages) {
        for (int p = 0; p < pages.count(); p++) {
            Page page = pages.page(p);
            int document = page.find(id);
            if (document < 0 || pages.deletions(p).has(document)) {
                continue;
            }
            for (int s = page.firstSection(document); s < page.endSection(document); s++) {
                Source source = new Source(id, page, s);
                if (sizes.contains(source.size())) {
                    bySize.computeIfAbsent(source.size(), size -> new ArrayList<>())
                            .add(source);
                }
            }
        }
    }

    private SectionResult with(int section, SectionResult result) {
        List<Source> sources = new ArrayList<>(bySize.getOrDefault(result.raw().tokens(), List.of()));
        sources.removeIf(source -> isCovered(result, source));
        if (sources.isEmpty()) {
            return result;
        }
        String text = submission.sections().get(section).text();
        TokenText tokens = normalizer.tokens(text, pace);
        sources.removeIf(source -> !isEqual(tokens, source));
        return sources.isEmpty() ? result : matched(result, Edges.ofAll(text, tokens), sources);
    }

    /** Whether one passage says already that the section stands there. */
    private static boolean isCovered(SectionResult result, Source source) {
        return result.matches().stream()
                .filter(match -> match.document().equals(source.document))
                .flatMap(match -> match.passages().stream())
                .anyMatch(passage -> passage.source() == source.number()
                        && passage.size() == result.raw().tokens());
    }

    private boolean isEqual(TokenText tokens, Source source) {
        int base = source.page.firstToken(source.section);
        for (int i = 0; i < tokens.size(); i++) {
            pace.spend(1);
            if (tokens.token(i) != source.page.token(base + i)) {
                return false;
            }
        }
        return true;
    }

    /** The section with all its tokens matched: what that leaves to be left out of it is text of some kind alone. */
    private static SectionResult matched(SectionResult result, Edges all, List<Source> sources) {
        int tokens = result.raw().tokens();
        int run = tokens;
        List<Exclusion> exclusions = new ArrayList<>();
        for (Exclusion exclusion : result.exclusions()) {
            int leftOut = switch (exclusion.kind()) {
                case QUOTATION, BIBLIOGRAPHY, TEMPLATE -> exclusion.tokens();
                case OWN_DOCUMENTS, UNDER_FLOOR -> 0;
            };
            tokens -= leftOut;
            run -= exclusion.kind() == Exclusion.Kind.TEMPLATE ? leftOut : 0;
            exclusions.add(new Exclusion(exclusion.kind(), leftOut, leftOut));
        }
        if (tokens == 0) {
            return result; // nothing of it counts, so it is nobody's passage
        }
        Map<Document.Id, SectionResult.Match> matches = new TreeMap<>();
        result.matches().forEach(match -> matches.put(match.document(), match));
        Set<Document.Id> holders = new HashSet<>();
        for (Source source : sources) {
            SectionResult.Match known = matches.get(source.document);
            matches.put(source.document, with(known, all, source, tokens, run));
            holders.add(source.document);
        }
        return new SectionResult(
                tokens,
                tokens,
                new Figures(result.raw().tokens(), result.raw().tokens()),
                exclusions,
                List.copyOf(matches.values()),
                result.minor().stream()
                        .filter(minor -> !holders.contains(minor.document()))
                        .toList(),
                List.of(),
                result.signals());
    }

    /** A document's match with the passage that is all of the section, in the place of those within it. */
    private static SectionResult.Match with(
            SectionResult.@Nullable Match known, Edges all, Source source, int tokens, int run) {
        int base = source.page.firstToken(source.section);
        SectionResult.Passage whole = all.with(source.page, source.section, base, base + source.size(), source.size());
        List<SectionResult.Passage> passages = new ArrayList<>();
        if (known != null) {
            passages.addAll(known.passages());
            passages.removeIf(passage -> passage.source() == source.number());
        }
        int at = 0;
        while (at < passages.size() && isBefore(passages.get(at), whole)) {
            at++;
        }
        passages.add(at, whole);
        return new SectionResult.Match(source.document, tokens, run, passages);
    }

    /** In the order of the section. Nothing reaches past the end of {@code whole}. */
    private static boolean isBefore(SectionResult.Passage passage, SectionResult.Passage whole) {
        return passage.from() == 0 && (passage.to() < whole.to() || passage.source() < whole.source());
    }
}
