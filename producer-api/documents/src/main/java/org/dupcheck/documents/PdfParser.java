package org.dupcheck.documents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dupcheck.documents.UnreadableDocumentException.Fault;

/**
 * PDF: the text layer in its order. Running heads and page numbers are left out where they repeat, lines are joined to
 * sentences again, and pages that show something but hold no text are told.
 */
final class PdfParser {
    /** Lines at the top and at the bottom of a page that may be running heads. */
    private static final int EDGE_LINES = 2;

    /** Pages on which a line repeats until it is a running head: so many, and half of all. */
    private static final int MIN_REPEATS = 3;

    /** Characters of a running head, at most: a longer line that repeats is text. */
    private static final int MAX_RUNNING_HEAD = 80;

    /** Share of characters of no meaning from which on a page counts as not readable: its fonts do not say what they show. */
    private static final double MAX_MEANINGLESS = 0.3;

    private static final Pattern PAGE_NUMBER = Pattern.compile(
            "[-–—·\\s]*(第\\s*)?(page\\s*)?\\p{Nd}{1,5}(\\s*(页|/|of|共)[\\s共页/]*\\p{Nd}{0,5}\\s*页?)?[-–—·\\s]*",
            Pattern.CASE_INSENSITIVE);

    private PdfParser() {}

    static boolean isPdf(byte[] bytes) {
        return bytes.length > 4 && bytes[0] == '%' && bytes[1] == 'P' && bytes[2] == 'D' && bytes[3] == 'F';
    }

    static void parse(byte[] bytes, SectionCollector collector) {
        try (PDDocument document = Loader.loadPDF(bytes, "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
            List<List<String>> pages = new ArrayList<>();
            List<Integer> unread = new ArrayList<>();
            PDFTextStripper stripper = new PDFTextStripper();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                String text = stripper.getText(document);
                pages.add(lines(text));
                boolean shows = !text.isBlank() ? !isReadable(text) : showsSomething(document.getPage(page - 1));
                if (shows) {
                    unread.add(page);
                }
            }
            Map<String, Integer> edges = edges(pages);
            pages.forEach(lines ->
                    joined(withoutRunningHeads(lines, edges, pages.size())).forEach(collector::paragraph));
            if (!unread.isEmpty()) {
                collector.unread(ranges(unread), unread.size());
            }
        } catch (InvalidPasswordException e) {
            throw new UnreadableDocumentException(
                    Fault.ENCRYPTED, "it is encrypted; remove its password and save it again", e);
        } catch (IOException e) {
            throw new UnreadableDocumentException(Fault.DAMAGED, "not a PDF, or damaged or cut off", e);
        }
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    /** Whether most characters are ones that mean something; where fonts carry no mapping they are not. */
    private static boolean isReadable(String text) {
        long all = text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
        long meaningless = text.codePoints()
                .filter(c -> c == 0xFFFD
                        || Character.getType(c) == Character.PRIVATE_USE
                        || (Character.getType(c) == Character.CONTROL && !Character.isWhitespace(c)))
                .count();
        return meaningless <= MAX_MEANINGLESS * all;
    }

    /** A page that is blank on purpose has nothing to read. */
    private static boolean showsSomething(PDPage page) throws IOException {
        boolean hasObjects = page.getResources() != null
                && (page.getResources().getXObjectNames().iterator().hasNext()
                        || page.getResources().getFontNames().iterator().hasNext());
        return (page.hasContents() && hasObjects) || page.getCOSObject().containsKey(COSName.ANNOTS);
    }

    private static Map<String, Integer> edges(List<List<String>> pages) {
        Map<String, Integer> edges = new HashMap<>();
        for (List<String> lines : pages) {
            IntStream.range(0, lines.size())
                    .filter(index -> isEdge(lines, index))
                    .mapToObj(index -> pattern(lines.get(index)))
                    .distinct()
                    .forEach(line -> edges.merge(line, 1, Integer::sum));
        }
        return edges;
    }

    private static boolean isEdge(List<String> lines, int index) {
        return index < EDGE_LINES || index >= lines.size() - EDGE_LINES;
    }

    /** Page numbers within a running head differ. */
    private static String pattern(String line) {
        return line.replaceAll("\\p{Nd}+", "#");
    }

    private static List<String> withoutRunningHeads(List<String> lines, Map<String, Integer> edges, int pages) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int repeats = edges.getOrDefault(pattern(line), 0);
            boolean runningHead = isEdge(lines, i)
                    && line.length() <= MAX_RUNNING_HEAD
                    && ((repeats >= MIN_REPEATS && 2 * repeats >= pages)
                            || (pages > 1 && PAGE_NUMBER.matcher(line).matches()));
            if (!runningHead) {
                kept.add(line);
            }
        }
        return kept;
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
            } else if (last == '-'
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
