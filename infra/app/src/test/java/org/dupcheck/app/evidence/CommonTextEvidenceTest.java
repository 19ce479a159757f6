package org.dupcheck.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dupcheck.app.evidence.Claim.Outcome;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.verdicts.Evidence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Evidence of verdicts in whose figures common text counts. */
class CommonTextEvidenceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SAMPLES = 10;

    /** Each with matches and with common text. */
    private static List<Evidence> samples;

    @BeforeAll
    static void make() {
        long seed = new Random().nextLong(1L << 40);
        System.out.println("evidence: texts from seed " + seed);
        samples = Stream.iterate(seed, next -> next + 1)
                .limit(4_000)
                .map(next -> new RealEvidence(next, RealEvidence.COUNTING).next())
                .filter(CommonTextEvidenceTest::hasBoth)
                .limit(SAMPLES)
                .toList();
        assertThat(samples).hasSize(SAMPLES);
    }

    private static boolean hasBoth(Evidence evidence) {
        Verdict verdict = read(evidence);
        return !verdict.matches().isEmpty()
                && verdict.commonText().tokens() > 0
                && verdict.ratios().get(0).tokens() == verdict.tokens();
    }

    private static Verdict read(Evidence evidence) {
        return new JsonCodec().read(evidence.verdict(), Verdict.class);
    }

    private static List<String> failing(Evidence evidence) {
        return EvidenceVerifier.verify(evidence).stream()
                .filter(claim -> claim.outcome() == Outcome.FALSE)
                .map(Claim::name)
                .toList();
    }

    @Test
    void whatTheEngineCountsIsTrue() {
        for (Evidence evidence : samples) {
            assertThat(EvidenceVerifier.verify(evidence))
                    .allSatisfy(
                            claim -> assertThat(claim.outcome()).as("%s", claim).isEqualTo(Outcome.TRUE));
            Verdict verdict = read(evidence);
            Verdict.Ratio last = verdict.ratios().get(verdict.ratios().size() - 1);
            assertThat(last.name()).isEqualTo(Verdict.Ratio.COMMON_TEXT);
            assertThat(last.matchedTokens()).isEqualTo(verdict.matchedTokens());
        }
    }

    @Test
    void aPolicyUnderWhichItDoesNotCountMakesTheResultFalse() {
        for (Evidence evidence : samples) {
            assertThat(failing(with(evidence, Policy.builtIn("application"), evidence.verdict())))
                    .containsExactly("result");
        }
    }

    @Test
    void commonTextThatIsLeftOutOfTheFigureIsMissed() {
        for (Evidence evidence : samples) {
            Verdict verdict = read(evidence);
            int common = verdict.commonText().tokens();
            assertThat(failing(forged(evidence, tree -> {
                        ArrayNode ratios = (ArrayNode) tree.get("ratios");
                        ObjectNode last = (ObjectNode) ratios.get(ratios.size() - 1);
                        add(last, -common);
                        add(tree, -common);
                    })))
                    .contains("ratios", "matched tokens");
        }
    }

    @Test
    void aStepThatAddsWhatIsNoCommonTextIsFalse() {
        for (Evidence evidence : samples) {
            assertThat(failing(forged(evidence, tree -> {
                        ArrayNode ratios = (ArrayNode) tree.get("ratios");
                        ((ObjectNode) ratios.get(ratios.size() - 1)).put("name", "bibliography2");
                    })))
                    .contains("ratios", "common text", "result");
        }
    }

    @Test
    void aLongerRunThanItsPassagesHaveIsFalse() {
        for (Evidence evidence : samples) {
            int longer = read(evidence).tokens() + 1;
            assertThat(failing(forged(evidence, tree -> {
                        ((ObjectNode) tree.get("commonText")).put("longestRun", longer);
                        tree.put("longestRun", longer);
                    })))
                    .containsExactly("common text");
        }
    }

    /** Adds to matched tokens, and puts the share right. */
    private static void add(ObjectNode figure, int tokens) {
        int matched = figure.get("matchedTokens").asInt() + tokens;
        figure.put("matchedTokens", matched);
        figure.put("containment", (double) matched / figure.get("tokens").asInt());
    }

    private static Evidence forged(Evidence evidence, Consumer<ObjectNode> change) {
        try {
            ObjectNode tree = (ObjectNode) JSON.readTree(evidence.verdict());
            change.accept(tree);
            return with(evidence, evidence.policy(), JSON.writeValueAsString(tree));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Evidence with(Evidence evidence, Policy policy, String verdict) {
        return new Evidence(
                evidence.format(),
                evidence.verdictId(),
                evidence.sectionKey(),
                policy,
                verdict,
                RealEvidence.sha256(verdict),
                evidence.submission(),
                evidence.documents(),
                evidence.missing());
    }
}
