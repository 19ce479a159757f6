package org.dupcheck.documents.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.reading.SectionCollector;
import org.dupcheck.documents.reading.SectionCollector.Mark;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;

/**
 * PDF: the text layer in its order, then what forms hold. Page numbers and running heads are left out, but for heads that
 * may be a passage, which count once. Lines are joined to sentences again, and pages that show something that is no text are told.
 */
public final class PdfParser {
    /** At a line's end: the plain one, the soft one and the one of Unicode. */
    private static final String HYPHENS = "-\u00AD\u2010";

    private PdfParser() {}

    /** Whether the bytes begin like a PDF. */
    public static boolean isPdf(byte[] bytes) {
        return bytes.length > 4 && bytes[0] == '%' && bytes[1] == 'P' && bytes[2] == 'D' && bytes[3] == 'F';
    }

    /**
     * Reads the whole of it.
     *
     * @throws UnreadableDocumentException where it is damaged, encrypted, or breaks a bound
     */
    public static void parse(byte[] bytes, SectionCollector collector) {
        try (PDDocument document = Loader.loadPDF(bytes, "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
            PdfIntegrity.check(bytes, document);
            read(document, collector);
        } catch (InvalidPasswordException e) {
            throw new UnreadableDocumentException(
                    Fault.ENCRYPTED, "it is encrypted; remove its password and save it again", e);
        } catch (IOException e) {
            throw new UnreadableDocumentException(Fault.DAMAGED, "not a PDF, or damaged or cut off", e);
        }
    }

    private static void read(PDDocument document, SectionCollector collector) throws IOException {
        PdfLayers layers = new PdfLayers(document);
        PdfPageReader reader = new PdfPageReader(document, layers);
        List<PdfPage> pages = new ArrayList<>();
        for (int page = 1; page <= document.getNumberOfPages(); page++) {
            pages.add(reader.read(page));
        }
        RunningHeads heads = new RunningHeads(pages.stream().map(PdfPage::lines).toList());
        boolean passages = pages.stream().mapToInt(PdfPage::unmappedInRows).sum() >= SectionCollector.SHORTEST_PASSAGE;
        List<Integer> unread = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            PdfPage page = pages.get(i);
            List<String> left = heads.without(page.lines());
            if (page.hidden() > 0) {
                collector.paragraph("", List.of(new Mark(SignalKind.HIDDEN_TEXT, 0, 0, page.hidden())));
            }
            joined(left).forEach(collector::paragraph);
            if (page.isUnread(left) || (passages && page.unmappedInRows() > 0)) {
                unread.add(i + 1);
            }
        }
        joined(heads.once()).forEach(collector::paragraph);
        PdfForm form = new PdfForm(document, layers);
        form.deliver(pages.stream().map(PdfPage::text).toList(), collector);
        if (!unread.isEmpty()) {
            collector.unread(ranges(unread), unread.size());
        }
        form.tell(collector);
    }

    /** Lines of one sentence are one line again; a hyphen at a line's end goes with the break. */
    private static List<String> joined(List<String> lines) {
        List<String> paragraphs = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String line : lines) {
            if (open.isEmpty()) {
                open.append(line);
                continue;
            }
            int last = open.codePointBefore(open.length());
            int first = line.codePointAt(0);
            if (isWide(last) && isWide(first)) {
                open.append(line);
            } else if (HYPHENS.indexOf(last) >= 0
                    && open.length() > 1
                    && Character.isLetter(open.codePointBefore(open.length() - 1))
                    && Character.isLowerCase(first)) {
                open.setLength(open.length() - 1);
                open.append(line);
            } else if (isSentenceEnd(last)) {
                paragraphs.add(open.toString());
                open.setLength(0);
                open.append(line);
            } else {
                open.append(' ').append(line);
            }
        }
        if (!open.isEmpty()) {
            paragraphs.add(open.toString());
        }
        return paragraphs;
    }

    private static boolean isWide(int c) {
        return Character.isIdeographic(c)
                || c == '，'
                || c == '、'
                || c == '；'
                || c == '：'
                || c == '（'
                || c == '）'
                || c == '《'
                || c == '》'
                || c == '“'
                || c == '”';
    }

    private static boolean isSentenceEnd(int c) {
        return c == '。' || c == '！' || c == '？' || c == '.' || c == '!' || c == '?';
    }

    /** "pages 3 to 9 and page 12 have no text". */
    private static String ranges(List<Integer> pages) {
        List<String> ranges = new ArrayList<>();
        for (int i = 0; i < pages.size(); ) {
            int from = i;
            while (i + 1 < pages.size() && pages.get(i + 1) == pages.get(i) + 1) {
                i++;
            }
            ranges.add(from == i ? "page " + pages.get(i) : "pages " + pages.get(from) + " to " + pages.get(i));
            i++;
        }
        return String.join(", ", ranges) + (pages.size() == 1 ? " has" : " have") + " no text that can be read";
    }
}
