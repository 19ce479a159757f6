package org.dupcheck.documents.reading;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.reading.SectionCollector.Mark;

/**
 * Text as it is being read: pieces in their order, each as it looks. Hidden pieces are no text. White ones are text where
 * they are long enough to be a passage, for the paper may be dark there in a way that the file does not say; short ones
 * among dark text only break it up, and are left out. Both are told. Not thread-safe.
 */
public final class ShownText {
    private final List<Piece> pieces = new ArrayList<>();

    /** Something that text stands in and that may turn out to hide it. */
    public interface Cover {
        /** Whether it hides what stands in it, as far as is known by now. */
        boolean isHiding();
    }

    /**
     * @param reversed whether it is shown from its end to its beginning, whatever its letters
     * @param covers what it stands in and what may hide it
     */
    private record Piece(Look as, boolean reversed, List<? extends Cover> covers, StringBuilder text) {
        /** Whether a cover hides is known only later. */
        Look look() {
            return covers.stream().anyMatch(Cover::isHiding) ? Look.HIDDEN : as;
        }

        boolean isLike(Look look, boolean reversedToo, List<? extends Cover> under) {
            return as == look && reversed == reversedToo && covers.equals(under);
        }

        /** Spaces of any width, those that do not break, and characters without a look. */
        boolean isBlank() {
            return text.codePoints()
                    .allMatch(c -> Character.isWhitespace(c)
                            || Character.isSpaceChar(c)
                            || Character.getType(c) == Character.FORMAT);
        }

        int count() {
            return (int)
                    text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
        }
    }

    /** Adds a piece that nothing covers. */
    public void add(Look look, String text) {
        add(look, false, List.of(), text);
    }

    /**
     * Adds a piece.
     *
     * @param reversed whether it is shown from its end to its beginning, whatever its letters
     * @param covers what it stands in and what may hide it
     */
    public void add(Look look, boolean reversed, List<? extends Cover> covers, String text) {
        Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        if (last != null && last.isLike(look, reversed, covers)) {
            last.text.append(text);
        } else {
            pieces.add(new Piece(look, reversed, covers, new StringBuilder(text)));
        }
    }

    /** All that the other one holds, at its end. */
    public void addAll(ShownText other) {
        pieces.addAll(other.pieces);
    }

    /** Characters that are text, so far; hidden ones do not count. */
    public int length() {
        return pieces.stream()
                .filter(piece -> piece.look() != Look.HIDDEN)
                .mapToInt(piece -> piece.text.length())
                .sum();
    }

    /** Whether it holds anything that is not hidden and not blank. */
    public boolean hasVisibleText() {
        return pieces.stream().anyMatch(piece -> piece.look() != Look.HIDDEN && !piece.isBlank());
    }

    /** The same of text that anybody can see. */
    public boolean hasPlainText() {
        return pieces.stream().anyMatch(piece -> piece.look() == Look.PLAIN && !piece.isBlank());
    }

    /** The text alone. */
    public String text() {
        return text(new ArrayList<>());
    }

    /** The text, with what is to be told about it. */
    public String text(List<Mark> marks) {
        boolean plain = pieces.stream()
                .anyMatch(piece ->
                        piece.look() == Look.PLAIN && !piece.text.toString().isBlank());
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            Look look = piece.look();
            int count = piece.count();
            boolean isText = look == Look.PLAIN
                    || (look == Look.WHITE && (!plain || count >= SectionCollector.SHORTEST_PASSAGE));
            int start = text.length();
            if (isText) {
                text.append(piece.text);
            }
            if (look != Look.PLAIN && count > 0) {
                SignalKind kind = look == Look.WHITE ? SignalKind.WHITE_TEXT : SignalKind.HIDDEN_TEXT;
                marks.add(new Mark(kind, start, text.length(), count));
            }
            if (isText && piece.reversed && count > 0 && WritingDirection.isTurnedAround(piece.text)) {
                marks.add(new Mark(SignalKind.INVISIBLE_CHARACTERS, start, text.length(), count));
            }
        }
        return text.toString();
    }
}
