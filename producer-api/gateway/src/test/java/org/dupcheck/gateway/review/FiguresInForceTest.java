package org.dupcheck.gateway.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.dupcheck.contract.Mode;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.contract.VerdictReason;
import org.dupcheck.gateway.CharacterTokens;
import org.dupcheck.store.reviews.ReviewTarget;
import org.junit.jupiter.api.Test;

/** The figures without what is left out, held against a model that counts letters one by one. */
final class FiguresInForceTest {
    private static final int TRIALS = 2_000;
    private static final TokenReader READER = new CharacterTokens();

    /** One random verdict with its texts, and with nothing but sets of places. */
    private static final class Model {
        final Random random;
        final Policy policy;
        final List<Section> submission = new ArrayList<>();
        final Map<String, List<Section>> sources = new LinkedHashMap<>();
        final List<Verdict.Match> matches = new ArrayList<>();
        /** Where no passage lies; it counts as the policy says. */
        final List<Verdict.CommonPassage> common = new ArrayList<>();

        int commonRun;

        Model(Random random) {
            this.random = random;
            Policy builtIn = Policy.builtIn("type").withCommonTextCounting(random.nextBoolean());
            // capitals do not count where bibliography is left out
            policy = random.nextBoolean()
                    ? builtIn
                    : new Policy(
                                    builtIn.businessType(),
                                    builtIn.version(),
                                    new Policy.Thresholds(.3, 6, null),
                                    new Policy.LeftOut(
                                            false,
                                            false,
                                            builtIn.leftOut().ownDocuments(),
                                            builtIn.leftOut().minorPassages(),
                                            List.of()),
                                    List.of(),
                                    builtIn.leastTokens(),
                                    builtIn.commonTextTokens(),
                                    builtIn.openSubmissions(),
                                    builtIn.tellWhenContainmentMoves(),
                                    builtIn.daysOpenOnceSubmitted())
                            .withCommonTextCounting(builtIn.commonTextCounts());
            for (int s = 0; s < 1 + random.nextInt(3); s++) {
                submission.add(new Section("s" + s, text(1 + random.nextInt(40))));
            }
            for (int d = 0; d < random.nextInt(5); d++) {
                sources.put("d" + d, List.of(new Section("x", text(1 + random.nextInt(40)))));
                List<Verdict.Passage> passages = new ArrayList<>();
                for (int p = 0; p < 1 + random.nextInt(4); p++) {
                    passages.add(passage("d" + d));
                }
                matches.add(match("d" + d, passages));
            }
            matches.sort(largestFirst());
            submission.forEach(this::addCommon);
        }

        /** Some stretches of text that counts, where no passage lies. */
        private void addCommon(Section section) {
            int start = 0;
            for (int at = 0; at <= section.text().length(); at++) {
                if (at < section.text().length() && isFree(section, at)) {
                    continue;
                }
                if (at > start && random.nextBoolean()) {
                    common.add(new Verdict.CommonPassage(section.key(), start, at, 2, List.of()));
                    commonRun = Math.max(commonRun, random.nextInt(at - start + 1));
                }
                start = at + 1;
            }
        }

        private boolean isFree(Section section, int at) {
            return counts(section.text().charAt(at))
                    && matches.stream()
                            .flatMap(match -> match.passages().stream())
                            .noneMatch(p -> p.section().equals(section.key()) && p.start() <= at && at < p.end());
        }

        /** Letters of common text that count as copied. */
        int common(String key) {
            return !policy.commonTextCounts()
                    ? 0
                    : common.stream()
                            .filter(p -> key == null || key.equals(p.section()))
                            .mapToInt(p -> p.end() - p.start())
                            .sum();
        }

