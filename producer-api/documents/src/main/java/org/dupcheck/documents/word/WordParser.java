package org.dupcheck.documents.word;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dupcheck.documents.reading.SectionCollector;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;
import org.dupcheck.documents.word.WordPackage.Relation;

/**
 * Word (.docx), in its transitional and its strict form: whatever stands in a text element is text, in whatever it is
 * wrapped, unless it is known not to be (see {@link WordText}). Footnotes and endnotes follow the paragraph that refers to
 * them, texts of diagrams and charts follow the end, and so do headers and footers that are longer than a running head.
 */
public final class WordParser {
    private static final byte[] ENCRYPTED_STREAM = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument";

    private final WordPackage file;
    private final SectionCollector collector;
    private final WordText text;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> missing = new TreeSet<>();

    private WordParser(WordPackage file, SectionCollector collector, WordText text) {
        this.file = file;
        this.collector = collector;
        this.text = text;
    }

    /** Whether the bytes begin like an old Office file, in which encrypted new ones are wrapped too. */
    public static boolean isOldContainer(byte[] bytes) {
        return bytes.length > 8 && (bytes[0] & 0xFF) == 0xD0 && (bytes[1] & 0xFF) == 0xCF && bytes[2] == 0x11;
    }

    /**
     * Reads the whole of it.
     *
     * @throws UnreadableDocumentException where it is damaged, encrypted, or breaks a bound
     */
    public static void parse(byte[] bytes, SectionCollector collector) {
        if (isOldContainer(bytes)) {
            if (contains(bytes, ENCRYPTED_STREAM)) {
                throw new UnreadableDocumentException(
                        Fault.ENCRYPTED, "it is encrypted; remove its password and save it again");
            }
            throw new UnreadableDocumentException(
                    Fault.UNSUPPORTED, "a document of Word 97 to 2003 (.doc); save it as .docx");
        }
        try (WordPackage file = new WordPackage(bytes)) {
            parse(file, collector);
        }
    }

    private static boolean contains(byte[] bytes, byte[] sought) {
        for (int i = 0; i + sought.length <= bytes.length; i++) {
            int j = 0;
            while (j < sought.length && bytes[i + j] == sought[j]) {
                j++;
            }
            if (j == sought.length) {
                return true;
            }
        }
        return false;
    }

    private static void parse(WordPackage file, SectionCollector collector) {
        String main = target(file, "", "officeDocument").orElse("word/document.xml");
        if (!file.has(main)) {
            throw new UnreadableDocumentException(
                    Fault.UNSUPPORTED,
                    file.mimeType().startsWith(OPEN_DOCUMENT)
                            ? "a document of OpenDocument (.odt and the like); save it as .docx"
                            : "not a Word document (.docx): it holds no text part");
        }
        List<Relation> relations = file.relations(main);
        new WordParser(file, collector, new WordText(styles(file, relations))).read(main, relations);
    }

    private void read(String main, List<Relation> relations) {
        for (Relation relation : relations) {
            if (relation.is("footnotes", "endnotes")) {
                once(relation, reader -> text.notes(reader, relation.is("footnotes")));
            }
        }
        file.read(main, text::document);
        graphics(relations);
        for (Relation relation : sorted(relations)) {
            if (relation.is("header", "footer")) {
                once(relation, text::header);
            }
            if (relation.is("numbering") && file.has(relation.target())) {
                once(relation, text::numbering);
            }
            if (relation.is("footnotes", "endnotes", "header", "footer") && file.has(relation.target())) {
                graphics(file.relations(relation.target()));
            }
        }
        if (text.isBound()) {
            text.values(new WordStore(file, relations));
        }
        text.deliver(collector);
        missing.forEach(part -> collector.unread("its part " + part + " is missing", 1));
    }

    /** What is drawn comes first, so that the data of a diagram only adds what its drawing does not show. */
    private void graphics(List<Relation> relations) {
        List<Relation> sorted = sorted(relations);
        sorted.sort(Comparator.comparing(relation -> !relation.is("diagramDrawing")));
        for (Relation relation : sorted) {
            if (relation.is("diagramDrawing", "diagramData")) {
                once(relation, text::diagram);
            }
            if (relation.is("chart", "chartEx", "chartUserShapes")) {
                boolean unseen = !seen.contains(relation.target());
                once(relation, text::appendix);
                if (unseen && file.has(relation.target())) {
                    graphics(file.relations(relation.target()));
                }
            }
        }
    }

    /** Each part once, whatever refers to it. One that is not there cannot be read. */
    private void once(Relation relation, WordPackage.PartReader reader) {
        if (relation.external() || !seen.add(relation.target())) {
            return;
        }
        if (file.has(relation.target())) {
            file.read(relation.target(), reader);
        } else {
            missing.add(relation.target());
        }
    }

    private static List<Relation> sorted(List<Relation> relations) {
        List<Relation> sorted = new ArrayList<>(relations);
        sorted.sort(Comparator.comparing(Relation::target));
        return sorted;
    }

    private static WordStyles styles(WordPackage file, List<Relation> relations) {
        WordPalette palette = new WordPalette();
        first(file, relations, "theme", palette::readTheme);
        first(file, relations, "settings", palette::readSettings);
        WordStyles[] styles = {WordStyles.none(palette)};
        first(file, relations, "styles", reader -> styles[0] = WordStyles.read(reader, palette));
        return styles[0];
    }

    /** Reads the part of that kind, if there is one. It holds no text, and may be missing. */
    private static void first(
            WordPackage file, List<Relation> relations, String type, WordPackage.PartReader partReader) {
        relations.stream()
                .filter(relation -> relation.is(type))
                .findFirst()
                .filter(relation -> !relation.external() && file.has(relation.target()))
                .ifPresent(relation -> file.read(relation.target(), partReader));
    }

    private static Optional<String> target(WordPackage file, String part, String type) {
        return file.relations(part).stream()
                .filter(relation -> relation.is(type) && !relation.external())
                .map(Relation::target)
                .findFirst();
    }
}
