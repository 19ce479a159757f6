package org.dupcheck.engine.report;

/** Compares what stands between tokens. */
final class Gaps {
    private Gaps() {}

    /** Characters, in UTF-16 code units, that {@code text[from, to)} and {@code other} have in common at their start. */
    static int commonStart(String text, int from, int to, String other) {
        int most = Math.min(to - from, other.length());
        int common = 0;
        while (common < most && text.charAt(from + common) == other.charAt(common)) {
            common++;
        }
        // not within a surrogate pair
        boolean cut = common > 0
                && Character.isHighSurrogate(other.charAt(common - 1))
                && (common < other.length() || from + common < text.length());
        return cut ? common - 1 : common;
    }

    /** The same at their end. */
    static int commonEnd(String text, int from, int to, String other) {
        int most = Math.min(to - from, other.length());
        int common = 0;
        while (common < most && text.charAt(to - 1 - common) == other.charAt(other.length() - 1 - common)) {
            common++;
        }
        boolean cut = common > 0 && Character.isLowSurrogate(text.charAt(to - common));
        return cut ? common - 1 : common;
    }
}
