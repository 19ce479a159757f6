package org.dupcheck.gateway.verdicts;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;

/** Tells what made the figure move from one verdict of a document to another. */
public final class DiffResource {
    private final Gate gate;
    private final VerdictQueries verdicts;
    private final JsonCodec codec;

    /** Reads from the table of verdicts alone. */
    public DiffResource(Gate gate, VerdictQueries verdicts, JsonCodec codec) {
        this.gate = gate;
        this.verdicts = verdicts;
        this.codec = codec;
    }

    /** Adds its routes; after those of the history, for an id may be {@code diff}. */
    public void addTo(RoutesConfig routes) {
        routes.get(
                Links.API + "/verdicts/{verdictId}/diff/{otherVerdictId}",
                Parameters.only(this::get),
                VerdictResource.READERS);
    }

    private void get(Context ctx) {
        String fromId = Parameters.path(ctx, "verdictId");
        String toId = Parameters.path(ctx, "otherVerdictId");
        List<StoredVerdict> found = verdicts.findBoth(fromId, toId);
        StoredVerdict from = pick(ctx, found, fromId, "verdictId");
        StoredVerdict to = pick(ctx, found, toId, "otherVerdictId");
        answer(ctx, from, to, codec);
    }

    /**
     * Tells it of two verdicts that who asks may read.
     *
     * @throws ProblemException where they are not of one document
     */
    public static void answer(Context ctx, StoredVerdict from, StoredVerdict to, JsonCodec codec) {
        if (!from.key().equals(to.key())) {
            throw new ProblemException(
                    ErrorCode.DIFFERENT_DOCUMENTS, "otherVerdictId", "the two verdicts are not of the same document");
        }
        Answers.json(ctx, 200, VerdictComparison.between(read(from, codec), read(to, codec)));
    }

    private StoredVerdict pick(Context ctx, List<StoredVerdict> found, String verdictId, String parameter) {
        return found.stream()
                .filter(verdict -> verdict.verdictId().equals(verdictId) && gate.sees(ctx, verdict.key()))
                .findFirst()
                .orElseThrow(() -> new ProblemException(ErrorCode.NOT_FOUND, parameter, "there is no such verdict"));
    }

    private static Verdict read(StoredVerdict stored, JsonCodec codec) {
        return codec.read(stored.body().json(), Verdict.class);
    }
}
