package org.dupcheck.gateway.pages.applicants;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Decision;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Mode;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;
import org.jspecify.annotations.Nullable;

/**
 * Takes an applicant's decisions and withdrawals. A refusal is told beside the form, which stays as it is; what was taken
 * takes the form's place. Thread-safe.
 */
final class MineForms {
    private static final Set<Role> APPLICANTS = Set.of(Role.APPLICANT);

    private final ApplicantActions actions;
    private final OwnDocuments own;
    private final OwnVerdicts verdicts;

    MineForms(ApplicantActions actions, OwnDocuments own, OwnVerdicts verdicts) {
        this.actions = actions;
        this.own = own;
        this.verdicts = verdicts;
    }

    void addTo(PageRoutes routes) {
        routes.post(MinePage.PATH + "/decisions", APPLICANTS, this::decide);
        routes.post(MinePage.PATH + "/withdrawals", APPLICANTS, this::withdraw);
    }

    private void decide(PageRequest request) {
        String verdictId = request.given("verdictId");
        StoredVerdict stored = verdicts.require(verdictId == null ? "" : verdictId);
        own.require(request.person(), stored.key());
        Decision decision = decision(request.given("decision"));
        String reason = request.given("reason");
        if (decision == Decision.CONFIRM && reason == null) {
            refuse(request, 422, request.texts().lookup("mine.noReason"), null);
            return;
        }
        try {
            answer(
                    request,
                    actions.decisions()
                            .decide(
                                    stored.verdictId(),
                                    decision,
                                    reason == null ? null : reason.replace("\r\n", "\n"),
                                    request.person().subject(),
                                    null,
                                    key -> true, // looked at above
                                    request.person().sender()),
                    "#asks-" + stored.verdictId(),
                    decision == Decision.CONFIRM ? "mine.confirmed" : "mine.withdrawn",
                    stored);
        } catch (ProblemException e) {
            refuse(request, e, stored);
        }
    }

    private static Decision decision(@Nullable String name) {
        for (Decision decision : Decision.values()) {
            if (decision.name().equals(name)) {
                return decision;
            }
        }
        throw ProblemException.invalid("decision", "decision has a value that is not known");
    }

    private void withdraw(PageRequest request) {
        BusinessKey key = WritePage.key(request);
        own.require(request.person(), key);
        try {
            answer(
                    request,
                    actions.submissions()
                            .withdraw(
                                    key,
                                    actions.known().newestRevision(key),
                                    request.person().sender()),
                    null,
                    "mine.withdrawn",
                    null);
        } catch (ProblemException e) {
            refuse(request, e, null);
        }
    }

    /** @param form what the note takes the place of; null where the note has a place of its own */
    private <T> void answer(
            PageRequest request,
            CompletableFuture<T> future,
            @Nullable String form,
            String words,
            @Nullable StoredVerdict about) {
        request.laterEither(future, done -> done(request, form, words), failure -> refuse(request, failure, about));
    }

    private static void done(PageRequest request, @Nullable String form, String words) {
        if (!request.isPart()) {
            request.goTo(MinePage.PATH);
            return;
        }
        if (form != null) {
            request.ctx().header("HX-Retarget", form);
        }
        request.show("applicants/done.jte", Map.of("words", words));
    }

    private void refuse(PageRequest request, Throwable failure, @Nullable StoredVerdict about) {
        var problem = request.problem(failure);
        String newResult = null;
        if (problem.code() == ErrorCode.STALE_VERDICT && about != null) {
            newResult = verdicts.latest(about.key())
                    .filter(newest ->
                            newest.mode() == Mode.SUBMIT && !newest.verdictId().equals(about.verdictId()))
                    .map(StoredVerdict::verdictId)
                    .orElse(null);
        }
        refuse(request, problem.status(), request.texts().problem(problem.code(), problem.status()), newResult);
    }

    private static void refuse(PageRequest request, int status, String why, @Nullable String newResult) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("refused", new Refused(why, newResult));
        request.show(status, request.isPart() ? "applicants/refused.jte" : "applicants/refused-page.jte", parameters);
    }
}
