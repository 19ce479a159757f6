package org.dupcheck.app.terminal;

import org.jline.utils.WCWidth;

/** How many columns of a terminal a text takes: Han characters and full-width forms take two. Stateless. */
public final class TextWidth {
    private static final String ELLIPSIS = "…";

    private TextWidth() {}

    public static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    /** Combining marks take none; nor do control characters, for which there is no width. */
    private static int of(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
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
