package org.dupcheck.documents.process;

import java.util.List;
import org.dupcheck.documents.encoding.GarbledText;
import org.dupcheck.documents.encoding.TextEncoding;
import org.dupcheck.documents.markdown.MarkdownParser;
import org.dupcheck.documents.pdf.PdfParser;
import org.dupcheck.documents.reading.DocumentReading;
import org.dupcheck.documents.reading.SectionCollector;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.word.WordParser;

/** Reads a file's bytes by what they are, and by the name where they do not tell. Runs in the reading process. Stateless. */
public final class DocumentParser {
    private DocumentParser() {}

    /**
     * Reads the whole of it.
     *
     * @throws UnreadableDocumentException where it holds no document, with the reason
     */
    public static DocumentReading parse(String name, byte[] bytes) {
        SectionCollector collector = new SectionCollector();
        String ending = FileName.ending(name);
        if (!PdfParser.isPdf(bytes)) {
            FileKind.refuseOther(bytes, ending);
        }
        if (PdfParser.isPdf(bytes) || ending.equals("pdf")) {
            PdfParser.parse(bytes, collector);
        } else if (FileKind.isZip(bytes) || FileKind.isWordEnding(ending) || WordParser.isOldContainer(bytes)) {
            WordParser.parse(bytes, collector);
        } else if (List.of("md", "markdown", "txt", "text", "").contains(ending)) {
            TextEncoding.Decoded decoded = TextEncoding.decode(bytes);
            collector.encoding(decoded.encoding());
            if (ending.startsWith("m")) {
                MarkdownParser.parse(decoded.text(), collector);
            } else {
                collector.paragraph(decoded.text());
            }
        } else {
            throw FileKind.byEnding(ending);
        }
        return GarbledText.told(collector.document(FileName.withoutEnding(name)));
    }
}
