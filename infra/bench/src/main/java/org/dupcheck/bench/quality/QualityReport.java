package org.dupcheck.bench.quality;

import static org.dupcheck.bench.quality.PanFigures.three;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dupcheck.app.terminal.Table;
import org.dupcheck.bench.data.QueryRow;
import org.dupcheck.bench.measure.Figures;

/** Puts what was measured into a report, as tables and as fields. */
final class QualityReport {
    private static final int NOT_FIRST_SHOWN = 10;

    private final Figures report;

    QualityReport(Figures report) {
        this.report = report;
    }

    /** Passages planted in documents: the table by class, the short ones, and the clean documents flagged. */
    void passages(String field, String heading, List<QueryFile.Answer> answers) {
        PanScorer scorer = QueryFile.score(answers, query -> true);
        Table table = table("class");
        Map<String, Object> json = new LinkedHashMap<>();
        scorer.figures().forEach((name, figures) -> {
            table.row(figures.cells(name));
            json.put(name, figures);
        });
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("groups", json);
        addHalves(answers, table, fields);
        report.section(heading, table);
        addShortCases(answers, fields);
        addClean(scorer, fields);
        report.field(field, fields);
    }

    private static Table table(String first) {
        return new Table(
                first, ">macro", ">micro", ">recall", ">precision", ">granularity", ">cases", ">found", ">passages");
    }

    /** Ids end in a number: its halves, so that what was tuned on one can be held against the other. */
    private static void addHalves(List<QueryFile.Answer> answers, Table table, Map<String, Object> fields) {
        if (!answers.stream().allMatch(answer -> Character.isDigit(lastOf(answer.query())))) {
            return;
        }
        for (String half : List.of("even", "odd")) {
            int rest = half.equals("even") ? 0 : 1;
            PanFigures figures = QueryFile.score(answers, query -> Character.digit(lastOf(query), 10) % 2 == rest)
                    .figures(PanScorer.ALL);
            table.row(figures.cells(half + " ids"));
            fields.put(half, figures);
        }
    }

    private static char lastOf(QueryRow query) {
        return query.id().isEmpty() ? ' ' : query.id().charAt(query.id().length() - 1);
    }

    private void addShortCases(List<QueryFile.Answer> answers, Map<String, Object> fields) {
        ShortCases shortest = ShortCases.among(answers);
        if (shortest.cases() > 0) {
            report.note(String.format(
                    Locale.ROOT,
                    "passages of %d characters found: %d/%d = %s",
                    ShortCases.CHARACTERS,
                    shortest.found(),
                    shortest.cases(),
                    three(shortest.share())));
            fields.put("shortFoundShare", shortest.share());
        }
    }

    private void addClean(PanScorer scorer, Map<String, Object> fields) {
        if (scorer.clean() == 0) {
            return;
        }
        List<PanScorer.Flagged> flagged = scorer.flagged();
        double share = flagged.size() / (double) scorer.clean();
        report.note("clean documents flagged: " + flagged.size() + "/" + scorer.clean() + " = " + three(share));
        List<Map<String, Object>> json = new ArrayList<>();
        for (PanScorer.Flagged one : flagged) {
            Pair longest = one.longest();
            int characters = longest.qEnd() - longest.q();
            report.note(String.format(
                    Locale.ROOT,
                    "  %s: longest passage %d characters, [%d, %d), in %s [%d, %d)",
                    one.id(),
                    characters,
                    longest.q(),
                    longest.qEnd(),
                    longest.ref(),
                    longest.r(),
                    longest.rEnd()));
            json.add(Map.of("id", one.id(), "characters", characters, "longest", longest));
        }
        fields.put("clean", scorer.clean());
        fields.put("cleanFlagged", flagged.size());
        fields.put("flagged", json);
    }

    void editPairs(EditPairs pairs) {
        double first = pairs.drafts() == 0 ? 0 : pairs.first() / (double) pairs.drafts();
        Table table =
                new Table("containment of the draft in its article, against", ">bias", ">mean error", ">p95", ">worst");
        table.row(errors("the true share, edits inside copied text counted", pairs.errors()));
        table.row(errors("the true share, words kept only", pairs.errorsToKept()));
        report.section("edit pairs: drafts against the articles that became of them", table);
        report.note(
                String.format(Locale.ROOT, "article found first: %d/%d = %.4f", pairs.first(), pairs.drafts(), first));
        pairs.notFirst().stream().limit(NOT_FIRST_SHOWN).forEach(id -> report.note("  not first: " + id));
        report.note(
                "true share: tokens matched by a longest common subsequence in runs of 4 or more; edits counted: up to"
                        + " 20 tokens between two such runs");
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("drafts", pairs.drafts());
        fields.put("articleFirst", pairs.first());
        fields.put("articleFirstShare", first);
        fields.put("containmentBias", EditPairs.mean(pairs.errors()));
        fields.put("containmentMeanError", EditPairs.meanSize(pairs.errors()));
        fields.put("containmentP95Error", EditPairs.size(pairs.errors(), 0.95));
        fields.put("containmentMeanErrorToKept", EditPairs.meanSize(pairs.errorsToKept()));
        fields.put("notFirst", pairs.notFirst());
        report.field("editPairs", fields);
    }

    private static String[] errors(String name, List<Double> errors) {
        return new String[] {
            name,
            String.format(Locale.ROOT, "%+.3f", EditPairs.mean(errors)),
            three(EditPairs.meanSize(errors)),
            three(EditPairs.size(errors, 0.95)),
            three(EditPairs.size(errors, 1))
        };
    }

    void peers() {
        Table table = new Table("measured elsewhere, NOT in this run", ">macro", "remark");
        List<Map<String, Object>> json = new ArrayList<>();
        for (Peer peer : Peer.ALL) {
            Double macro = peer.macro().get(PanScorer.ALL);
            table.row(peer.name(), macro == null ? "" : three(macro), peer.remark());
            json.add(Map.of("name", peer.name(), "macro", peer.macro(), "remark", peer.remark(), "inThisRun", false));
        }
        report.section("peers", table);
        report.field("peers", json);
    }
}
