package org.dupcheck.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dupcheck.app.evidence.Claim.Outcome;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Policy;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.verdicts.Evidence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is DUPLICATES under one policy may be none under another. */
class EvidencePolicyTest {
    private static final Policy LENIENT = new Policy(
            "application",
            0,
            new Policy.Thresholds(1.0, null, null),
            Policy.LeftOut.DEFAULT,
            List.of(),
            null,
            null,
            Policy.OpenSubmissions.OFF,
            .05,
            30);

    private static Evidence duplicates;

    @BeforeAll
    static void make() {
        long seed = new Random().nextLong(1L << 40);
        System.out.println("evidence: texts from seed " + seed);
        duplicates = Stream.iterate(seed, next -> next + 1)
                .limit(2_000)
                .map(next -> new RealEvidence(next).next())
                .filter(EvidencePolicyTest::isDuplicates)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isDuplicates(Evidence evidence) {
        Verdict verdict = new JsonCodec().read(evidence.verdict(), Verdict.class);
        return verdict.resultState() == ResultState.DUPLICATES && verdict.containment() < 1;
    }

    private static Evidence with(Policy policy, String verdict) {
        return new Evidence(
                duplicates.format(),
                duplicates.verdictId(),
                null,
                policy,
                verdict,
                RealEvidence.sha256(verdict),
                duplicates.submission(),
                duplicates.documents(),
                List.of());
    }

    private static List<String> named(Evidence evidence, Outcome outcome) {
        return EvidenceVerifier.verify(evidence).stream()
                .filter(claim -> claim.outcome() == outcome)
                .map(Claim::name)
                .toList();
    }

    @Test
    void theResultFollowsFromThePolicyInTheBundle() {
        assertThat(named(duplicates, Outcome.FALSE)).isEmpty();
        assertThat(named(with(LENIENT, duplicates.verdict()), Outcome.FALSE)).containsExactly("result");
    }

    @Test
    void aPolicyOfAnotherVersionTellsNothingAndTheBuiltInOneIsKnown() {
        assertThat(named(with(LENIENT.withVersion(3), duplicates.verdict()), Outcome.FALSE))
                .isEmpty();
        assertThat(named(with(null, duplicates.verdict()), Outcome.OPEN)).isEmpty();
    }

    @Test
    void withoutThePolicyTheResultIsOpen() {
        String verdict = duplicates.verdict().replace("\"policyVersion\":0", "\"policyVersion\":3");

        assertThat(named(with(null, verdict), Outcome.OPEN)).containsExactly("result");
        assertThat(named(with(null, verdict), Outcome.FALSE)).containsExactly("verdict id");
    }
}
