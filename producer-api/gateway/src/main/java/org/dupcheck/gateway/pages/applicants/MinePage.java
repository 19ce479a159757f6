package org.dupcheck.gateway.pages.applicants;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.gateway.review.Reviewed;
import org.dupcheck.gateway.review.Reviews;
import org.dupcheck.store.Store;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;

/** What an applicant has submitted and was told, brought up to date by itself; and each result by itself. Thread-safe. */
public final class MinePage {
    static final String PATH = "/mine";
    private static final Set<Role> APPLICANTS = Set.of(Role.APPLICANT);

    private final Store store;
    private final Reviews reviews;
    private final Clock clock;
    private final OwnDocuments own;
    private final OwnVerdicts verdicts;
    private final OwnLists lists;
    private final MineForms forms;

    /**
     * @param reviews what reviewers left out, so that the same figures are told everywhere
     * @param clock for when a message was read
     */
    public MinePage(
            ApplicantActions actions,
            Store store,
            VerdictQueries verdicts,
            Reviews reviews,
            JsonCodec codec,
            Clock clock) {
        this.store = store;
        this.reviews = reviews;
        this.clock = clock;
        this.own = new OwnDocuments(store);
        this.verdicts = new OwnVerdicts(verdicts, store, codec);
        this.lists = new OwnLists(store, actions.known(), reviews);
        this.forms = new MineForms(actions, own, this.verdicts);
    }

    /** Adds its routes. */
    public void addTo(PageRoutes routes) {
        routes.get(PATH, APPLICANTS, this::show);
        routes.getPart(PATH + "/checks", APPLICANTS, this::checks);
        routes.getPart(PATH + "/messages", APPLICANTS, this::messages);
        routes.post(PATH + "/messages/{id}/read", APPLICANTS, this::markRead);
        forms.addTo(routes);
        routes.get(PATH + "/{verdictId}", APPLICANTS, this::result);
    }

    private void show(PageRequest request) {
        request.show("applicants/mine.jte", Map.of("lines", lists.lines(request), "messages", lists.messages(request)));
    }

    private void checks(PageRequest request) {
        request.show("applicants/mine-checks.jte", Map.of("lines", lists.lines(request)));
    }

    private void messages(PageRequest request) {
        request.show("applicants/mine-messages.jte", Map.of("messages", lists.messages(request)));
    }

    private void markRead(PageRequest request) {
        long id;
        try {
            id = Long.parseLong(Parameters.path(request.ctx(), "id"));
        } catch (NumberFormatException e) {
            throw ProblemException.notFound("you have no such message");
        }
        String userId = request.person().subject();
        if (!store.inTransaction(tables -> tables.siteMessages().markRead(id, userId, clock.instant()))) {
            throw ProblemException.notFound("you have no such message");
        }
        if (request.isPart()) {
            messages(request);
        } else {
            request.goTo(PATH + lists.messages(request).query());
        }
    }

    private void result(PageRequest request) {
        StoredVerdict stored = verdicts.require(Parameters.path(request.ctx(), "verdictId"));
        own.require(request.person(), stored.key());
        Map<String, Object> parameters = new HashMap<>();
        Reviewed reviewed = reviews.read(stored);
        parameters.put("result", verdicts.result(stored, reviewed.inForce()));
        if (reviewed.hasLeftOut()) {
            parameters.put("asChecked", reviewed.stored().containment());
        }
        store.read(tables -> tables.verdictReviews().decisionOn(stored.verdictId()))
                .ifPresent(decision -> parameters.put("decision", decision));
        // there is a newer one to look at
        verdicts.latest(stored.key())
                .filter(newest ->
                        newest.mode() == stored.mode() && !newest.verdictId().equals(stored.verdictId()))
                .ifPresent(newest -> parameters.put("newer", newest.verdictId()));
        asking(request, stored).ifPresent(mine -> parameters.put("mine", mine));
        request.show("applicants/own.jte", parameters);
    }

    /** The document's line, where it asks for a decision on this very verdict. */
    private Optional<Mine> asking(PageRequest request, StoredVerdict stored) {
        String userId = request.person().subject();
        return store.read(tables -> tables.ownSubmissions().find(userId, stored.key()))
                .flatMap(line -> lists.mine(List.of(line)).stream().findFirst())
                .filter(mine ->
                        mine.asks() && stored.verdictId().equals(mine.line().verdictId()));
    }
}
