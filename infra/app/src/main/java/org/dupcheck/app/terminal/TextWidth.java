package org.dupcheck.app.terminal;

/** How many columns of a terminal a text takes: Han characters and full-width forms take two. Stateless. */
public final class TextWidth {
    private static final String ELLIPSIS = "…";

    private TextWidth() {}

    public static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    private static int of(int codePoint) {
        if (Character.getType(codePoint) == Character.NON_SPACING_MARK || Character.isISOControl(codePoint)) {
            return 0;
        }
        return isWide(codePoint) ? 2 : 1;
    }

    /** The blocks of Unicode's East Asian Width that are wide or full-width, in round figures (UAX 11). */
    private static boolean isWide(int codePoint) {
        return codePoint >= 0x1100
                && (codePoint <= 0x115F
                        || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
                        || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                        || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                        || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
                        || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
                        || (codePoint >= 0xFFE0 && codePoint <= 0xFFE6)
                        || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF)
                        || (codePoint >= 0x20000 && codePoint <= 0x3FFFD));
    }

    /** The text filled with blanks on the right up to the width; never cut. */
    public static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /** The text filled with blanks on the left. */
    public static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - of(text))) + text;
    }

    /** The text if it fits, otherwise its beginning with an ellipsis, together at most so wide. */
    public static String cut(String text, int width) {
        if (of(text) <= width) {
            return text;
        }
        int taken = 0;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            if (taken + of(codePoint) > width - 1) {
                break;
            }
            taken += of(codePoint);
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    /** The text on one line, its beginning and its end kept where it does not fit whole. */
    public static String excerpt(String text, int width) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (of(line) <= width) {
            return line;
        }
        String head = cut(line, width - width / 3);
        int room = width - of(head);
        int start = line.length();
        while (start > 0) {
            int before = line.codePointBefore(start);
            if (room < of(before)) {
                break;
            }
            room -= of(before);
            start -= Character.charCount(before);
        }
        return head + line.substring(start);
    }

    /** A bar of {@code width} columns, filled by {@code share} (0 to 1) in steps of an eighth of a column. */
    public static String bar(double share, int width) {
        int eighths = (int) Math.round(Math.max(0, Math.min(1, share)) * width * 8);
        StringBuilder bar = new StringBuilder("█".repeat(eighths / 8));
        if (eighths % 8 > 0) {
            // the block elements from U+258F (one eighth) down to U+2589 (seven)
            bar.append((char) (0x2590 - eighths % 8));
        }
        return bar + "·".repeat(width - bar.length());
    }
}
