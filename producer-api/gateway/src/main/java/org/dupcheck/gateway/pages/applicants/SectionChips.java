package org.dupcheck.gateway.pages.applicants;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CheckKey;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.Submission;
import org.dupcheck.contract.Validator;
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

    SectionChips(ApplicantActions actions, OwnDocuments own, OwnVerdicts verdicts) {
        this.actions = actions;
        this.own = own;
        this.verdicts = verdicts;
    }

    /** @param form where the form is */
    void addTo(PageRoutes routes, String form) {
        routes.post(form + NAME, APPLICANTS, this::check);
        routes.get(form + NAME, APPLICANTS, this::askAgain);
    }

    /** The form's fields of one box alone; the query says which. */
    private void check(PageRequest request) {
        int number = Parameters.number(request.ctx(), "box", 0, 0, WritePage.MAX_BOX);
        BusinessKey key = WritePage.key(request);
        own.require(request.person(), key);
        Draft.Box box = Draft.box(request.ctx(), String.valueOf(number));
        if (box.isEmpty()) {
            show(request, Chip.empty(number));
            return;
        }
        String title = request.ctx().formParam("title");
        Draft draft = new Draft(key, title == null ? "" : title, List.of(box));
        try {
            Submission section = draft.sectionCheck(actions.submissions().nextRevision(), request.texts());
            Validator.check(section);
            actions.limits().applicant(request.person().subject());
            CheckKey checked = new CheckKey(key, section.sections().get(0).key());
            request.laterEither(
                    actions.submissions().checkSection(section, WritePage.WAIT_MILLIS),
                    outcome -> show(request, told(request, number, checked, section.revision(), outcome)),
                    failure -> show(request, Chip.failed(number, request.why(failure))));
        } catch (RuntimeException e) {
            show(request, Chip.failed(number, request.why(e)));
        }
    }

    private Chip told(PageRequest request, int box, CheckKey key, long revision, Outcome outcome) {
        if (outcome.verdict() != null) {
            return Chip.of(box, verdicts.verdict(outcome.verdict()));
        }
        return Chip.checking(box, again(request, box, key, revision, 1));
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
        return Chip.checking(box, again(request, box, key, revision, tries + 1));
    }

    private static String again(PageRequest request, int box, CheckKey key, long revision, int tries) {
        return request.frame().writePath() + NAME + "?box=" + box + WritePage.document(key.document()) + "&key="
                + WritePage.encode(String.valueOf(key.section())) + "&revision=" + revision + "&tries=" + tries;
    }

    private static void show(PageRequest request, Chip chip) {
        request.show("applicants/chip.jte", Map.of("chip", chip));
    }
}
