package org.dupcheck.app.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dupcheck.app.terminal.TextWidth;
import org.dupcheck.contract.ResultState;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.verdicts.MatchView;
import org.jspecify.annotations.Nullable;

/** A verdict for people: the figures, then the matches with their passages and what stands there on both sides. */
final class VerdictPrinter {
    static final int MAX_MATCHES = 10;
    static final int MAX_PASSAGES = 5;

    private static final int BAR = 24;
    private static final String INDENT = "      ";

    private final int width;
    private final Function<Verdict.Match, @Nullable MatchView> texts;
    private final boolean full;

    /**
     * Readies to print.
     *
     * @param width columns of the terminal
     * @param texts fetches the texts of a match; asked only for those that are shown
     * @param full all matches and passages, and passages whole
     */
    VerdictPrinter(int width, Function<Verdict.Match, @Nullable MatchView> texts, boolean full) {
        this.full = full;
        this.width = Math.max(60, width);
        this.texts = texts;
    }

    List<String> lines(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(verdict));
        lines.add("");
        int key = verdict.sections().stream()
                .mapToInt(section -> TextWidth.of(section.key()))
                .max()
                .orElse(0);
        key = Math.max(TextWidth.of("all"), Math.min(key, width / 3));
        lines.add(figures("all", key, verdict.containment(), verdict.matchedTokens(), verdict.tokens()));
        for (Verdict.SectionResult section : verdict.sections()) {
            lines.add(figures(section.key(), key, section.containment(), section.matchedTokens(), section.tokens()));
        }
        told(verdict, lines);
        List<Verdict.Match> matches = verdict.matches();
        int shown = full ? matches.size() : Math.min(MAX_MATCHES, matches.size());
        for (int i = 0; i < shown; i++) {
            match(i + 1, matches.get(i), lines);
        }
        if (matches.size() > shown) {
            lines.add("");
            lines.add("  and " + (matches.size() - shown) + " more; --full and --json show them all");
        }
        return lines;
    }

    /** What has to be known beside the figures. */
    private static void told(Verdict verdict, List<String> lines) {
        Long behind = verdict.changesBehind();
        if (behind != null && behind > 0) {
            lines.add("  " + behind + (behind == 1 ? " change" : " changes")
                    + " of the reference set since then; a new check would see " + (behind == 1 ? "it" : "them"));
        }
        List<String> notes = CheckedFile.notes(verdict);
        if (!notes.isEmpty()) {
            lines.add("  also: " + String.join(", ", notes));
        }
        if (!verdict.confirmationReasons().isEmpty()) {
            lines.add("  a work order would wait for a confirmation: "
                    + verdict.confirmationReasons().stream()
                            .map(reason -> CheckedFile.words(reason.name()))
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String headline(Verdict verdict) {
        String pinned = " (corpus version " + verdict.corpusVersion() + ", verdict " + verdict.verdictId() + ")";
        if (verdict.resultState() == ResultState.NONE) {
            return "No duplicates found" + pinned;
        }
        int matches = verdict.matches().size();
        // without a match it is common text alone
        String documents = matches == 0 ? "many" : Integer.toString(matches);
        return "Duplicates: " + percent(verdict.containment()) + " of the text stands in " + documents
                + (matches == 1 ? " reference document" : " reference documents") + ", longest run "
                + verdict.longestRun() + " tokens" + pinned;
    }

    private static String figures(String key, int keyWidth, double containment, int matched, int tokens) {
        return "  " + TextWidth.pad(TextWidth.cut(key, keyWidth), keyWidth) + "  "
                + TextWidth.padLeft(percent(containment), 6) + "  " + TextWidth.bar(containment, BAR) + "  " + matched
                + " of " + tokens + " tokens";
    }

    private void match(int rank, Verdict.Match match, List<String> lines) {
        lines.add("");
        String figures = percent(match.containment()) + "  " + TextWidth.bar(match.containment(), BAR / 2);
        String name = match.documentType() + ":" + match.documentId();
        String title = match.title() == null || match.title().equals(match.documentId()) ? "" : "  " + match.title();
        lines.add(TextWidth.cut(
                TextWidth.padLeft(rank + ".", 4) + " " + TextWidth.padLeft(figures, 20) + "  " + name + title, width));
        @Nullable MatchView view = texts.apply(match);
        List<Verdict.Passage> passages = new ArrayList<>(match.passages());
        passages.sort(Comparator.comparingInt((Verdict.Passage passage) -> passage.start() - passage.end()));
        int shown = full ? passages.size() : Math.min(MAX_PASSAGES, passages.size());
        for (Verdict.Passage passage : passages.subList(0, shown)) {
            passage(passage, view, lines);
        }
        if (passages.size() > shown) {
            lines.add(INDENT + "and " + (passages.size() - shown) + " more passages; --full shows them");
        }
    }

    private void passage(Verdict.Passage passage, @Nullable MatchView view, List<String> lines) {
        lines.add(INDENT + passage.section() + ", characters " + passage.start() + " to " + passage.end() + "  ↔  "
                + passage.sourceSection() + ", characters " + passage.sourceStart() + " to " + passage.sourceEnd()
                + (passage.similarity() < 1 ? "  (" + percent(passage.similarity()) + " equal)" : ""));
        excerpt(
                "here   ",
                view == null ? null : view.submission(),
                passage.section(),
                passage.start(),
                passage.end(),
                lines);
        excerpt(
                "there  ",
                view == null ? null : view.reference(),
                passage.sourceSection(),
                passage.sourceStart(),
                passage.sourceEnd(),
                lines);
    }

    private void excerpt(
            String side, MatchView.@Nullable Text text, String section, int start, int end, List<String> lines) {
        String excerpt = text == null ? "(text no longer kept)" : passage(text, section, start, end);
        lines.add(INDENT
                + side
                + (full
                        ? excerpt.replaceAll("\\s+", " ").strip()
                        : TextWidth.excerpt(excerpt, width - INDENT.length() - side.length())));
    }

    /** The section's text between two offsets; empty where there is no such section. */
    private static String passage(MatchView.Text text, String section, int start, int end) {
        return text.sections().stream()
                .filter(candidate -> candidate.key().equals(section))
                .map(Section::text)
                .filter(whole -> end <= whole.length())
                .map(whole -> whole.substring(start, end))
                .findFirst()
                .orElse("");
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }
}
