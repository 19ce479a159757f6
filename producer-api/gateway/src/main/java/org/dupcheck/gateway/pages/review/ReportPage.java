package org.dupcheck.gateway.pages.review;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Sha256;
import org.dupcheck.gateway.common.VerdictAnswer;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.gateway.pages.print.HtmlPrinter;
import org.dupcheck.store.Store;
import org.dupcheck.store.verdicts.VerdictQueries;
import org.dupcheck.store.verdicts.VerdictQueries.CheckedText;
import org.dupcheck.store.verdicts.VerdictQueries.StoredVerdict;

/** A verdict with its text, its sources beside it, and its figures with their arithmetic; also as PDF, CSV and JSON. */
public final class ReportPage {
    private static final int HISTORY = 50;
    private static final Set<Role> REVIEWERS = Set.of(Role.REVIEWER);

    private final VerdictQueries verdicts;
    private final Store store;
    private final JsonCodec codec;
    private final HtmlPrinter printer = new HtmlPrinter();

    public ReportPage(VerdictQueries verdicts, Store store, JsonCodec codec) {
        this.verdicts = verdicts;
        this.store = store;
        this.codec = codec;
    }

    /** Adds its routes. */
    public void addTo(PageRoutes routes) {
        routes.get(DeskPage.PATH + "/{verdictId}.csv", REVIEWERS, this::csv);
        routes.get(DeskPage.PATH + "/{verdictId}.json", REVIEWERS, this::json);
        routes.get(DeskPage.PATH + "/{verdictId}.pdf", REVIEWERS, this::pdf);
        routes.get(DeskPage.PATH + "/{verdictId}", REVIEWERS, this::show);
        routes.get(DeskPage.PATH + "/{verdictId}/sources/{rank}", REVIEWERS, this::source);
        routes.get(DeskPage.PATH + "/{verdictId}/pending/{rank}", REVIEWERS, this::pending);
    }

    private void show(PageRequest request) {
        StoredVerdict stored = stored(request);
        request.show("review/report.jte", Map.of("report", report(stored, verdicts.textOf(stored))));
    }

    /** All that the page shows and that is printed. */
    private Report report(StoredVerdict stored, Optional<CheckedText> text) {
        Verdict verdict = verdict(stored);
        List<Section> sections = text.map(this::sections).orElse(null);
        return new Report(
                verdict,
                text.map(CheckedText::title).orElse(null),
                store.read(tables -> tables.ownSubmissions().ownerOf(stored.key()))
                        .orElse(null),
                Report.sections(verdict, sections),
                sections != null,
                Report.sources(verdict),
                verdicts.history(stored.key(), null, HISTORY),
                stored.body().changesBehind());
    }

    private void pdf(PageRequest request) {
        StoredVerdict stored = stored(request);
        Optional<CheckedText> text = verdicts.textOf(stored);
        PrintedReport print = PrintedReport.of(
                report(stored, text),
                text.map(this::sections).orElse(null),
                source -> referenceText(source.match()).map(this::sections).orElse(null));
        String html = request.render("review/print.jte", Map.of("texts", request.texts(), "print", print));
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

    private Optional<CheckedText> referenceText(Verdict.Match match) {
        return store.read(tables ->
                tables.referenceViews().text(match.documentType(), match.documentId(), match.documentRevision()));
    }

    private void source(PageRequest request) {
        Verdict verdict = verdict(stored(request));
        List<Report.Source> sources = Report.sources(verdict);
        Report.Source source = sources.get(rank(request, sources.size()));
        showSource(request, verdict, source, referenceText(source.match()));
    }

    private void pending(PageRequest request) {
        Verdict verdict = verdict(stored(request));
        int rank = rank(request, verdict.pending().size());
        Verdict.Match match = verdict.pending().get(rank);
        Optional<CheckedText> text = verdicts.submittedText(
                new BusinessKey(match.documentType(), match.documentId()), match.documentRevision());
        // its passages are marked in no colour of the report: they count in none of its figures
        showSource(request, verdict, new Report.Source(rank, match, 0), text);
    }

    private void showSource(PageRequest request, Verdict verdict, Report.Source source, Optional<CheckedText> text) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("verdict", verdict);
        parameters.put("source", source);
        parameters.put(
                "sections",
                text.map(found -> Report.sourceSections(source, sections(found)))
                        .orElse(List.of()));
        request.show("review/source.jte", parameters);
    }

    private static int rank(PageRequest request, int size) {
        try {
            int rank = Integer.parseInt(Parameters.path(request.ctx(), "rank"));
            if (rank >= 0 && rank < size) {
                return rank;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw ProblemException.notFound("the verdict names no such document");
    }

    private void json(PageRequest request) {
        StoredVerdict stored = stored(request);
        attach(request, stored, "json");
        VerdictAnswer.send(request.ctx(), stored.body());
    }

    private void csv(PageRequest request) {
        StoredVerdict stored = stored(request);
        attach(request, stored, "csv");
        request.ctx().contentType("text/csv; charset=utf-8").result(ReportCsv.of(verdict(stored)));
    }

    private static void attach(PageRequest request, StoredVerdict stored, String ending) {
        request.ctx()
                .header("Content-Disposition", "attachment; filename=\"" + stored.verdictId() + "." + ending + "\"");
    }

    private StoredVerdict stored(PageRequest request) {
        return verdicts.find(Parameters.path(request.ctx(), "verdictId"))
                .filter(found ->
                        request.person().grants().cover(REVIEWERS, found.key().businessType()))
                .orElseThrow(() -> ProblemException.notFound("there is no such verdict"));
    }

    private Verdict verdict(StoredVerdict stored) {
        return codec.read(stored.body().json(), Verdict.class);
    }

    private List<Section> sections(CheckedText text) {
        return List.of(codec.read(text.sections(), Section[].class));
    }
}
