package org.dupcheck.documents;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.SectionCollector.Mark;
import org.jspecify.annotations.Nullable;

/**
 * A paragraph as it is being read: pieces of text in their order, each as it looks. Hidden pieces are no text. White ones
 * are text where they are long enough to be a passage, for the paper may be dark there in a way that the file does not
 * say; short ones among dark text only break it up, and are left out. Both are told. Not thread-safe.
 */
final class Paragraph {
    private final List<Piece> pieces = new ArrayList<>();
    final List<Paragraph> nested = new ArrayList<>();

    /** Of the notes that it refers to, in their order. */
    final List<String> notes = new ArrayList<>();

    String style = "";
    int outline = -1;

    /** Whether its mark is not shown, so that the next one goes on in the same line. */
    boolean goesOn;

    /** What its text stands on; null where it does not say. */
    @Nullable
    TextColor shading;

    /** How a piece looks. */
    enum Look {
        PLAIN,
        WHITE,
        HIDDEN
    }

    /**
     * @param reversed whether it is shown from its end to its beginning, whatever its letters
     * @param codes the fields in whose code it may stand
     */
    private record Piece(Look as, boolean reversed, List<WordField> codes, StringBuilder text) {
        /** Codes are no text; whether it stands in one is known at the field's end. */
        Look look() {
            return codes.stream().anyMatch(WordField::isConfirmed) ? Look.HIDDEN : as;
        }

        boolean isLike(Look look, boolean reversedToo, List<WordField> of) {
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

    /** Reads the properties the reader stands in; what they say of runs is for the paragraph's mark alone. */
    void readProperties(XMLStreamReader reader, WordPalette palette) throws XMLStreamException {
        while (WordXml.nextChild(reader)) {
            switch (reader.getLocalName()) {
                case "pStyle" -> style = WordXml.attribute(reader, "val");
                case "outlineLvl" -> outline = WordStyles.level(WordXml.attribute(reader, "val"));
                case "shd" -> shading = palette.ofShading(reader);
                case "rPr" -> {
                    readMark(reader);
                    continue;
                }
                default -> {
                    // nothing that matters for text
                }
            }
            WordXml.skip(reader);
        }
    }

    /** A mark that is hidden, deleted or moved away ends no line. */
    private void readMark(XMLStreamReader reader) throws XMLStreamException {
        while (WordXml.nextChild(reader)) {
            switch (reader.getLocalName()) {
                case "vanish" -> goesOn |= WordStyles.isOn(WordXml.attribute(reader, "val"));
                case "del", "moveFrom" -> goesOn = true;
                default -> {
                    // nothing that matters for where the line ends
                }
            }
            WordXml.skip(reader);
        }
    }

    /** Adds the one that goes on in its line. What has no text says nothing of the whole. */
    void goOn(Paragraph next) {
        if (!hasVisibleText()) {
            style = next.style;
            outline = next.outline;
        }
        goesOn = next.goesOn;
        addAll(next);
    }

    void add(Look look, String text) {
        add(look, false, List.of(), text);
    }

    /**
     * Adds a piece.
     *
     * @param reversed whether it is shown from its end to its beginning, whatever its letters
     * @param codes the fields in whose code it stands, if they turn out to be fields
     */
    void add(Look look, boolean reversed, List<WordField> codes, String text) {
        Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
        if (last != null && last.isLike(look, reversed, codes)) {
            last.text.append(text);
        } else {
            pieces.add(new Piece(look, reversed, codes, new StringBuilder(text)));
        }
    }

    /** All that the other one holds, at its end. */
    void addAll(Paragraph other) {
        pieces.addAll(other.pieces);
        nested.addAll(other.nested);
        notes.addAll(other.notes);
    }

    /** Takes the nested ones into its own text, a line each: so a box is read that stands in the line. */
    void takeNestedIn() {
        List<Paragraph> lines = List.copyOf(nested);
        nested.clear();
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                add(Look.PLAIN, "\n");
            }
            addAll(lines.get(i));
        }
    }

    /** Characters that are text, so far, with those of nested paragraphs; hidden ones do not count. */
    int length() {
        return pieces.stream()
                        .filter(piece -> piece.look() != Look.HIDDEN)
                        .mapToInt(piece -> piece.text.length())
                        .sum()
                + nested.stream().mapToInt(Paragraph::length).sum();
    }

    /** Whether it, or a nested one, holds anything that is not hidden and not blank. */
    boolean hasVisibleText() {
        return pieces.stream().anyMatch(piece -> piece.look() != Look.HIDDEN && !piece.isBlank())
                || nested.stream().anyMatch(Paragraph::hasVisibleText);
    }

    /** The same of text that anybody can see. */
    boolean hasPlainText() {
        return pieces.stream().anyMatch(piece -> piece.look() == Look.PLAIN && !piece.isBlank())
                || nested.stream().anyMatch(Paragraph::hasPlainText);
    }

    /** The text, with what is to be told about it. */
    String text(List<Mark> marks) {
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

    /** Its text and that of its nested paragraphs. */
    String wholeText() {
        StringBuilder text = new StringBuilder(text(new ArrayList<>()));
        nested.forEach(paragraph -> text.append('\n').append(paragraph.wholeText()));
        return text.toString();
    }
}
