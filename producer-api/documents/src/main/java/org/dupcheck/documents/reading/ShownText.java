package org.dupcheck.documents.reading;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.reading.SectionCollector.Mark;

/**
 * Text with its looks: pieces in their order, each as it is shown. Hidden pieces are no text. White ones are text where they
 * are long enough to be a passage, for the paper may be dark there in a way that the file does not say; short ones among
 * dark text only break it up, and are left out. Both are told. Not thread-safe.
 */
public final class ShownText {
    private final List<Piece> pieces = new ArrayList<>();

    /** Something that is not shown as its text has it, such as the code of a field; that it is one is known at its end. */
    public interface Code {
        boolean isConfirmed();
    }

    /**
     * @param reversed whether it is shown from its end to its beginning, whatever its letters
     * @param codes in which it may stand
     */
    private record Piece(Look as, boolean reversed, List<? extends Code> codes, StringBuilder text) {
        Look look() {
            return codes.stream().anyMatch(Code::isConfirmed) ? Look.HIDDEN : as;
        }

        boolean isLike(Look look, boolean reversedToo, List<? extends Code> of) {
            return as == look && reversed == reversedToo && codes.equals(of);
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

    /** Adds a piece at the end. */
    public void add(Look look, String text) {
        add(look, false, List.of(), text);
    }

    /**
     * The same.
     *
     * @param reversed whether it is shown from its end to its beginning, whatever its letters
     * @param codes in which it stands, if they turn out to be codes
     */
    public void add(Look look, boolean reversed, List<? extends Code> codes, String text) {
        Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        if (last != null && last.isLike(look, reversed, codes)) {
            last.text.append(text);
        } else {
            pieces.add(new Piece(look, reversed, codes, new StringBuilder(text)));
        }
    }

    /** Adds all pieces of another one at the end. */
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
    public boolean isVisible() {
        return pieces.stream().anyMatch(piece -> piece.look() != Look.HIDDEN && !piece.isBlank());
    }

    /** The same of text that anybody can see. */
    public boolean isPlain() {
        return pieces.stream().anyMatch(piece -> piece.look() == Look.PLAIN && !piece.isBlank());
    }

    /** What of it is text. */
    public String text() {
        return text(new ArrayList<>());
    }

    /**
     * What of it is text.
     *
     * @param marks takes what is to be told about it
     */
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
