package org.dupcheck.documents;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.SectionCollector.Mark;

/**
 * Controls that turn the direction of writing whatever the letters (U+202D and U+202E, Unicode UAX #9). Where no letter is
 * written from right to left they have no use but to show another text than the file holds. Stateless.
 */
final class DirectionOverride {
    private static final char LEFT_TO_RIGHT = '\u202D';
    private static final char RIGHT_TO_LEFT = '\u202E';
    private static final char END = '\u202C';

    private DirectionOverride() {}

    static boolean isRightToLeft(CharSequence text) {
        return text.codePoints().anyMatch(c -> {
            int direction = Character.getDirectionality(c);
            return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
        });
    }

    /** The pieces of the text that stand under such a control, each up to its end or that of the line. */
    static List<Mark> marks(String text) {
        List<Mark> marks = new ArrayList<>();
        int start = first(text, 0);
        while (start < text.length()) {
            int line = text.lastIndexOf('\n', start) + 1;
            int lineEnd = text.indexOf('\n', start);
            lineEnd = lineEnd < 0 ? text.length() : lineEnd;
            int end = text.indexOf(END, start);
            end = end < 0 || end > lineEnd ? lineEnd : end;
            int count = (int) text.substring(start, end)
                    .codePoints()
                    .filter(c -> !Character.isWhitespace(c) && Character.getType(c) != Character.FORMAT)
                    .count();
            if (count > 0 && !isRightToLeft(text.substring(line, lineEnd))) {
                marks.add(new Mark(SignalKind.INVISIBLE_CHARACTERS, start, end, count));
            }
            start = first(text, end);
        }
        return marks;
    }

    private static int first(String text, int from) {
        int left = text.indexOf(LEFT_TO_RIGHT, from);
        int right = text.indexOf(RIGHT_TO_LEFT, from);
        int first = left < 0 || right < 0 ? Math.max(left, right) : Math.min(left, right);
        return first < 0 ? text.length() : first;
    }
}
