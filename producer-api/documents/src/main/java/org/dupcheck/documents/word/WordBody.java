package org.dupcheck.documents.word;

import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dupcheck.documents.reading.Look;
import org.dupcheck.documents.reading.TextColor;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the elements of one part (WordprocessingML, ECMA-376 part 1). Elements it does not know are walked through
 * as well. Not text, though they hold text elements: what was deleted or moved away, the reading above a ruby base that
 * shows text, field codes ({@link WordFields}), and the other versions of what stands in several ({@link
 * WordAlternatives}). Not thread-safe.
 */
final class WordBody {
    /** Elements within elements. */
    private static final int MAX_DEPTH = 500;

    private static final Set<String> NO_TEXT =
            Set.of("del", "moveFrom", "delText", "delInstrText", "rPr", "rPrChange", "pPrChange", "sectPrChange");

    private static final String DIAGRAM = "/diagram";

    private final WordStyles styles;
    private MarkupCompatibility compatibility = MarkupCompatibility.NONE;
    private final WordPictures pictures = new WordPictures();
    private final WordPaper paper;
    private final WordShapes shapes = new WordShapes();
    private final ChartLabels labels = new ChartLabels();
    private final WordStory story = new WordStory();
    private WordFields fields = new WordFields();
    private WordUnread unread;
    private Look look = Look.PLAIN;
    private int depth;
    private int hidden;
    private int reversed;

    /** Goes to the outermost element of the part; what cannot be read is counted in {@code unread}. */
    WordBody(WordStyles styles, WordUnread unread, XMLStreamReader reader) throws XMLStreamException {
        this.styles = styles;
        paper = new WordPaper(styles);
        this.unread = unread;
        WordXml.toRoot(reader);
        compatibility = compatibility.within(reader);
    }

    /** The paragraphs within the element the reader stands in, read to its end. */
    List<Paragraph> content(XMLStreamReader reader) throws XMLStreamException {
        fields = new WordFields();
        children(reader);
        return story.take();
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
        MarkupCompatibility outerCompatibility = compatibility;
        compatibility = compatibility.within(reader);
        int outerHidden = hidden;
        hidden += compatibility.isIgnored(reader) ? 1 : 0;
        switch (name) {
            case "p" -> paragraph(reader);
            case "r" -> run(reader);
            case "t" -> text(reader);
            case "instrText" -> fields.instruction(hidden > 0 ? Look.HIDDEN : look, WordXml.text(reader));
            case "fldChar", "fldSimple" -> field(name, reader);
            case "AlternateContent" -> alternatives(reader);
            case "tbl" -> {
                story.cut();
                other(name, reader);
            }
            case "tc" -> {
                other(name, reader);
                story.cut();
            }
            case "txbxContent" -> box(reader);
            case "ruby" -> ruby(reader);
            case "bdo" -> override(reader);
            case "tab", "ptab", "br", "cr", "noBreakHyphen", "sym" -> {
                add(look, WordCharacter.text(reader, unread));
                children(reader);
            }
            case "footnoteReference", "endnoteReference" -> {
                String kind = name.substring(0, name.length() - "Reference".length());
                story.note(kind + " " + WordXml.attribute(reader, "id"));
                children(reader);
            }
            default -> other(name, reader);
        }
        hidden = outerHidden;
        compatibility = outerCompatibility;
    }

    /** Text; in a diagram it stands in paragraphs. */
    private void text(XMLStreamReader reader) throws XMLStreamException {
        @Nullable String namespace = reader.getNamespaceURI();
        if (namespace != null && namespace.endsWith(DIAGRAM)) {
            children(reader);
        } else {
            add(look, WordXml.text(reader));
        }
    }

    /** An element that only holds others, or text elsewhere than in a text element, or what cannot be read. */
    private void other(String name, XMLStreamReader reader) throws XMLStreamException {
        if (labels.isLabel(name)) {
            add(look, labels.once(WordXml.text(reader)));
            return;
        }
        if (paper.reads(reader) || unread.readsControl(reader)) {
            return;
        }
        WordPictures.Units units = pictures.enter(reader, unread);
        boolean inLine = shapes.enter(reader);
        WordPaper.State sheet = paper.enter(reader);
        labels.enter(name);
        switch (name) {
            case "textpath" -> add(look, WordXml.attribute(reader, "string"));
            case "altChunk" -> unread.otherFormat();
            case "subDoc" -> unread.otherFile();
            case "OLEObject", "control" -> unread.embedded();
            default -> {
                // only what stands within counts
            }
        }
        if (name.equals("inline") || name.equals("anchor")) {
            drawing(reader);
        } else {
            children(reader);
        }
        labels.leave(name);
        paper.leave(name, sheet);
        shapes.leave(inLine);
        pictures.leave(units);
    }

