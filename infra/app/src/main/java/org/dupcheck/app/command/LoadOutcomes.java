package org.dupcheck.app.command;

import java.util.EnumMap;
import java.util.Map;

/**
 * What became of the documents of a load: counts them, names the first of each kind on the console and all in the report.
 * Thread-safe.
 */
final class LoadOutcomes {
    private static final int MAX_NAMED = 20;

    private final LoadProgress progress;
    private final LoadReport report;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    LoadOutcomes(LoadProgress progress, LoadReport report) {
        this.progress = progress;
        this.report = report;
    }

    /** What can become of a document, a line or a file. */
    enum Kind {
        /** It is in the reference set, where there was none of its type and id. */
        LOADED,
        /** It is there in place of another. */
        REPLACED,
        /** The line deletes a document, and that is out. */
        REMOVED,
        /** It has been sent and dealt with, and nobody was asked what it changed. */
        SENT,
        /** It has been sent, and the reference set is not as it says. */
        WITHOUT_EFFECT,
        /** It was not sent, or not taken. */
        REFUSED,
        /** Its kind cannot be read. */
        PASSED_OVER;

        /** As the console and the report have it. */
        String words() {
            return CheckedFile.words(name());
        }

        /** Whether the console names some, and not only the report. */
        private boolean isNamed() {
            return this != LOADED && this != SENT;
        }
    }

    /**
     * Takes one down.
     *
     * @param id of the document; empty where none is known
     * @param line what the console says of it
     * @param remark what the report says besides
     */
    synchronized void add(Kind kind, String where, String id, String line, String remark) {
        long count = counts.merge(kind, 1L, Long::sum);
        report.line(kind.words(), where, id, remark);
        if (!kind.isNamed()) {
            return;
        }
        if (count <= MAX_NAMED) {
            progress.line(where + ": " + line);
        } else if (count == MAX_NAMED + 1) {
            progress.line("further ones " + kind.words() + " are only counted; --report FILE names them all");
        }
    }

    /** A file or a document that is not taken. */
    void refuse(String where, String reason) {
        add(Kind.REFUSED, where, "", reason, reason);
    }

    /** A document was taken, and something of its file could not be read. */
    synchronized void unread(String where, String what) {
        report.line("unread", where, "", what);
        progress.line(where + ": not all of it could be read: " + what);
    }

    synchronized long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** Whether all that was there to be loaded is in the reference set. */
    boolean isWhole() {
        return count(Kind.WITHOUT_EFFECT) + count(Kind.REFUSED) + count(Kind.PASSED_OVER) == 0;
    }
}
