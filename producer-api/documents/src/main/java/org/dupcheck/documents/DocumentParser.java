package org.dupcheck.documents;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dupcheck.documents.UnreadableDocumentException.Fault;

/** Reads a file's bytes by what they are, and by the name where they do not tell. Runs in the reading process. Stateless. */
final class DocumentParser {
    private static final Map<String, String> OTHER_KINDS = Map.of(
            "doc", "a document of Word 97 to 2003 (.doc); save it as .docx",
            "wps", "a document of WPS (.wps); save it as .docx",
            "rtf", "rich text (.rtf); save it as .docx");

    private DocumentParser() {}

    /**
     * Reads the whole of it.
     *
     * @throws UnreadableDocumentException where it holds no document, with the reason
     */
    static DocumentReading parse(String name, byte[] bytes) {
        SectionCollector collector = new SectionCollector();
        String ending = DocumentReader.ending(name);
        if (PdfParser.isPdf(bytes) || ending.equals("pdf")) {
            PdfParser.parse(bytes, collector);
        } else if (isZip(bytes) || ending.equals("docx") || ending.equals("docm") || WordParser.isOldContainer(bytes)) {
            WordParser.parse(bytes, collector);
        } else if (new String(bytes, 0, Math.min(5, bytes.length), StandardCharsets.ISO_8859_1).equals("{\\rtf")) {
            throw new UnreadableDocumentException(Fault.UNSUPPORTED, OTHER_KINDS.getOrDefault("rtf", ""));
        } else if (List.of("md", "markdown", "txt", "text", "").contains(ending)) {
            TextEncoding.Decoded decoded = TextEncoding.decode(bytes);
            collector.encoding(decoded.encoding());
            if (ending.startsWith("m")) {
                MarkdownParser.parse(decoded.text(), collector);
            } else {
                collector.paragraph(decoded.text());
            }
        } else {
            throw new UnreadableDocumentException(
                    Fault.UNSUPPORTED,
                    OTHER_KINDS.getOrDefault(
                            ending, "a ." + ending + " file cannot be read; .txt, .md, .docx and .pdf can"));
        }
        return collector.document(nameWithoutEnding(name));
    }

    private static boolean isZip(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
    }

    private static String nameWithoutEnding(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        int dot = last.lastIndexOf('.');
        return dot < 1 ? last : last.substring(0, dot);
    }
}
