package org.dupcheck.app.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Verdict;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.gateway.verdicts.Evidence;

/**
 * Checks what a verdict says against the texts beside it, each claim by itself. Where the ratios say that nothing was left out
 * of a section, its counts are held exactly. Of text that was left out, only how much it was is known: then counts are held
 * between bounds. Stateless.
 */
public final class EvidenceVerifier {
    private EvidenceVerifier() {}

    /**
     * Checks a bundle.
     *
     * @throws InvalidMessageException where its verdict is none
     */
    public static List<Claim> verify(Evidence evidence) {
        List<Claim> claims = new ArrayList<>();
        claims.add(StoredClaims.verdictHash(evidence));
        Verdict verdict = new JsonCodec().read(evidence.verdict(), Verdict.class);
        WholeVerdict.require(verdict);
        Bundle bundle = new Bundle(evidence, verdict);
        claims.add(StoredClaims.verdictId(bundle));
        claims.add(StoredClaims.contentHash(bundle));
        claims.add(StoredClaims.referenceHashes(bundle));
        PassageClaims passages = new PassageClaims(bundle);
        FigureClaims figures = new FigureClaims(bundle);
        claims.add(figures.sections());
        claims.add(passages.here());
        claims.add(passages.there());
        List<Supplier<Claim>> ofTokens = List.of(
                passages::similarity,
                passages::longestRun,
                figures::tokens,
                figures::matchedTokens,
                figures::containment,
                figures::ratios,
                figures::commonText);
        ofTokens.forEach(claim -> claims.add(ofEngine(verdict, claim.get())));
        claims.add(ResultClaims.order(bundle));
        claims.add(ResultClaims.signals(bundle));
        claims.add(ResultClaims.result(bundle));
        return claims;
    }

    /** Another engine may have other tokens: what it counted otherwise is not false for that. */
    private static Claim ofEngine(Verdict verdict, Claim claim) {
        String here = ReferenceIndex.engineVersion();
        if (claim.outcome() != Claim.Outcome.FALSE || here.equals(verdict.engineVersion())) {
            return claim;
        }
        return new Claim(
                claim.name(),
                Claim.Outcome.OPEN,
                claim.figures() + "; engine " + verdict.engineVersion() + " made them, and this is " + here,
                List.of());
    }
}
