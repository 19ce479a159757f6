package org.dupcheck.gateway.pages.applicants;

import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.limits.RateLimits;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;

/** Keeps what is typed into the form, without a check, and adds boxes to it. Thread-safe. */
final class DraftForm {
    /** Below the form's path. */
    static final String KEEP = "/draft";

    static final String ADD = "/box";

    /** Of an answer to a form: what was sent is kept, and the form is that of this submission; -1 for none. */
    private static final String KEPT = "X-Kept";

    private static final Set<Role> APPLICANTS = Set.of(Role.APPLICANT);

    private final RateLimits limits;
    private final OwnDocuments own;
    private final KeptDrafts drafts;

    DraftForm(RateLimits limits, OwnDocuments own, KeptDrafts drafts) {
        this.limits = limits;
        this.own = own;
        this.drafts = drafts;
    }

    /** @param form where the form is */
    void addTo(PageRoutes routes, String form) {
        routes.post(form + ADD, APPLICANTS, this::addBox);
        routes.post(form + KEEP, APPLICANTS, this::keep);
    }

    /** Below all others: boxes stand in the order of their numbers. */
    private void addBox(PageRequest request) {
        Draft form = form(request);
        int number = drafts.addBox(request.person().subject(), form, request.texts());
        request.show("applicants/box.jte", Map.of("box", Draft.Box.of(number, "", ""), "isAdded", true));
    }

    private Draft form(PageRequest request) {
        BusinessKey key = WritePage.key(request);
        own.require(request.person(), key);
        limits.applicant(request.person().subject());
        return Draft.of(key, request.ctx());
    }

    /** The title, and the boxes that are sent with their texts. */
    private void keep(PageRequest request) {
        Draft form = form(request);
        try {
            kept(
                    request,
                    drafts.keep(request.person().subject(), form, form.sentBoxes(request.ctx()), request.texts()));
            request.ctx().status(204);
        } catch (OutdatedFormException e) {
            request.show(409, "applicants/told.jte", Map.of("told", Told.refused(WritePage.why(request, e))));
        }
    }

    /**
     * Told to the page, which asks before it is left with something that is not kept.
     *
     * @param basis revision of the submission that the form is of; {@link Draft#NO_SUBMISSION} for none
     */
    static void kept(PageRequest request, long basis) {
        request.ctx().header(KEPT, String.valueOf(basis));
    }
}
