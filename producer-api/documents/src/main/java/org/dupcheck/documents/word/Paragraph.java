package org.dupcheck.documents.word;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dupcheck.documents.reading.Look;
import org.dupcheck.documents.reading.SectionCollector.Mark;
import org.dupcheck.documents.reading.ShownText;
import org.dupcheck.documents.reading.TextColor;
import org.jspecify.annotations.Nullable;

/**
 * A paragraph of Word as it is being read: its text, the paragraphs that stand within it, and what it says of itself. Not
 * thread-safe.
 */
final class Paragraph {
    private final ShownText own = new ShownText();
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
        own.add(look, text);
    }

    /**
     * Adds a piece.
     *
     * @param reversed whether it is shown from its end to its beginning, whatever its letters
     * @param codes the fields in whose code it stands, if they turn out to be fields
     */
    void add(Look look, boolean reversed, List<WordField> codes, String text) {
        own.add(look, reversed, codes, text);
    }

    /** All that the other one holds, at its end. */
    void addAll(Paragraph other) {
        own.addAll(other.own);
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
        return own.length() + nested.stream().mapToInt(Paragraph::length).sum();
    }

    /** Whether it, or a nested one, holds anything that is not hidden and not blank. */
    boolean hasVisibleText() {
        return own.hasVisibleText() || nested.stream().anyMatch(Paragraph::hasVisibleText);
    }

    /** The same of text that anybody can see. */
    boolean hasPlainText() {
        return own.hasPlainText() || nested.stream().anyMatch(Paragraph::hasPlainText);
    }

    /** Its own text, with what is to be told about it. */
    String text(List<Mark> marks) {
        return own.text(marks);
    }

    /** Its text and that of its nested paragraphs. */
    String wholeText() {
        StringBuilder text = new StringBuilder(own.text());
        nested.forEach(paragraph -> text.append('\n').append(paragraph.wholeText()));
        return text.toString();
    }
}
