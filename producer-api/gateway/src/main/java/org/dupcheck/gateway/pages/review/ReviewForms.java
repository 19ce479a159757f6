package org.dupcheck.gateway.pages.review;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.Problem;
import org.dupcheck.contract.ReviewDecision;
import org.dupcheck.contract.ReviewRequest;
import org.dupcheck.contract.ReviewRequest.Exclusion;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.gateway.review.ReviewConflictException;
import org.dupcheck.gateway.review.Reviewed;
import org.dupcheck.gateway.review.Reviewer;
import org.dupcheck.gateway.review.Reviews;
import org.dupcheck.store.reviews.ReviewAct;
import org.dupcheck.store.reviews.ReviewTarget;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;
import org.jspecify.annotations.Nullable;

/**
 * Takes a reviewer's forms. Every answer has all that may have changed, also a refusal's: figures, text, and what is in
 * force; what was typed and not taken is shown again. Thread-safe.
 */
final class ReviewForms {

    private final Reports reports;
    private final Reviews reviews;

    ReviewForms(Reports reports, Reviews reviews) {
        this.reports = reports;
        this.reviews = reviews;
    }

    void addTo(PageRoutes routes) {
        routes.post(DeskPage.PATH + "/{verdictId}/decisions", Reports.REVIEWERS, this::decide);
        routes.post(DeskPage.PATH + "/{verdictId}/exclusions", Reports.REVIEWERS, this::leaveOut);
        routes.post(DeskPage.PATH + "/{verdictId}/restorations", Reports.REVIEWERS, this::takeBack);
    }

    /** @param rank of the source that is shown again beside the text; null for none */
    private record Form(
            PageRequest request,
            StoredVerdict stored,
            @Nullable String rank,
            boolean besideSource,
            String typed) {}

    private void decide(PageRequest request) {
        StoredVerdict stored = stored(request);
        String note = text(request, "note");
        Form form = new Form(request, stored, null, false, note == null ? "" : note);
        ReviewDecision decision = decision(request.given("decision"));
        answer(form, new ReviewRequest(decision, note, List.of(), List.of(), seen(request)), "review.decided");
    }

    private static ReviewDecision decision(@Nullable String name) {
        for (ReviewDecision decision : ReviewDecision.values()) {
            if (decision.name().equals(name)) {
                return decision;
            }
        }
        throw ProblemException.invalid("decision", "decision has a value that is not known");
    }

    private void leaveOut(PageRequest request) {
        StoredVerdict stored = stored(request);
        String rank = given(request, "rank");
        Reviewed reviewed = reports.reviewed(stored);
        List<Verdict.Match> matches = reviewed.stored().matches();
        Verdict.Match match = matches.get(Reports.number(rank, matches.size()));
        String reason = text(request, "reason");
        String index = request.given("passage");
        Exclusion exclusion;
        if (index == null) {
            exclusion = new Exclusion(match.documentType(), match.documentId(), null, null, null, reason);
        } else {
            Verdict.Passage passage =
                    match.passages().get(Reports.number(index, match.passages().size()));
            exclusion = new Exclusion(
                    match.documentType(),
                    match.documentId(),
                    passage.section(),
                    passage.start(),
                    passage.end(),
                    reason);
        }
        Form form = new Form(request, stored, rank, true, reason == null ? "" : reason);
        answer(form, new ReviewRequest(null, null, List.of(exclusion), List.of(), seen(request)), "review.isOut");
    }

    private void takeBack(PageRequest request) {
        StoredVerdict stored = stored(request);
        Reviewed reviewed = reports.reviewed(stored);
        String number = given(request, "number");
        ReviewAct act = reviewed.review().leftOut().stream()
                .filter(out -> String.valueOf(out.number()).equals(number))
                .findFirst()
                .orElse(null);
        Form form = new Form(request, stored, rank(reviewed, act), false, "");
        ReviewTarget target = act == null ? null : act.target();
        if (target == null) {
            // somebody was quicker
            show(form, 409, refused(form, ErrorCode.STALE_REVIEW, 409), reviewed);
            return;
        }
        Exclusion restored = new Exclusion(
                target.documentType(), target.documentId(), target.section(), target.start(), target.end(), null);
        answer(form, new ReviewRequest(null, null, List.of(), List.of(restored), seen(request)), "review.counts");
    }

    private static @Nullable String rank(Reviewed reviewed, @Nullable ReviewAct act) {
        ReviewTarget target = act == null ? null : act.target();
        List<Verdict.Match> matches = reviewed.stored().matches();
        for (int i = 0; target != null && i < matches.size(); i++) {
            if (matches.get(i).documentType().equals(target.documentType())
                    && matches.get(i).documentId().equals(target.documentId())) {
                return String.valueOf(i);
            }
        }
        return null;
    }

    private void answer(Form form, ReviewRequest wish, String done) {
        PageRequest request = form.request();
        Reviewer reviewer =
                new Reviewer(request.person().subject(), request.person().name());
        try {
            Reviewed reviewed = reviews.act(form.stored(), wish, reviewer);
            if (request.isPart()) {
                show(form, 200, new ReviewTold(request.texts().lookup(done), false, ""), reviewed);
            } else {
                request.goTo(ReportPage.path(form.stored().verdictId(), form.rank()));
            }
        } catch (ReviewConflictException e) {
            show(form, 409, refused(form, e.code(), 409), e.now());
        } catch (InvalidMessageException e) {
            String words = e.code() == ErrorCode.MISSING_FIELD
                    ? request.texts().lookup("review.sayWhy")
                    : request.texts().lookup("review.badText");
            show(form, 422, new ReviewTold(words, true, form.typed()), reports.reviewed(form.stored()));
        } catch (ProblemException e) {
            Problem problem = request.problem(e);
            show(
                    form,
                    problem.status(),
                    refused(form, problem.code(), problem.status()),
                    reports.reviewed(form.stored()));
        }
    }

    private static ReviewTold refused(Form form, ErrorCode code, int status) {
        return new ReviewTold(form.request().texts().problem(code, status), true, form.typed());
    }

    private void show(Form form, int status, ReviewTold told, Reviewed reviewed) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("report", reports.report(form.stored(), reviewed));
        parameters.put("told", form.besideSource() ? ReviewTold.NOTHING : told);
        parameters.put("panel", form.rank() == null ? null : reports.source(form.stored(), reviewed, form.rank()));
        if (form.request().isPart()) {
            parameters.put("toldBesideSource", form.besideSource() ? told : ReviewTold.NOTHING);
            form.request().show(status, "review/changed.jte", parameters);
        } else {
            parameters.put("told", told);
            form.request().show(status, "review/report.jte", parameters);
        }
    }

    private StoredVerdict stored(PageRequest request) {
        return reports.stored(request);
    }

    private static String given(PageRequest request, String name) {
        String value = request.given(name);
        if (value == null) {
            throw ProblemException.invalid(name, name + " is missing");
        }
        return value;
    }

    /** What was typed; browsers send line ends of two characters. */
    private static @Nullable String text(PageRequest request, String name) {
        String value = request.given(name);
        return value == null ? null : value.replace("\r\n", "\n");
    }

    private static Integer seen(PageRequest request) {
        try {
            return Integer.valueOf(given(request, "seen"));
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("seen", "seen is no number");
        }
    }
}
