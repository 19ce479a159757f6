package org.dupcheck.documents.word;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dupcheck.documents.reading.Look;
import org.dupcheck.documents.reading.SectionCollector;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;

/** The text of a Word file, put together from its parts (see {@link WordBody}). Not thread-safe. */
final class WordText {
    /** Characters of a header or footer from which on it is more than a running head. */
    private static final int MIN_HEADER_TEXT = 80;

    private final WordStyles styles;
    private final Map<String, List<Paragraph>> notes = new LinkedHashMap<>();
    private final List<Paragraph> paragraphs = new ArrayList<>();
    private final WordShortTexts headers = new WordShortTexts(MIN_HEADER_TEXT);
    private final WordShortTexts numbers = new WordShortTexts(SectionCollector.SHORTEST_PASSAGE);
    private final WordShortTexts values = new WordShortTexts(SectionCollector.SHORTEST_PASSAGE);
    private final Set<String> drawn = new HashSet<>();
    private final WordUnread unread = new WordUnread();

    WordText(WordStyles styles) {
        this.styles = styles;
    }

    /** The main part. */
    void document(XMLStreamReader reader) throws XMLStreamException {
        WordBody body = new WordBody(styles, unread, reader);
        if (!reader.getLocalName().equals("document")) {
            throw new UnreadableDocumentException(
                    Fault.UNSUPPORTED, "not a Word document (.docx): its main part is a " + reader.getLocalName());
        }
        paragraphs.addAll(body.content(reader));
    }

    /**
     * Footnotes or endnotes, to be put where the text refers to them. Separators between them are none, unless they hold
     * a passage, which Word shows. Two of one number are both there.
     */
    void notes(XMLStreamReader reader, boolean foot) throws XMLStreamException {
        WordBody body = new WordBody(styles, unread, reader);
        while (WordXml.nextChild(reader)) {
            String type = WordXml.attribute(reader, "type");
            String id = (foot ? "footnote " : "endnote ") + WordXml.attribute(reader, "id");
            List<Paragraph> note = body.content(reader);
            int length = note.stream().mapToInt(Paragraph::length).sum();
            if (type.isEmpty() || type.equals("normal") || length >= SectionCollector.SHORTEST_PASSAGE) {
                notes.computeIfAbsent(id, none -> new ArrayList<>()).addAll(note);
            }
        }
    }

    /** A part whose text follows the end. */
    void appendix(XMLStreamReader reader) throws XMLStreamException {
        paragraphs.addAll(new WordBody(styles, unread, reader).content(reader));
    }

    /** A drawing or the data of a diagram: what both say counts once. */
    void diagram(XMLStreamReader reader) throws XMLStreamException {
        for (Paragraph paragraph : new WordBody(styles, unread, reader).content(reader)) {
            if (drawn.add(paragraph.wholeText())) {
                paragraphs.add(paragraph);
            }
        }
    }

    /** A header or footer: text only where it is longer than a running head. */
    void header(XMLStreamReader reader) throws XMLStreamException {
        headers.add(new WordBody(styles, unread, reader).content(reader));
    }

    /** Formats of numbers: text where they hold more than numbers and their signs. */
    void numbering(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("lvlText")) {
                String format = WordXml.attribute(reader, "val").replaceAll("%[0-9]", "");
                if (format.codePoints().anyMatch(Character::isLetter)) {
                    Paragraph paragraph = new Paragraph();
                    paragraph.add(Look.PLAIN, format);
                    numbers.add(List.of(paragraph));
                }
            }
        }
    }

    /** Whether any control shows a value that stands in another part. */
    boolean isBound() {
        return !unread.bindings().isEmpty();
    }

    /** Values that controls show: text where nothing that was read says the same. */
    void values(WordStore store) {
        StringBuilder known = new StringBuilder();
        paragraphs.forEach(paragraph -> known.append(bare(paragraph.wholeText())));
        notes.values().forEach(note -> note.forEach(paragraph -> known.append(bare(paragraph.wholeText()))));
        headers.all().forEach(paragraph -> known.append(bare(paragraph.wholeText())));
        for (WordBinding binding : unread.bindings()) {
            String value = store.shown(binding);
            if (value.startsWith("<?xml")) { // text with its looks, as a file of its own
                unread.otherFormat();
            } else if (known.indexOf(bare(value)) < 0) {
                Paragraph paragraph = new Paragraph();
                paragraph.add(Look.PLAIN, value);
                values.add(List.of(paragraph));
            }
        }
    }

    private static String bare(String text) {
        return text.replaceAll("\\s+", "");
    }

    /** Hands on what was read. */
    void deliver(SectionCollector collector) {
        paragraphs.addAll(headers.counting());
        paragraphs.addAll(numbers.counting());
        paragraphs.addAll(values.counting());
        new ParagraphDelivery(styles, notes, collector).deliver(paragraphs);
        unread.tell(collector);
    }
}
