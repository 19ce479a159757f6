package org.dupcheck.documents.word;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dupcheck.documents.reading.SectionCollector;
import org.jspecify.annotations.Nullable;

/** How much of a Word file is there and cannot be read, at all or where it stands. Not thread-safe. */
final class WordUnread {
    private int largePictures;
    private int embedded;
    private int otherFormats;
    private int otherFiles;
    private int symbols;
    private final List<WordBinding> bindings = new ArrayList<>();

    void largePicture() {
        largePictures++;
    }

    void embedded() {
        embedded++;
    }

    void otherFormat() {
        otherFormats++;
    }

    void otherFile() {
        otherFiles++;
    }

    void symbol() {
        symbols++;
    }

    /**
     * Reads the properties of a content control, to their end; false where the reader stands at another element. One of that
     * name that Word does not know may hold text.
     */
    boolean readsControl(XMLStreamReader reader) throws XMLStreamException {
        @Nullable String namespace = reader.getNamespaceURI();
        if (!reader.getLocalName().equals("sdtPr") || namespace == null || !WordNamespaces.isKnown(namespace)) {
            return false;
        }
        WordBinding binding = WordBinding.read(reader);
        if (binding != null) {
            bindings.add(binding);
        }
        return true;
    }

    /** Of the controls whose text stands in another part. */
    List<WordBinding> bindings() {
        return bindings;
    }

    void add(WordUnread other) {
        largePictures += other.largePictures;
        embedded += other.embedded;
        otherFormats += other.otherFormats;
        otherFiles += other.otherFiles;
        symbols += other.symbols;
        bindings.addAll(other.bindings);
    }

    void tell(SectionCollector collector) {
        tell(collector, largePictures, "pictures of the size of a page");
        tell(collector, embedded, "embedded objects");
        tell(collector, otherFormats, "inserted parts of another format");
        tell(collector, otherFiles, "inserted parts of another file");
        tell(collector, symbols < SectionCollector.SHORTEST_PASSAGE ? 0 : symbols, "symbols of a font");
    }

    private static void tell(SectionCollector collector, int count, String what) {
        if (count > 0) {
            collector.unread(count + " " + what, count);
        }
    }
}
