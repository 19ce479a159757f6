package org.dupcheck.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.common.Csv;
import org.jspecify.annotations.Nullable;

/** Verdicts as comma-separated values. Stateless. */
final class VerdictCsv {
    private static final List<String> HEADINGS = List.of(
            "file",
            "result",
            "share",
            "matched tokens",
            "tokens",
            "longest run (tokens)",
            "too little text",
            "common text (tokens)",
            "signals",
            "confirmation needed for",
            "match",
            "matches",
            "document type",
            "document id",
            "document title",
            "share by this document",
            "corpus version",
            "engine version",
            "verdict",
            "checked at",
            "error");

    private VerdictCsv() {}

    /** One line a match, one line for a file without any. */
    static String of(List<CheckedFile> files) {
        Csv csv = new Csv();
        csv.line(HEADINGS);
        for (CheckedFile file : files) {
            Verdict verdict = file.verdict();
            if (verdict == null || verdict.matches().isEmpty()) {
                csv.line(cells(file, 0, null));
            } else {
                for (int i = 0; i < verdict.matches().size(); i++) {
                    csv.line(cells(file, i + 1, verdict.matches().get(i)));
                }
            }
        }
        return csv.toString();
    }

    private static List<String> cells(CheckedFile file, int rank, Verdict.@Nullable Match match) {
        List<String> cells = new ArrayList<>();
        cells.add(file.name());
        Verdict verdict = file.verdict();
        if (verdict == null) {
            cells.add("NOT CHECKED");
            while (cells.size() < HEADINGS.size() - 1) {
                cells.add("");
            }
            cells.add(file.fault());
            return cells;
        }
        cells.add(verdict.resultState().name());
        cells.add(number(verdict.containment()));
        cells.add(Integer.toString(verdict.matchedTokens()));
        cells.add(Integer.toString(verdict.tokens()));
        cells.add(Integer.toString(verdict.longestRun()));
        cells.add(verdict.tooLittleText() ? "yes" : "no");
        cells.add(Integer.toString(verdict.commonText().tokens()));
        cells.add(verdict.signals().stream()
                .map(signal -> signal.kind() + " " + signal.count())
                .collect(Collectors.joining("; ")));
        cells.add(verdict.confirmationReasons().stream().map(Enum::name).collect(Collectors.joining("; ")));
        cells.add(match == null ? "" : Integer.toString(rank));
        cells.add(Integer.toString(verdict.matches().size()));
        cells.add(match == null ? "" : match.documentType());
        cells.add(match == null ? "" : match.documentId());
        cells.add(match == null || match.title() == null ? "" : match.title());
        cells.add(match == null ? "" : number(match.containment()));
        cells.add(Long.toString(verdict.corpusVersion()));
        cells.add(verdict.engineVersion());
        cells.add(verdict.verdictId());
        cells.add(verdict.createdAt().toString());
        cells.add("");
        return cells;
    }

    private static String number(double share) {
        return String.format(Locale.ROOT, "%.4f", share);
    }
}
