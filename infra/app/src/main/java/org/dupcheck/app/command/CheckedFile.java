package org.dupcheck.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dupcheck.contract.Verdict;
import org.dupcheck.gateway.verdicts.MatchView;
import org.jspecify.annotations.Nullable;

/**
 * What came of one file.
 *
 * @param verdict null where it was not checked
 * @param json the verdict byte for byte as the gateway handed it out; empty without one
 * @param fault why it was not checked; empty where it was
 * @param texts the texts of a match; answers only while the gateway is asked
 */
record CheckedFile(
        String name,
        @Nullable Verdict verdict,
        String json,
        String fault,
        Function<Verdict.Match, @Nullable MatchView> texts) {

    double containment() {
        return verdict == null ? 0 : verdict.containment();
    }

    /** A row of the table. */
    String[] cells() {
        if (verdict == null) {
            return new String[] {name, "–", "", "", "", "", "not checked: " + fault};
        }
        Verdict.@Nullable Match largest =
                verdict.matches().isEmpty() ? null : verdict.matches().get(0);
        return new String[] {
            name,
            VerdictPrinter.percent(verdict.containment()),
            verdict.matchedTokens() + " of " + verdict.tokens(),
            Integer.toString(verdict.longestRun()),
            Integer.toString(verdict.matches().size()),
            largest == null ? "" : largest.documentType() + ":" + largest.documentId(),
            String.join(", ", notes(verdict))
        };
    }

    /** What a reviewer should know beyond the figures, a few words each. */
    static List<String> notes(Verdict verdict) {
        List<String> notes = new ArrayList<>();
        if (verdict.tooLittleText()) {
            notes.add("too little text");
        }
        if (verdict.commonText().tokens() > 0) {
            notes.add("common text " + verdict.commonText().tokens() + " tokens"
                    + (verdict.commonTextCounts() ? ", counted" : ""));
        }
        if (!verdict.pending().isEmpty()) {
            notes.add("same text in " + verdict.pending().size() + " open submissions");
        }
        verdict.signals().stream()
                .collect(Collectors.groupingBy(
                        signal -> signal.kind().name(),
                        java.util.TreeMap::new,
                        Collectors.summingInt(signal -> signal.count())))
                .forEach((kind, count) -> notes.add(words(kind) + " (" + count + ")"));
        return notes;
    }

    /** A constant's name in words. */
    static String words(String constant) {
        return constant.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
