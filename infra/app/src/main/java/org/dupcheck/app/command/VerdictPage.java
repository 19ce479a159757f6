package org.dupcheck.app.command;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.verdicts.MatchView;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts as one HTML page that stands alone: no script, nothing from outside, and whatever comes from a document is
 * escaped. Not thread-safe.
 */
final class VerdictPage {
    /** Matches of a file whose passages are shown. */
    static final int MAX_MATCHES = 50;

    private static final int MAX_PASSAGES = 100;
    private static final int CONTEXT = 40;
    private static final String STYLE = """
            :root{color-scheme:light dark;--line:#d8dde3;--soft:#f5f7f9;--mark:#ffe08a;--bar:#d9534f}
            @media(prefers-color-scheme:dark){:root{--line:#3a424b;--soft:#1d2329;--mark:#7a5c00;--bar:#e0736f}}
            body{font:15px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:1100px;margin:2em auto;padding:0 1em}
            h1{font-size:1.5em}h2{font-size:1.2em;margin-top:2.5em;border-top:2px solid var(--line);padding-top:1em;overflow-wrap:anywhere}
            h3{font-size:1em;margin:1.6em 0 .4em;overflow-wrap:anywhere}
            table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35em .6em;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
            th{font-weight:600}td.n,th.n{text-align:right;white-space:nowrap}
            .bar{display:inline-block;width:8em;height:.6em;background:var(--soft);border:1px solid var(--line)}
            .bar i{display:block;height:100%;background:var(--bar)}
            .pair{display:grid;grid-template-columns:1fr 1fr;gap:1em;margin:.5em 0 1em}
            .side{background:var(--soft);border:1px solid var(--line);border-radius:4px;padding:.6em .8em;white-space:pre-wrap;overflow-wrap:anywhere}
            .where{display:block;font-size:.85em;opacity:.75;white-space:normal}
            mark{background:var(--mark);color:inherit}.note{font-size:.9em;opacity:.8}
            @media(max-width:700px){.pair{grid-template-columns:1fr}}@media print{.pair{break-inside:avoid}}
            """;

    private final Instant now;
    private final StringBuilder rows = new StringBuilder();
    private final StringBuilder details = new StringBuilder();
    private int files;

    VerdictPage(Instant now) {
        this.now = now;
    }

    /** Adds a file, while the texts of its matches can be asked for. */
    void add(CheckedFile file) {
        files++;
        Verdict verdict = file.verdict();
        if (verdict == null) {
            rows.append("<tr><td>")
                    .append(escape(file.name()))
                    .append("</td><td class=n>–</td><td class=n></td>")
                    .append("<td class=n></td><td>not checked: ")
                    .append(escape(file.fault()))
                    .append("</td></tr>\n");
            return;
        }
        rows.append("<tr><td><a href=\"#f")
                .append(files)
                .append("\">")
                .append(escape(file.name()))
                .append("</a></td><td class=n>")
                .append(VerdictPrinter.percent(verdict.containment()))
                .append("</td><td class=n>")
                .append(verdict.matchedTokens())
                .append(" of ")
                .append(verdict.tokens())
                .append("</td><td class=n>")
                .append(verdict.matches().size())
                .append("</td><td>")
                .append(escape(String.join(", ", CheckedFile.notes(verdict))))
                .append("</td></tr>\n");
        details.append("<h2 id=\"f")
                .append(files)
                .append("\">")
                .append(escape(file.name()))
                .append("</h2>\n");
        figures(verdict);
        told(verdict);
        List<Verdict.Match> matches = verdict.matches();
        for (int i = 0; i < Math.min(MAX_MATCHES, matches.size()); i++) {
            match(i + 1, matches.get(i), verdict, file.texts().apply(matches.get(i)));
        }
        if (matches.size() > MAX_MATCHES) {
            note("and " + (matches.size() - MAX_MATCHES) + " more matches, which the CSV and JSON list");
        }
    }

    private void figures(Verdict verdict) {
        details.append("<table><tr><th>section</th><th class=n>matched tokens ÷ tokens = share</th><th></th></tr>\n");
        figure("all", verdict.matchedTokens(), verdict.tokens(), verdict.containment());
        for (Verdict.SectionResult section : verdict.sections()) {
            figure(section.key(), section.matchedTokens(), section.tokens(), section.containment());
        }
        details.append("</table>\n");
        note("Longest run " + verdict.longestRun() + " tokens. Corpus version " + verdict.corpusVersion() + ", engine "
                + verdict.engineVersion() + ", settings " + verdict.settingsVersion() + ", policy "
                + verdict.policyVersion() + ", verdict "
                + verdict.verdictId() + " of " + time(verdict.createdAt()) + ".");
    }

    private void figure(String key, int matched, int tokens, double share) {
        details.append("<tr><td>")
                .append(escape(key))
                .append("</td><td class=n>")
                .append(matched)
                .append(" ÷ ")
                .append(tokens)
                .append(" = ")
                .append(VerdictPrinter.percent(share))
                .append("</td><td><span class=bar><i style=\"width:")
                .append(String.format(Locale.ROOT, "%.1f", 100 * Math.max(0, Math.min(1, share))))
                .append("%\"></i></span></td></tr>\n");
    }

