package org.dupcheck.documents;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dupcheck.documents.Paragraph.Look;
import org.dupcheck.documents.UnreadableDocumentException.Fault;

/**
 * Walks through parts of a Word file (WordprocessingML, ECMA-376 part 1). Elements it does not know are walked through as
 * well. Not text, though they hold text elements: what was deleted or moved away, the reading above a ruby base, field
 * codes, and the second version of what stands in two ({@code mc:AlternateContent}). Not thread-safe.
 */
final class WordText {
    /** Elements within elements. */
    private static final int MAX_DEPTH = 500;

    private static final Set<String> NO_TEXT = Set.of(
            "del", "moveFrom", "rt", "instrText", "delText", "delInstrText", "rPrChange", "pPrChange", "sectPrChange");

    /** Half of an A4 page in square EMU (914,400 to the inch): a picture as large may be a page of text. */
    private static final double LARGE_PICTURE_EMU2 = 7_560_000.0 * 10_692_000.0 / 2;

    private final WordStyles styles;
    private final Map<String, List<Paragraph>> notes = new HashMap<>();
    private final List<Paragraph> paragraphs = new ArrayList<>();
    private final Map<Paragraph, List<String>> references = new HashMap<>();
    private final Deque<Paragraph> open = new ArrayDeque<>();
    private List<Paragraph> target = paragraphs;
    private Look look = Look.PLAIN;
    private int shadedCells;
    private int depth;
    private int characters;
    private double extent;
    private int largePictures;
    private int embedded;
    private int otherFormats;

    WordText(WordStyles styles) {
        this.styles = styles;
    }

    /** The main part. */
    void document(XMLStreamReader reader) throws XMLStreamException {
        WordXml.toRoot(reader);
        if (!reader.getLocalName().equals("document")) {
            throw new UnreadableDocumentException(
                    Fault.UNSUPPORTED, "not a Word document (.docx): its main part is a " + reader.getLocalName());
        }
        children(reader);
    }

    /** Footnotes or endnotes, to be put where the text refers to them; separators between them are none. */
    void notes(XMLStreamReader reader, boolean foot) throws XMLStreamException {
        WordXml.toRoot(reader);
        while (WordXml.nextChild(reader)) {
            target = new ArrayList<>();
            String type = WordXml.attribute(reader, "type");
            String id = (foot ? "footnote " : "endnote ") + WordXml.attribute(reader, "id");
            children(reader);
            if (type.isEmpty() || type.equals("normal")) {
                notes.put(id, target);
            }
        }
        target = paragraphs;
    }

    /** A part whose text follows the end. */
    void appendix(XMLStreamReader reader) throws XMLStreamException {
        WordXml.toRoot(reader);
        children(reader);
    }

    /** A header or footer: text only where it is longer than a running head. */
    void header(XMLStreamReader reader, int minCharacters) throws XMLStreamException {
        target = new ArrayList<>();
        appendix(reader);
        if (target.stream().mapToInt(Paragraph::length).sum() >= minCharacters) {
            paragraphs.addAll(target);
        }
        target = paragraphs;
    }

    private void children(XMLStreamReader reader) throws XMLStreamException {
        if (++depth > MAX_DEPTH) {
            throw new UnreadableDocumentException(
                    Fault.TOO_LARGE, "its elements are nested deeper than " + MAX_DEPTH + " levels");
        }
        while (WordXml.nextChild(reader)) {
            element(reader);
        }
        depth--;
    }

    /** Reads the element the reader stands at, to its end. */
    private void element(XMLStreamReader reader) throws XMLStreamException {
        String name = reader.getLocalName();
        if (NO_TEXT.contains(name)) {
            WordXml.skip(reader);
            return;
        }
        switch (name) {
            case "p" -> paragraph(reader);
            case "r" -> run(reader);
            case "t" -> text(reader);
            case "AlternateContent" -> alternatives(reader);
            case "tc" -> cell(reader);
            case "tab", "ptab", "br", "cr", "noBreakHyphen", "sym" -> {
                character(name);
                children(reader);
            }
            case "footnoteReference", "endnoteReference" -> {
                note(name.substring(0, name.length() - "Reference".length()), WordXml.attribute(reader, "id"));
                children(reader);
            }
            default -> {
                aside(name, reader);
                children(reader);
            }
        }
    }