        /** Few letters, so that runs are common; with punctuation. */
        private String text(int length) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i++) {
                text.append("abcA，".charAt(random.nextInt(5)));
            }
            return text.toString();
        }

        private Verdict.Passage passage(String document) {
            Section here = submission.get(random.nextInt(submission.size()));
            Section there = sources.get(document).get(0);
            int start = random.nextInt(here.text().length());
            int end = start + 1 + random.nextInt(here.text().length() - start);
            int sourceStart = random.nextInt(there.text().length());
            int sourceEnd = sourceStart + 1 + random.nextInt(there.text().length() - sourceStart);
            boolean same = letters(here.text().substring(start, end))
                    .equals(letters(there.text().substring(sourceStart, sourceEnd)));
            return new Verdict.Passage(here.key(), start, end, there.key(), sourceStart, sourceEnd, same ? 1 : .5);
        }

        private static String letters(String text) {
            return text.replace("，", "");
        }

        private Verdict.Match match(String id, List<Verdict.Passage> passages) {
            int run = passages.stream().mapToInt(p -> run(id, p)).max().orElse(0);
            return new Verdict.Match("t", id, 1, "", share(covered(null, passages), tokens(null)), run, passages);
        }

        /** The longest common run of letters, by trying all. */
        private int run(String document, Verdict.Passage passage) {
            String here = letters(text(passage.section()).substring(passage.start(), passage.end()));
            String there =
                    letters(sources.get(document).get(0).text().substring(passage.sourceStart(), passage.sourceEnd()));
            int longest = 0;
            for (int from = 0; from < here.length(); from++) {
                for (int to = from + 1; to <= here.length(); to++) {
                    if (there.contains(here.substring(from, to))) {
                        longest = Math.max(longest, to - from);
                    }
                }
            }
            return longest;
        }

        private String text(String key) {
            return submission.stream()
                    .filter(section -> section.key().equals(key))
                    .findFirst()
                    .orElseThrow()
                    .text();
        }

        private boolean counts(char letter) {
            return letter != '，' && (letter != 'A' || !policy.leftOut().bibliography());
        }

        /** @param key null for all */
        int tokens(String key) {
            int tokens = 0;
            for (Section section : submission) {
                if (key == null || key.equals(section.key())) {
                    tokens += (int)
                            section.text().chars().filter(c -> counts((char) c)).count();
                }
            }
            return tokens;
        }

        int covered(String key, List<Verdict.Passage> passages) {
            Set<String> places = new HashSet<>();
            for (Verdict.Passage passage : passages) {
                for (int i = passage.start(); i < passage.end(); i++) {
                    if ((key == null || key.equals(passage.section()))
                            && counts(text(passage.section()).charAt(i))) {
                        places.add(passage.section() + i);
                    }
                }
            }
            return places.size();
        }

        static double share(int part, int whole) {
            return whole == 0 ? 0 : (double) part / whole;
        }

        static Comparator<Verdict.Match> largestFirst() {
            return Comparator.comparingDouble(Verdict.Match::containment)
                    .reversed()
                    .thenComparing(Verdict.Match::documentId);
        }

        /** With those matches alone, as a check that found no others would give it. */
        Verdict verdict(List<Verdict.Match> found, List<Verdict.Ratio> before) {
            List<Verdict.Passage> all =
                    found.stream().flatMap(match -> match.passages().stream()).toList();
            int tokens = tokens(null);
            int matched = covered(null, all) + common(null);
            boolean counting = policy.commonTextCounts();
            int longest =
                    found.stream().mapToInt(Verdict.Match::longestRun).reduce(counting ? commonRun : 0, Math::max);
            List<Verdict.Ratio> ratios = new ArrayList<>(before);
            if (before.isEmpty()) {
                int raw = covered(null, all);
                ratios.add(new Verdict.Ratio(Verdict.Ratio.RAW, share(raw, tokens), tokens, raw, 0));
                if (counting) {
                    ratios.add(
                            new Verdict.Ratio(Verdict.Ratio.COMMON_TEXT, share(matched, tokens), tokens, matched, 0));
                }
            } else {
                ratios.add(new Verdict.Ratio("review", share(matched, tokens), tokens, matched, 0));
            }
            return new Verdict(
                    "v",
                    "type",
                    "id",
                    1,
                    Mode.SUBMIT,
                    "h",
                    policy.thresholds()
                                    .reached(
                                            share(matched, tokens),
                                            longest,
                                            all.size() + (counting ? common.size() : 0))
                            ? ResultState.DUPLICATES
                            : ResultState.NONE,
                    1,
                    1,
                    "e",
                    "s",
                    0,
                    VerdictReason.FIRST,
                    Instant.EPOCH,
                    share(matched, tokens),
                    longest,
                    tokens,
                    matched,
                    submission.stream()
                            .map(section -> new Verdict.SectionResult(
                                    section.key(),
                                    share(covered(section.key(), all) + common(section.key()), tokens(section.key())),
                                    tokens(section.key()),
                                    covered(section.key(), all) + common(section.key())))
                            .toList(),
                    ratios,
                    false,
                    new Verdict.CommonText(
                            common.stream().mapToInt(p -> p.end() - p.start()).sum(),
                            counting ? commonRun : null,
                            common),
                    List.of(),
                    List.of(),
                    found);
        }

        Set<ReviewTarget> someTargets() {
            Set<ReviewTarget> out = new HashSet<>();
            for (Verdict.Match match : matches) {
                if (random.nextInt(4) == 0) {
                    out.add(ReviewTarget.source(match.documentType(), match.documentId()));
                }
                for (Verdict.Passage p : match.passages()) {
                    if (random.nextInt(4) == 0) {
                        out.add(new ReviewTarget(
                                match.documentType(), match.documentId(), p.section(), p.start(), p.end()));
                    }
                }
            }
            return out;
        }

        List<Verdict.Match> without(Set<ReviewTarget> out) {
            List<Verdict.Match> left = new ArrayList<>();
            for (Verdict.Match match : matches) {
                List<Verdict.Passage> passages = match.passages().stream()
                        .filter(p -> !out.contains(ReviewTarget.source("t", match.documentId()))
                                && !out.contains(
                                        new ReviewTarget("t", match.documentId(), p.section(), p.start(), p.end())))
                        .toList();
                if (!passages.isEmpty()) {
                    left.add(match(match.documentId(), passages));
                }
            }
            left.sort(largestFirst());
            return left;
        }

        Optional<PassageCounts> counts(Verdict verdict) {
            return PassageCounting.count(
                    verdict, policy, submission, match -> Optional.of(sources.get(match.documentId())), READER);
        }
    }

    @Test
    void theyAreThoseOfACheckThatFoundNothingElse() {
        long seed = System.nanoTime();
        Random seeds = new Random(seed);
        int changed = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Model model = new Model(new Random(seeds.nextLong()));
            Verdict verdict = model.verdict(model.matches, List.of());
            PassageCounts counts = model.counts(verdict).orElseThrow();
            Set<ReviewTarget> out = model.someTargets();
            Verdict inForce = FiguresInForce.of(verdict, counts, out, model.policy.thresholds());
            Verdict expected = out.isEmpty() ? verdict : model.verdict(model.without(out), verdict.ratios());
            assertThat(inForce).as("seed %d, trial %d", seed, trial).isEqualTo(expected);
            changed += inForce.matchedTokens() == verdict.matchedTokens() ? 0 : 1;
        }
        // otherwise it would show nothing
        assertThat(changed).as("seed %d", seed).isGreaterThan(TRIALS / 10);
    }

    @Test
    void whatIsTakenBackLeavesTheVeryVerdict() {
        Model model = new Model(new Random(1));
        Verdict verdict = model.verdict(model.matches, List.of());
        assertThat(FiguresInForce.of(
                        verdict, model.counts(verdict).orElseThrow(), List.of(), model.policy.thresholds()))
                .isSameAs(verdict);
    }

    @Test
    void countsThatDoNotComeToTheVerdictAreNotGivenOut() {
        int refused = 0;
        for (int seed = 0; seed < 200; seed++) {
            Model model = new Model(new Random(seed));
            if (model.matches.isEmpty()) {
                continue;
            }
            Verdict verdict = model.verdict(model.matches, List.of());
            // a text that is another one since
            Section first = model.submission.get(0);
            model.submission.set(
                    0, new Section(first.key(), "，".repeat(first.text().length())));
            boolean touched = verdict.sections().get(0).matchedTokens() > 0;
            if (touched) {
                assertThat(model.counts(verdict)).as("seed %d", seed).isEmpty();
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(20);
    }
}
