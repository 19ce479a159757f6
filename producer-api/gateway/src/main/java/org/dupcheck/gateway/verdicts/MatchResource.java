package org.dupcheck.gateway.verdicts;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.Store;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.dupcheck.store.verdicts.VerdictQueries.StoredText;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;
import org.jspecify.annotations.Nullable;

/** Shows one match of a verdict: its passages, with the texts on both sides that their offsets point into. */
public final class MatchResource {
    private final Gate gate;
    private final VerdictQueries verdicts;
    private final Store store;
    private final JsonCodec codec;

    /** @param store has the text of the reference document */
    public MatchResource(Gate gate, VerdictQueries verdicts, Store store, JsonCodec codec) {
        this.gate = gate;
        this.verdicts = verdicts;
        this.store = store;
        this.codec = codec;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(
                Links.API + "/verdicts/{verdictId}/matches/{documentType}/{documentId}",
                Parameters.only(this::get, "pending"),
                VerdictResource.READERS);
    }

    private void get(Context ctx) {
        String verdictId = Parameters.path(ctx, "verdictId");
        String documentType = Parameters.path(ctx, "documentType");
        String documentId = Parameters.path(ctx, "documentId");
        StoredVerdict stored =
                verdicts.find(verdictId).orElseThrow(() -> ProblemException.notFound("there is no such verdict"));
        gate.require(ctx, stored.key(), "there is no such verdict");
        Verdict verdict = codec.read(stored.body().json(), Verdict.class);
        boolean pending = Parameters.flag(ctx, "pending");
        Verdict.Match match = (pending ? verdict.pending() : verdict.matches())
                .stream()
                        .filter(m -> m.documentType().equals(documentType)
                                && m.documentId().equals(documentId))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.notFound(
                                pending
                                        ? "the verdict names no such open submission"
                                        : "the verdict has no match with this document"));
        Optional<StoredText> checked = verdicts.textOf(stored);
        Optional<StoredText> referred = pending
                ? verdicts.submittedText(
                        new BusinessKey(match.documentType(), match.documentId()), match.documentRevision())
                : store.read(tables -> tables.referenceViews()
                        .text(match.documentType(), match.documentId(), match.documentRevision()));
        Answers.json(ctx, 200, MatchView.of(verdict, match, text(checked), text(referred)));
    }

    private MatchView.@Nullable Text text(Optional<StoredText> text) {
        return text.map(found ->
                        new MatchView.Text(found.title(), List.of(codec.read(found.sections(), Section[].class))))
                .orElse(null);
    }
}
