package org.dupcheck.gateway.pages.review;

import java.util.HashMap;
import java.util.Map;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.gateway.common.Sha256;
import org.dupcheck.gateway.common.VerdictAnswer;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.gateway.pages.print.HtmlPrinter;
import org.dupcheck.gateway.review.Reviewed;
import org.dupcheck.gateway.review.Reviews;
import org.dupcheck.gateway.verdicts.DiffResource;
import org.dupcheck.store.Store;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;
import org.jspecify.annotations.Nullable;

/**
 * A verdict with its text, its sources beside it, its figures with their arithmetic, and what reviewers did about it; also
 * as PDF, as CSV and, as it is stored, as JSON.
 */
public final class ReportPage {
    private final JsonCodec codec;
    private final Reports reports;
    private final HtmlPrinter printer = new HtmlPrinter();
    private final ReviewForms forms;

    public ReportPage(VerdictQueries verdicts, Store store, JsonCodec codec, Reviews reviews) {
        this.codec = codec;
        this.reports = new Reports(verdicts, store, codec, reviews);
        this.forms = new ReviewForms(reports, reviews);
    }

    /** Adds its routes. */
    public void addTo(PageRoutes routes) {
        routes.get(DeskPage.PATH + "/{verdictId}.pdf", Reports.REVIEWERS, this::pdf);
        routes.get(DeskPage.PATH + "/{verdictId}.csv", Reports.REVIEWERS, this::csv);
        routes.get(DeskPage.PATH + "/{verdictId}.json", Reports.REVIEWERS, this::json);
        routes.get(DeskPage.PATH + "/{verdictId}", Reports.REVIEWERS, this::show);
        routes.get(DeskPage.PATH + "/{verdictId}/sources/{rank}", Reports.REVIEWERS, this::source);
        routes.get(DeskPage.PATH + "/{verdictId}/pending/{rank}", Reports.REVIEWERS, this::pending);
        routes.get(DeskPage.PATH + "/{verdictId}/diff/{otherVerdictId}", Reports.REVIEWERS, this::diff);
        forms.addTo(routes);
    }

    private void show(PageRequest request) {
        StoredVerdict stored = stored(request);
        Reviewed reviewed = reports.reviewed(stored);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("report", reports.report(stored, reviewed));
        // what the script puts beside the text has an address too, so that it is there without one
        String source = request.given("source");
        String pending = request.given("pending");
        if (source != null) {
            parameters.put("panel", reports.source(stored, reviewed, source));
        } else if (pending != null) {
            parameters.put("panel", reports.pending(reviewed, pending));
        }
        request.show("review/report.jte", parameters);
    }

    /** Where the report is with one of its sources beside the text. */
    static String path(String verdictId, @Nullable String rank) {
        return DeskPage.PATH + "/" + verdictId + (rank == null ? "" : "?source=" + rank);
    }

    /** For a person's session; the API's own call is for programs. */
    private void diff(PageRequest request) {
        DiffResource.answer(request.ctx(), reports.stored(request), reports.stored(request, "otherVerdictId"), codec);
    }

    private void pdf(PageRequest request) {
        StoredVerdict stored = stored(request);
        String html =
                request.render("review/print.jte", Map.of("texts", request.texts(), "print", reports.printed(stored)));
        // the same text is the same PDF, whatever it was made of
        String tag = "W/\"" + Sha256.of(html) + '"';
        request.ctx().header("ETag", tag);
        if (tag.equals(request.ctx().header("If-None-Match"))) {
            request.ctx().status(304);
            return;
        }
        byte[] pdf = printer.print(html);
        attach(request, stored, "pdf");
        request.ctx().contentType("application/pdf").result(pdf);
    }

    private void source(PageRequest request) {
        StoredVerdict stored = stored(request);
        Reviewed reviewed = reports.reviewed(stored);
        show(request, reviewed, reports.source(stored, reviewed, Parameters.path(request.ctx(), "rank")));
    }

    private void pending(PageRequest request) {
        Reviewed reviewed = reports.reviewed(stored(request));
        show(request, reviewed, reports.pending(reviewed, Parameters.path(request.ctx(), "rank")));
    }

    private static void show(PageRequest request, Reviewed reviewed, SourcePanel panel) {
        request.show(
                "review/source.jte",
                Map.of("verdictId", reviewed.stored().verdictId(), "panel", panel, "told", ReviewTold.NOTHING));
    }

    private void json(PageRequest request) {
        StoredVerdict stored = stored(request);
        attach(request, stored, "json");
        VerdictAnswer.send(request.ctx(), stored.body());
    }

    private void csv(PageRequest request) {
        StoredVerdict stored = stored(request);
        attach(request, stored, "csv");
        request.ctx().contentType("text/csv; charset=utf-8").result(ReportCsv.of(reports.reviewed(stored)));
    }

    private static void attach(PageRequest request, StoredVerdict stored, String ending) {
        request.ctx()
                .header("Content-Disposition", "attachment; filename=\"" + stored.verdictId() + "." + ending + "\"");
    }

    private StoredVerdict stored(PageRequest request) {
        return reports.stored(request);
    }
}
