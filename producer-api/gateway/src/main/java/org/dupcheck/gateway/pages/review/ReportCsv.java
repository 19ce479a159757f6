package org.dupcheck.gateway.pages.review;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.common.Csv;
import org.dupcheck.gateway.review.Reviewed;
import org.dupcheck.store.reviews.ReviewAct;

/**
 * The passages of a verdict as a table that a spreadsheet opens: one line a passage, those that are left out too, and shares
 * without them. Common text stands behind them where it counts; of no document by itself.
 */
final class ReportCsv {
    private static final List<String> HEADINGS = List.of(
            "document type",
            "document id",
            "document revision",
            "document title",
            "share by this document",
            "section",
            "start",
            "end",
            "source section",
            "source start",
            "source end",
            "similarity",
            "left out by",
            "left out because");
    private static final int DECIMALS = 4;

    private ReportCsv() {}

    static String of(Reviewed reviewed) {
        Csv csv = new Csv();
        csv.line(HEADINGS);
        for (Report.Source source : Report.sources(reviewed)) {
            Verdict.Match match = source.stored();
            for (Verdict.Passage passage : match.passages()) {
                ReviewAct out = reviewed.outBy(match, passage);
                csv.line(List.of(
                        match.documentType(),
                        match.documentId(),
                        match.documentRevision(),
                        match.title() == null ? "" : match.title(),
                        share(source.match().containment()),
                        passage.section(),
                        passage.start(),
                        passage.end(),
                        passage.sourceSection(),
                        passage.sourceStart(),
                        passage.sourceEnd(),
                        share(passage.similarity()),
                        out == null ? "" : out.userName(),
                        out == null || out.note() == null ? "" : out.note()));
            }
        }
        for (Verdict.CommonPassage passage : reviewed.stored().countedCommonText()) {
            csv.line(List.of(
                    "",
                    "",
                    "",
                    "common text of " + passage.documents() + " documents",
                    "",
                    passage.section(),
                    passage.start(),
                    passage.end(),
                    "",
                    "",
                    "",
                    "",
                    "",
                    ""));
        }
        return csv.toString();
    }

    private static BigDecimal share(double share) {
        return BigDecimal.valueOf(share).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
