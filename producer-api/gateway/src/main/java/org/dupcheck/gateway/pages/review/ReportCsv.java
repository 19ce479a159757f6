package org.dupcheck.gateway.pages.review;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.common.Csv;

/** The passages of a verdict as a table that a spreadsheet opens: one line a passage. */
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
            "similarity");
    private static final int DECIMALS = 4;

    private ReportCsv() {}

    static String of(Verdict verdict) {
        Csv csv = new Csv();
        csv.line(HEADINGS);
        for (Verdict.Match match : verdict.matches()) {
            for (Verdict.Passage passage : match.passages()) {
                csv.line(List.of(
                        match.documentType(),
                        match.documentId(),
                        match.documentRevision(),
                        match.title() == null ? "" : match.title(),
                        share(match.containment()),
                        passage.section(),
                        passage.start(),
                        passage.end(),
                        passage.sourceSection(),
                        passage.sourceStart(),
                        passage.sourceEnd(),
                        share(passage.similarity())));
            }
        }
        return csv.toString();
    }

    private static BigDecimal share(double share) {
        return BigDecimal.valueOf(share).setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
