package org.dupcheck.documents;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dupcheck.documents.Paragraph.Look;
import org.dupcheck.documents.UnreadableDocumentException.Fault;

/** The text of a Word file, put together from its parts (see {@link WordBody}). Not thread-safe. */
final class WordText {
    private final WordStyles styles;
    private final Map<String, List<Paragraph>> notes = new HashMap<>();
    private final List<Paragraph> paragraphs = new ArrayList<>();
    private final Set<String> headers = new HashSet<>();
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

    /** Footnotes or endnotes, to be put where the text refers to them; separators between them are none. */
    void notes(XMLStreamReader reader, boolean foot) throws XMLStreamException {
        WordBody body = new WordBody(styles, unread, reader);
        while (WordXml.nextChild(reader)) {
            String type = WordXml.attribute(reader, "type");
            String id = (foot ? "footnote " : "endnote ") + WordXml.attribute(reader, "id");
            List<Paragraph> note = body.content(reader);
            if (type.isEmpty() || type.equals("normal")) {
                notes.put(id, note);
            }
        }
    }

    /** A part whose text follows the end. */
    void appendix(XMLStreamReader reader) throws XMLStreamException {
        paragraphs.addAll(new WordBody(styles, unread, reader).content(reader));
    }

    /** A header or footer: text only where it is longer than a running head; those of several sections are often one. */
    void header(XMLStreamReader reader, int minCharacters) throws XMLStreamException {
        List<Paragraph> header = new WordBody(styles, unread, reader).content(reader);
        StringBuilder whole = new StringBuilder();
        header.forEach(paragraph -> whole.append(paragraph.wholeText()).append('\n'));
        if (header.stream().mapToInt(Paragraph::length).sum() >= minCharacters && headers.add(whole.toString())) {
            paragraphs.addAll(header);
        }
    }

    /** Formats of numbers: text where one holds more than numbers and their signs. The same one counts once. */
    void numbering(XMLStreamReader reader) throws XMLStreamException {
        Set<String> formats = new HashSet<>();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("lvlText")) {
                String format = WordXml.attribute(reader, "val").replaceAll("%[0-9]", "");
                if (format.length() >= SectionCollector.SHORTEST_PASSAGE && formats.add(format)) {
                    Paragraph paragraph = new Paragraph();
                    paragraph.add(Look.PLAIN, format);
                    paragraphs.add(paragraph);
                }
            }
        }
    }

    /** Hands on what was read. */
    void deliver(SectionCollector collector) {
        new ParagraphDelivery(styles, notes, collector).deliver(paragraphs);
        unread.tell(collector);
    }
}
