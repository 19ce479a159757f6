package org.dupcheck.gateway.pages.applicants;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Submission;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.gateway.submissions.SubmissionAcceptance.Outcome;
import org.dupcheck.store.checks.StoredCheck;
import org.jspecify.annotations.Nullable;

/**
 * Pre-checks single boxes, and tells how far each is. Whatever goes wrong is told in the chip as well: what is typed stays
 * where it is. Thread-safe.
 */
final class SectionChips {
    private static final Set<Role> APPLICANTS = Set.of(Role.APPLICANT);
    /** Below the form's path. */
    static final String NAME = "/sections";

    private final ApplicantActions actions;
    private final OwnDocuments own;
    private final OwnVerdicts verdicts;
    private final KeptDrafts drafts;

    SectionChips(ApplicantActions actions, OwnDocuments own, OwnVerdicts verdicts, KeptDrafts drafts) {
        this.actions = actions;
        this.own = own;
        this.verdicts = verdicts;
        this.drafts = drafts;
    }

    /** @param form where the form is */
    void addTo(PageRoutes routes, String form) {
        routes.post(form + NAME, APPLICANTS, this::check);
        routes.getPart(form + NAME, APPLICANTS, this::askAgain);
    }

    /** The form's fields of one box alone; the query says which. */
    private void check(PageRequest request) {
        int number = Parameters.number(request.ctx(), "box", 0, 0, WritePage.MAX_BOX);
        BusinessKey key = WritePage.key(request);
        own.require(request.person(), key);
        Draft form = Draft.of(key, request.ctx());
        Draft.Box box = Draft.box(request.ctx(), String.valueOf(number));
        int place = place(request, number);
        try {
            actions.limits().applicant(request.person().subject());
            DraftForm.kept(request, drafts.keep(request.person().subject(), form, box, place, request.texts()));
            Section content = box.section(place, request.texts());
            if (content == null) {
                show(request, Chip.empty(number));
                return;
            }
            Submission section = Draft.sectionCheck(key, actions.submissions().nextRevision(), form.title(), content);
            CheckKey checked = new CheckKey(key, content.key());
            request.laterEither(
                    actions.submissions().checkSection(section, WritePage.WAIT_MILLIS),
                    outcome -> show(request, told(request, number, checked, section.revision(), outcome)),
                    failure -> show(request, Chip.failed(number, WritePage.why(request, failure))));
        } catch (RuntimeException e) {
            show(request, Chip.failed(number, WritePage.why(request, e)));
        }
    }

    /** Among all boxes of the form, which the request names. */
    private static int place(PageRequest request, int number) {
        List<String> boxes = request.ctx().formParams("box");
        String box = String.valueOf(number);
        int place = boxes.lastIndexOf(box);
        // the address names it too, and may come in front of what the form has
        return Math.max(0, boxes.indexOf(box) == place ? place : place - 1);
    }

    private Chip told(PageRequest request, int box, CheckKey key, long revision, Outcome outcome) {
        if (outcome.verdict() != null) {
            return Chip.of(box, verdicts.verdict(outcome.verdict()));
        }
        return checking(request, box, key, revision, 1);
    }

    private void askAgain(PageRequest request) {
        BusinessKey document = WritePage.key(request);
        own.require(request.person(), document);
        int box = Parameters.number(request.ctx(), "box", 0, 0, WritePage.MAX_BOX);
        int tries = Parameters.number(request.ctx(), "tries", 1, 1, WritePage.MAX_TRIES);
        CheckKey key = new CheckKey(document, Parameters.required(request.ctx(), "key"));
        Long revision = Parameters.optionalCount(request.ctx(), "revision");
        if (revision == null) {
            throw ProblemException.invalid("revision", "revision is missing");
        }
        StoredCheck row = actions.checks().findPreCheck(key).orElse(null);
        if (row != null && row.revision() > revision) {
            // the text has changed since, and the answer for that is on its way
            request.ctx().status(204);
            return;
        }
        show(request, seen(request, box, tries, row, key, revision));
    }

    private Chip seen(PageRequest request, int box, int tries, @Nullable StoredCheck row, CheckKey key, long revision) {
        if (row != null
                && row.revision() == revision
                && row.state() == CheckState.FINISHED
                && row.verdictId() != null) {
            return Chip.of(
                    box, verdicts.verdict(verdicts.require(row.verdictId()).body()));
        }
        if (tries >= WritePage.MAX_TRIES) {
            return Chip.failed(box, request.texts().lookup("write.noAnswer"));
        }
        return checking(request, box, key, revision, tries + 1);
    }

    static Chip checking(PageRequest request, int box, CheckKey key, long revision, int tries) {
        return Chip.checking(
                box,
                request.frame().writePath() + NAME + "?box=" + box + WritePage.document(key.document()) + "&key="
                        + WritePage.encode(String.valueOf(key.section())) + "&revision=" + revision + "&tries="
                        + tries);
    }

    private static void show(PageRequest request, Chip chip) {
        request.show("applicants/chip.jte", Map.of("chip", chip));
    }
}
