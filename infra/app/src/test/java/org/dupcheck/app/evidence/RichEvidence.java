package org.dupcheck.app.evidence;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dupcheck.app.evidence.Claim.Outcome;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.verdicts.Evidence;

/** Evidence with something of each kind in it, and what tests ask about evidence. */
final class RichEvidence {
    private static final int MOST_SEEDS = 2_000;

    private RichEvidence() {}

    /** A seed of this run, told on the console; replayed with {@code -Ddupcheck.seed=N}. */
    static long seed() {
        long seed = Long.getLong("dupcheck.seed", new Random().nextLong(1 << 20));
        System.out.println("evidence: texts from seed " + seed);
        return seed;
    }

    /** One with two matches or more, common text, a signal of the file and one of the engine; where its first passage ends is certain. */
    static Evidence from(long seed) {
        return Stream.iterate(seed, next -> next + 1)
                .limit(MOST_SEEDS)
                .map(next -> new RealEvidence(next).next())
                .filter(RichEvidence::isRich)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isRich(Evidence evidence) {
        Verdict verdict = read(evidence.verdict());
        return verdict.matches().size() > 1
                && verdict.matches().get(0).passages().size() > 1
                && verdict.sections().size() > 1
                && verdict.sections().get(0).matchedTokens() > 0
                && verdict.signals().size() > 1
                && verdict.signals().get(0).kind() == SignalKind.HIDDEN_TEXT
                && verdict.ratios().get(0).tokens() == verdict.tokens()
                && !verdict.commonText().passages().isEmpty()
                && hasCertainBorders(evidence, verdict.matches().get(0));
    }

    /** A passage that begins or ends with a character of several tokens may have more of them or less. */
    private static boolean hasCertainBorders(Evidence evidence, Verdict.Match match) {
        Verdict.Passage passage = match.passages().get(0);
        String here = textHere(evidence, passage.section());
        String there = textThere(evidence, match, passage.sourceSection());
        return Stream.of(
                        around(here, passage.start()),
                        around(here, passage.end()),
                        around(there, passage.sourceStart()),
                        around(there, passage.sourceEnd()))
                .noneMatch(border -> border.contains("㍿"));
    }

    private static String around(String text, int offset) {
        return text.substring(Math.max(0, offset - 8), Math.min(text.length(), offset + 8));
    }

    static Verdict read(String json) {
        return new JsonCodec().read(json, Verdict.class);
    }

    /** The claims that came out so, by their names. */
    static List<String> named(Evidence evidence, Outcome outcome) {
        return EvidenceVerifier.verify(evidence).stream()
                .filter(claim -> claim.outcome() == outcome)
                .map(Claim::name)
                .toList();
    }

    static String textHere(Evidence evidence, String key) {
        return evidence.submission().stream()
                .filter(section -> section.key().equals(key))
                .findFirst()
                .orElseThrow()
                .text();
    }

    static String textThere(Evidence evidence, Verdict.Match match, String key) {
        return evidence.documents().stream()
                .filter(document -> document.documentId().equals(match.documentId()))
                .flatMap(document -> document.sections().stream())
                .filter(section -> section.key().equals(key))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