    /** What has to be known beside the figures. */
    private void told(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        if (verdict.tooLittleText()) {
            lines.add("There is too little text to compare: " + verdict.tokens() + " tokens.");
        }
        for (Signal signal : verdict.signals()) {
            lines.add("Signal: " + CheckedFile.words(signal.kind().name()) + ", " + signal.count()
                    + (signal.section() == null
                            ? ""
                            : ", in " + signal.section() + ", characters " + signal.start() + " to " + signal.end()));
        }
        for (Verdict.CommonPassage passage : verdict.commonText().passages()) {
            lines.add("Common text, in " + passage.documents() + " documents, "
                    + (verdict.commonTextCounts() ? "counted: " : "not counted: ") + passage.section()
                    + ", characters " + passage.start() + " to " + passage.end() + ", as in "
                    + passage.examples().stream()
                            .map(source -> source.documentType() + ":" + source.documentId())
                            .collect(Collectors.joining(", ")));
        }
        if (!verdict.confirmationReasons().isEmpty()) {
            lines.add("A work order would wait for a confirmation, because of: "
                    + verdict.confirmationReasons().stream()
                            .map(reason -> CheckedFile.words(reason.name()))
                            .collect(Collectors.joining(", ")));
        }
        if (!lines.isEmpty()) {
            details.append("<ul>");
            lines.forEach(line -> details.append("<li>").append(escape(line)).append("</li>"));
            details.append("</ul>\n");
        }
    }

    private void match(int rank, Verdict.Match match, Verdict verdict, @Nullable MatchView view) {
        details.append("<h3>")
                .append(rank)
                .append(". ")
                .append(escape(match.documentType() + ":" + match.documentId()))
                .append(match.title() == null ? "" : " " + escape(match.title()))
                .append("</h3>\n");
        note("This document alone covers " + VerdictPrinter.percent(match.containment()) + " of " + verdict.tokens()
                + " tokens; longest run " + match.longestRun() + " tokens; its revision " + match.documentRevision()
                + ".");
        List<Verdict.Passage> passages = match.passages();
        for (Verdict.Passage passage : passages.subList(0, Math.min(MAX_PASSAGES, passages.size()))) {
            details.append("<div class=pair>");
            side("here", passage.section(), passage.start(), passage.end(), view == null ? null : view.submission());
            side(
                    "there, " + VerdictPrinter.percent(passage.similarity()) + " equal",
                    passage.sourceSection(),
                    passage.sourceStart(),
                    passage.sourceEnd(),
                    view == null ? null : view.reference());
            details.append("</div>\n");
        }
        if (passages.size() > MAX_PASSAGES) {
            note("and " + (passages.size() - MAX_PASSAGES) + " more passages");
        }
    }

    private void side(String which, String section, int start, int end, MatchView.@Nullable Text text) {
        details.append("<div class=side><span class=where>")
                .append(escape(which + ": " + section))
                .append(", characters ")
                .append(start)
                .append(" to ")
                .append(end)
                .append("</span>");
        String whole = text == null ? "" : text(text, section);
        if (end > whole.length()) {
            details.append("(text no longer kept)</div>");
            return;
        }
        int from = whole.offsetByCodePoints(start, -Math.min(CONTEXT, whole.codePointCount(0, start)));
        int to = whole.offsetByCodePoints(end, Math.min(CONTEXT, whole.codePointCount(end, whole.length())));
        details.append(from > 0 ? "…" : "")
                .append(escape(whole.substring(from, start)))
                .append("<mark>")
                .append(escape(whole.substring(start, end)))
                .append("</mark>")
                .append(escape(whole.substring(end, to)))
                .append(to < whole.length() ? "…" : "")
                .append("</div>");
    }

    private static String text(MatchView.Text text, String key) {
        return text.sections().stream()
                .filter(section -> section.key().equals(key))
                .map(Section::text)
                .findFirst()
                .orElse("");
    }

    private void note(String text) {
        details.append("<p class=note>").append(escape(text)).append("</p>\n");
    }

    /** The whole page. */
    String html() {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>dupcheck, " + escape(time(now))
                + "</title>\n<meta name=\"viewport\" content=\"width=device-width\">"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                + "<style>\n" + STYLE + "</style></head><body>\n<h1>Duplicates in " + files
                + (files == 1 ? " file" : " files") + "</h1>\n<p class=note>Made by dupcheck on " + escape(time(now))
                + ". A token is one Chinese character, or one word or number of another script. Offsets count characters"
                + " (UTF-16) of the section, from 0.</p>\n"
                + "<table><tr><th>file</th><th class=n>share</th><th class=n>matched tokens</th>"
                + "<th class=n>matches</th><th>notes</th></tr>\n" + rows + "</table>\n" + details + "</body></html>\n";
    }

    private static String time(Instant instant) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT)
                .format(instant.atZone(ZoneId.systemDefault()));
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
