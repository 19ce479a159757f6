package org.dupcheck.documents;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dupcheck.documents.UnreadableDocumentException.Fault;
import org.dupcheck.documents.WordPackage.Relation;

/**
 * Word (.docx), in its transitional and its strict form: whatever stands in a text element is text, in whatever it is
 * wrapped, unless it is known not to be (see {@link WordText}). Footnotes and endnotes follow the paragraph that refers to
 * them, texts of diagrams and charts follow the end, and so do headers and footers that are longer than a running head.
 */
final class WordParser {
    /** Characters of a header or footer from which on it is more than a running head. */
    private static final int MIN_HEADER_TEXT = 80;

    private static final byte[] ENCRYPTED_STREAM = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    private WordParser() {}

    /** Whether the bytes begin like an old Office file, in which encrypted new ones are wrapped too. */
    static boolean isOldContainer(byte[] bytes) {
        return bytes.length > 8 && (bytes[0] & 0xFF) == 0xD0 && (bytes[1] & 0xFF) == 0xCF && bytes[2] == 0x11;
    }

    static void parse(byte[] bytes, SectionCollector collector) {
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
                    Fault.UNSUPPORTED, "not a Word document (.docx): it holds no text part");
        }
        List<Relation> relations = file.relations(main);
        WordStyles styles = styles(file, relations);
        WordText text = new WordText(styles);
        for (Relation relation : relations) {
            if (relation.is("footnotes") || relation.is("endnotes")) {
                readIfThere(file, relation, reader -> text.notes(reader, relation.is("footnotes")));
            }
        }
        file.read(main, text::document);
        for (Relation relation : sorted(relations)) {
            if (relation.is("diagramData") || relation.is("chart") || relation.is("chartEx")) {
                readIfThere(file, relation, text::appendix);
            } else if (relation.is("header") || relation.is("footer")) {
                readIfThere(file, relation, reader -> text.header(reader, MIN_HEADER_TEXT));
            }
        }
        text.deliver(collector);
    }

    private static List<Relation> sorted(List<Relation> relations) {
        List<Relation> sorted = new ArrayList<>(relations);
        sorted.sort((a, b) -> a.target().compareTo(b.target()));
        return sorted;
    }

    private static WordStyles styles(WordPackage file, List<Relation> relations) {
        WordStyles[] styles = {WordStyles.none()};
        relations.stream()
                .filter(relation -> relation.is("styles"))
                .findFirst()
                .ifPresent(relation -> readIfThere(file, relation, reader -> styles[0] = WordStyles.read(reader)));
        return styles[0];
    }

    private static Optional<String> target(WordPackage file, String part, String type) {
        return file.relations(part).stream()
                .filter(relation -> relation.is(type) && !relation.external())
                .map(Relation::target)
                .findFirst();
    }

    private static void readIfThere(WordPackage file, Relation relation, WordPackage.PartReader reader) {
        if (!relation.external() && file.has(relation.target())) {
            file.read(relation.target(), reader);
        }
    }
}
