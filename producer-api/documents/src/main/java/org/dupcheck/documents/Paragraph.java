package org.dupcheck.documents;

import java.util.ArrayList;
import java.util.List;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.SectionCollector.Mark;

/**
 * A paragraph as it is being read: pieces of text in their order, each as it looks. Hidden pieces are no text. White ones
 * are text where they are long enough to be a passage, for the paper may be dark there in a way that the file does not
 * say; short ones among dark text only break it up, and are left out. Both are told. Not thread-safe.
 */
final class Paragraph {
    /** Characters of a white piece from which on it is text: the run of 13 tokens that the engine promises to find. */
    private static final int MIN_WHITE_TEXT = 13;

    private final List<Piece> pieces = new ArrayList<>();
    final List<Paragraph> nested = new ArrayList<>();
    String style = "";
    int outline = -1;
    boolean shaded;

    /** How a piece looks. */
    enum Look {
        PLAIN,
        WHITE,
        HIDDEN
    }

    private record Piece(Look look, StringBuilder text) {}

    void add(Look look, String text) {
        Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        if (last != null && last.look == look) {
            last.text.append(text);
        } else {
            pieces.add(new Piece(look, new StringBuilder(text)));
        }
    }

    /** Characters that are text, so far; hidden ones do not count. */
    int length() {
        return pieces.stream()
                .filter(piece -> piece.look != Look.HIDDEN)
                .mapToInt(piece -> piece.text.length())
                .sum();
    }

    /** The text, with what is to be told about it. */
    String text(List<Mark> marks) {
        boolean plain = pieces.stream()
                .anyMatch(piece ->
                        piece.look == Look.PLAIN && !piece.text.toString().isBlank());
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            int count = (int) piece.text
                    .codePoints()
                    .filter(c -> !Character.isWhitespace(c))
                    .count();
            boolean isText =
                    piece.look == Look.PLAIN || (piece.look == Look.WHITE && (!plain || count >= MIN_WHITE_TEXT));
            int start = text.length();
            if (isText) {
                text.append(piece.text);
            }
            if (piece.look != Look.PLAIN && count > 0) {
                SignalKind kind = piece.look == Look.WHITE ? SignalKind.WHITE_TEXT : SignalKind.HIDDEN_TEXT;
                marks.add(new Mark(kind, start, text.length(), count));
            }
        }
        return text.toString();
    }
}