    /** A drawing may be hidden as a whole. */
    private void drawing(XMLStreamReader reader) throws XMLStreamException {
        while (WordXml.nextChild(reader)) {
            String isHidden = WordXml.attribute(reader, "hidden");
            if (reader.getLocalName().equals("docPr") && !isHidden.isEmpty() && WordStyles.isOn(isHidden)) {
                hidden++;
            }
            element(reader);
        }
    }

    private void paragraph(XMLStreamReader reader) throws XMLStreamException {
        Paragraph paragraph = new Paragraph();
        story.begin(paragraph);
        Look outerLook = look;
        look = Look.PLAIN;
        while (WordXml.nextChild(reader)) {
            if (reader.getLocalName().equals("pPr")) {
                paragraph.readProperties(reader, styles.palette());
            } else {
                element(reader);
            }
        }
        look = outerLook;
        story.end();
    }

    private void run(XMLStreamReader reader) throws XMLStreamException {
        Look outer = look;
        look = look(RunFormat.NONE);
        while (WordXml.nextChild(reader)) {
            if (reader.getLocalName().equals("rPr")) {
                look = look(RunFormatReader.read(reader, styles.palette()));
            } else {
                element(reader);
            }
        }
        look = outer;
    }

    private Look look(RunFormat run) {
        Paragraph paragraph = story.innermost();
        String style = paragraph == null ? "" : paragraph.style;
        @Nullable TextColor own = paragraph == null ? null : paragraph.shading;
        @Nullable TextColor around = own != null ? own : styles.shading(style);
        return run.look(styles, style, paper.tableStyle(), around != null ? around : paper.color());
    }

    /** Text that is shown from its end to its beginning, whatever its letters. */
    private void override(XMLStreamReader reader) throws XMLStreamException {
        int outer = reversed;
        reversed += WordXml.attribute(reader, "val").equals("rtl") ? 1 : 0;
        children(reader);
        reversed = outer;
    }

    private void alternatives(XMLStreamReader reader) throws XMLStreamException {
        WordAlternatives.Version version = WordAlternatives.choose(reader, this::version);
        if (version == null) {
            return;
        }
        fields = version.fields();
        unread.add(version.unread());
        story.add(version.content());
    }

    /** Reads a version apart; what is open outside of it is as it was. */
    private WordAlternatives.Version version(XMLStreamReader reader) throws XMLStreamException {
        WordFields outerFields = fields;
        WordUnread outerUnread = unread;
        MarkupCompatibility outerCompatibility = compatibility;
        fields = outerFields.copy();
        unread = new WordUnread();
        compatibility = compatibility.within(reader);
        Paragraph content = apart(reader);
        compatibility = outerCompatibility;
        WordAlternatives.Version version = new WordAlternatives.Version(content, unread, fields);
        fields = outerFields;
        unread = outerUnread;
        return version;
    }

    private Paragraph apart(XMLStreamReader reader) throws XMLStreamException {
        Paragraph apart = story.beginApart();
        children(reader);
        story.endApart();
        return apart;
    }

    /** A text box is a story of its own. One that stands in the line is read there, others behind the paragraph. */
    private void box(XMLStreamReader reader) throws XMLStreamException {
        WordFields outer = fields;
        fields = outer.ofBox();
        Paragraph content = apart(reader);
        fields = outer;
        if (shapes.inLine()) {
            content.takeNestedIn();
        }
        story.add(content);
        story.cut();
    }

    /** Of a ruby the base is read, and the reading above it where the base shows nothing. */
    private void ruby(XMLStreamReader reader) throws XMLStreamException {
        Paragraph reading = new Paragraph();
        Paragraph base = new Paragraph();
        while (WordXml.nextChild(reader)) {
            (reader.getLocalName().equals("rt") ? reading : base).addAll(apart(reader));
        }
        if (base.hasVisibleText()) {
            story.add(base);
        }
        if (!base.hasPlainText()) {
            story.add(reading);
        }
    }

    private void field(String name, XMLStreamReader reader) throws XMLStreamException {
        if (name.equals("fldSimple")) {
            WordField field = new WordField(WordXml.attribute(reader, "instr"));
            fields.begin(field);
            children(reader);
            fields.end(field);
            add(field.look(), field.shown());
            return;
        }
        WordField ended = fields.character(reader);
        if (ended != null) {
            add(ended.look(), ended.shown());
        }
    }

    private void add(Look as, String text) {
        if (text.isEmpty()) {
            return;
        }
        Look effective = hidden > 0 ? Look.HIDDEN : as;
        story.forText().add(effective, reversed > 0, fields.codes(), text);
        fields.text(effective, text);
    }
}
