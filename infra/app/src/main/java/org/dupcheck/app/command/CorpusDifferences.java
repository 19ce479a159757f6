package org.dupcheck.app.command;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.dupcheck.app.terminal.Table;
import org.dupcheck.contract.DocumentKey;

/**
 * Counts what differs between a list and the reference set, and names it: on the console the first of each kind, or all;
 * in the report all. Not thread-safe.
 */
final class CorpusDifferences {
    private static final int MAX_SHOWN = 20;

    private final CommandContext context;
    private final LoadReport report;
    private final boolean full;
    private final Map<Kind, List<String>> shown = new EnumMap<>(Kind.class);
    private final Map<String, Figures> figures = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();
    private long refused;
    private long unreadable;
    private long ofOtherTypes;

    /** @param full whether the console names all */
    CorpusDifferences(CommandContext context, LoadReport report, boolean full) {
        this.context = context;
        this.report = report;
        this.full = full;
    }

    /** How a document differs. */
    enum Kind {
        /** In the list, not in the reference set. */
        MISSING,
        /** In both, not the same. */
        DIFFERENT,
        /** In the reference set, not in the list. */
        EXTRA;

        String word() {
            return CheckedFile.words(name());
        }
    }

    /** The figures of one document type. */
    static final class Figures {
        private final Map<Kind, Long> differences = new EnumMap<>(Kind.class);
        private long listed;
        private long inForce;
        private long withoutText;

        long of(Kind kind) {
            return differences.getOrDefault(kind, 0L);
        }

        /** In the reference set, and in no line so far. */
        long unnamed() {
            return inForce - (listed - of(Kind.MISSING));
        }

        private long equal() {
            return listed - of(Kind.MISSING) - of(Kind.DIFFERENT);
        }
    }

    Figures of(String type) {
        return figures.computeIfAbsent(type, key -> new Figures());
    }

    void inForce(String type) {
        of(type).inForce++;
    }

    void listed(String type) {
        of(type).listed++;
    }

    /** @param hasText whether the line has the text that mends it; true of what is extra */
    void differs(Kind kind, DocumentKey key, String where, String remark, boolean hasText) {
        Figures ofType = of(key.documentType());
        ofType.differences.merge(kind, 1L, Long::sum);
        if (!hasText) {
            ofType.withoutText++;
        }
        String remarks = hasText ? remark : (remark.isEmpty() ? "" : remark + "; ") + "its line has no text to mend it";
        report.line(kind.word(), where, key.toString(), remarks);
        String line = String.format(
                Locale.ROOT,
                "%-10s %s%s%s",
                kind.word(),
                key,
                where.isEmpty() ? "" : "  " + where,
                remarks.isEmpty() ? "" : ": " + remarks);
        if (full) {
            context.out().println(line);
        } else if (shownOf(kind).size() < MAX_SHOWN) {
            shownOf(kind).add(line);
        }
    }

    private List<String> shownOf(Kind kind) {
        return shown.computeIfAbsent(kind, key -> new ArrayList<>());
    }

    /** A line that names a document which an earlier one names. */
    void repeated(String where, DocumentKey key) {
        refuse(where, key + " stands in an earlier line; this one is passed over");
    }

    /** A line, or the file, that cannot be read: it may name any document. */
    void unreadable(String where, String reason) {
        unreadable++;
        refuse(where, reason);
    }

    private void refuse(String where, String reason) {
        refused++;
        report.line("refused", where, "", reason);
        if (full) {
            context.err().println(where + ": " + reason);
        } else if (refusals.size() < MAX_SHOWN) {
            refusals.add(where + ": " + reason);
        }
    }

    /** A line of a type that is not compared. */
    void ofOtherType() {
        ofOtherTypes++;
    }

    /** Lines refused. */
    long refused() {
        return refused;
    }

    /** Those of them that may name any document. */
    long unreadable() {
        return unreadable;
    }

    long count(Kind kind) {
        return figures.values().stream().mapToLong(type -> type.of(kind)).sum();
    }

    /** Missing and different documents whose lines have no text. */
    long withoutText() {
        return figures.values().stream().mapToLong(type -> type.withoutText).sum();
    }

    boolean isEqual() {
        for (Kind kind : Kind.values()) {
            if (count(kind) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Prints refusals on the error output, then the names and the figures. */
    void print() {
        refusals.forEach(context.err()::println);
        if (!full && refused > refusals.size()) {
            context.err()
                    .println("and " + CorpusCommand.grouped(refused - refusals.size())
                            + " more refused; --full or --report FILE names them all");
        }
        for (Kind kind : Kind.values()) {
            shownOf(kind).forEach(context.out()::println);
            long more = count(kind) - shownOf(kind).size();
            if (!full && more > 0) {
                context.out()
                        .println("and " + CorpusCommand.grouped(more) + " more " + kind.word()
                                + "; --full or --report FILE names them all");
            }
        }
        Table table = new Table("type", ">in the list", ">in force", ">equal", ">missing", ">different", ">extra");
        figures.forEach((type, of) -> table.row(
                type,
                CorpusCommand.grouped(of.listed),
                CorpusCommand.grouped(of.inForce),
                CorpusCommand.grouped(of.equal()),
                CorpusCommand.grouped(of.of(Kind.MISSING)),
                CorpusCommand.grouped(of.of(Kind.DIFFERENT)),
                CorpusCommand.grouped(of.of(Kind.EXTRA))));
        table.lines(context.width()).forEach(context.out()::println);
        if (ofOtherTypes > 0) {
            context.out()
                    .println(CorpusCommand.grouped(ofOtherTypes) + " lines are of other types and were passed over");
        }
    }
}