    /** What holds text elsewhere, or is something that cannot be read. */
    private void aside(String name, XMLStreamReader reader) {
        switch (name) {
            case "textpath" -> add(look, WordXml.attribute(reader, "string"));
            case "altChunk" -> otherFormats++;
            case "OLEObject" -> embedded++;
            case "extent", "ext" ->
                extent = Math.max(
                        name.equals("extent") ? 0 : extent,
                        number(WordXml.attribute(reader, "cx")) * number(WordXml.attribute(reader, "cy")));
            case "blip" -> {
                largePictures += extent >= LARGE_PICTURE_EMU2 ? 1 : 0;
                extent = 0;
            }
            default -> {
                // only what stands within counts
            }
        }
    }

    private static double number(String text) {
        return text.matches("[0-9]{1,12}") ? Double.parseDouble(text) : 0;
    }

    private void paragraph(XMLStreamReader reader) throws XMLStreamException {
        Paragraph paragraph = new Paragraph();
        Paragraph outer = open.peek();
        open.push(paragraph);
        Look outerLook = look;
        look = Look.PLAIN;
        while (WordXml.nextChild(reader)) {
            if (reader.getLocalName().equals("pPr")) {
                paragraphProperties(reader, paragraph);
            } else {
                element(reader);
            }
        }
        look = outerLook;
        open.pop();
        if (outer == null) {
            target.add(paragraph);
        } else {
            outer.nested.add(paragraph);
        }
    }

    private static void paragraphProperties(XMLStreamReader reader, Paragraph paragraph) throws XMLStreamException {
        while (WordXml.nextChild(reader)) {
            switch (reader.getLocalName()) {
                case "pStyle" -> paragraph.style = WordXml.attribute(reader, "val");
                case "outlineLvl" -> paragraph.outline = WordStyles.level(WordXml.attribute(reader, "val"));
                case "shd" -> paragraph.shaded = WordXml.isShaded(reader);
                default -> {
                    // looks only; rPr here is that of the paragraph's mark
                }
            }
            WordXml.skip(reader);
        }
    }

    private void run(XMLStreamReader reader) throws XMLStreamException {
        Look outer = look;
        look = look(RunFormat.NONE);
        while (WordXml.nextChild(reader)) {
            if (reader.getLocalName().equals("rPr")) {
                look = look(RunFormat.read(reader));
            } else {
                element(reader);
            }
        }
        look = outer;
    }

    private Look look(RunFormat run) {
        Paragraph paragraph = open.peek();
        return paragraph == null
                ? run.look(styles, "", shadedCells > 0)
                : run.look(styles, paragraph.style, shadedCells > 0 || paragraph.shaded);
    }

    private void cell(XMLStreamReader reader) throws XMLStreamException {
        int outer = shadedCells;
        while (WordXml.nextChild(reader)) {
            if (reader.getLocalName().equals("tcPr")) {
                while (WordXml.nextChild(reader)) {
                    shadedCells += reader.getLocalName().equals("shd") && WordXml.isShaded(reader) ? 1 : 0;
                    WordXml.skip(reader);
                }
            } else {
                element(reader);
            }
        }
        shadedCells = outer;
    }

    /** One version of several: the first that has any text. */
    private void alternatives(XMLStreamReader reader) throws XMLStreamException {
        int before = characters;
        while (WordXml.nextChild(reader)) {
            if (characters == before) {
                children(reader);
            } else {
                WordXml.skip(reader);
            }
        }
    }

    private void text(XMLStreamReader reader) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int levels = 1;
        while (levels > 0) {
            switch (reader.next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                case XMLStreamConstants.START_ELEMENT -> levels++;
                case XMLStreamConstants.END_ELEMENT -> levels--;
                default -> {
                    // comments and the like
                }
            }
        }
        add(look, text.toString());
    }

    private void character(String element) {
        add(
                look,
                switch (element) {
                    case "br", "cr" -> "\n";
                    case "noBreakHyphen" -> "-";
                    default -> " ";
                });
    }

    private void add(Look as, String text) {
        Paragraph paragraph = open.peek();
        if (paragraph == null) { // text outside of any paragraph: what can be read counts
            paragraph = new Paragraph();
            target.add(paragraph);
        }
        paragraph.add(as, text);
        characters += text.isBlank() ? 0 : text.length();
    }

    private void note(String kind, String id) {
        Paragraph paragraph = open.peek();
        if (paragraph != null) {
            references.computeIfAbsent(paragraph, p -> new ArrayList<>()).add(kind + " " + id);
        }
    }

    /** Hands on what was read. */
    void deliver(SectionCollector collector) {
        new ParagraphDelivery(styles, notes, references, collector).deliver(paragraphs);
        tell(collector, largePictures, "pictures of the size of a page");
        tell(collector, embedded, "embedded objects");
        tell(collector, otherFormats, "inserted parts of another format");
    }

    private static void tell(SectionCollector collector, int count, String what) {
        if (count > 0) {
            collector.unread(count + " " + what, count);
        }
    }
}
