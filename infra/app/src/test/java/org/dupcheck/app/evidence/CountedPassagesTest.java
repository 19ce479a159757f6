package org.dupcheck.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dupcheck.app.node.EngineTokenReader;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.review.PassageCounting;
import org.dupcheck.gateway.review.PassageCounts;
import org.dupcheck.gateway.verdicts.Evidence;
import org.junit.jupiter.api.Test;

/**
 * What a review counts in texts is what the engine counted: with real verdicts of random texts, some with quotations and with
 * characters of several tokens.
 */
class CountedPassagesTest {
    private static final int TRIALS = 300;
    private static final JsonCodec CODEC = new JsonCodec();
    /** As the evidence is made. */
    private static final Policy POLICY = new Policy(
            "application",
            0,
            Policy.Thresholds.DEFAULT,
            new Policy.LeftOut(true, true, true, false, List.of()),
            List.of(),
            null,
            null,
            Policy.OpenSubmissions.OFF,
            .05,
            30);

    @Test
    void theFiguresOfTheEngineComeOut() {
        long seed = new Random().nextLong(1L << 40);
        int verdicts = 0;
        int refused = 0;
        int common = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            boolean counting = trial % 2 == 1;
            Evidence evidence = new RealEvidence(
                            seed + trial, Policy.builtIn("application").withCommonTextCounting(counting))
                    .next();
            Verdict verdict = CODEC.read(evidence.verdict(), Verdict.class);
            if (verdict.matches().isEmpty()) {
                continue;
            }
            verdicts++;
            Optional<PassageCounts> counts = PassageCounting.count(
                    verdict,
                    POLICY.withCommonTextCounting(counting),
                    evidence.submission(),
                    match -> source(evidence, match),
                    new EngineTokenReader());
            if (counts.isEmpty()) {
                refused++;
                continue;
            }
            List<Verdict.Passage> all = verdict.matches().stream()
                    .flatMap(match -> match.passages().stream())
                    .toList();
            int ofCommonText = counting ? verdict.commonText().tokens() : 0;
            common += ofCommonText;
            assertThat(counts.get().covered(all) + ofCommonText)
                    .as("seed %d", seed + trial)
                    .isEqualTo(verdict.matchedTokens());
            // each passage more covers as much or more, and all of them the whole
            List<Verdict.Passage> some = new ArrayList<>();
            int before = 0;
            for (Verdict.Passage passage : all) {
                some.add(passage);
                int covered = counts.get().covered(some);
                assertThat(covered).as("seed %d", seed + trial).isBetween(before, verdict.matchedTokens());
                before = covered;
            }
        }
        System.out.println("counted passages: seed " + seed + ", " + verdicts + " verdicts, " + refused + " refused");
        assertThat(verdicts).isGreaterThan(TRIALS / 4);
        assertThat(common).as("seed %d", seed).isPositive();
        // only where a passage ends within a character of several tokens
        assertThat(refused).as("seed %d, of %d", seed, verdicts).isLessThan(verdicts / 10);
    }

    private static Optional<List<Section>> source(Evidence evidence, Verdict.Match match) {
        return evidence.documents().stream()
                .filter(document -> document.documentType().equals(match.documentType())
                        && document.documentId().equals(match.documentId()))
                .findFirst()
                .map(document -> document.sections().stream()
                        .map(section -> new Section(section.key(), section.text()))
                        .toList());
    }
}
