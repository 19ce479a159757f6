package org.dupcheck.dist.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.jspecify.annotations.Nullable;

/** Word (.docx): paragraphs and tables in their order, headings by their style. */
final class WordReader {
    /** So they are named within the file, whatever the language of the Word that wrote it. */
    private static final Pattern HEADING = Pattern.compile("heading ?([1-9])");

    private WordReader() {}

    static void read(Path file, SectionCollector collector) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                XWPFDocument document = open(in)) {
            collect(document.getBodyElements(), document, collector);
        }
    }

    // the library throws runtime exceptions of a dozen kinds where the file is not what its ending says
    private static XWPFDocument open(InputStream in) throws IOException {
        try {
            return new XWPFDocument(in);
        } catch (RuntimeException e) {
            throw new UnreadableDocumentException("not a Word document (.docx), or damaged", e);
        }
    }

    private static void collect(List<IBodyElement> elements, XWPFDocument document, SectionCollector collector) {
        for (IBodyElement element : elements) {
            if (element instanceof XWPFParagraph paragraph) {
                paragraph(paragraph, document, collector);
            } else if (element instanceof XWPFTable table) {
                table(table, document, collector);
            }
        }
    }

    private static void paragraph(XWPFParagraph paragraph, XWPFDocument document, SectionCollector collector) {
        String style = styleName(paragraph, document);
        Matcher heading = HEADING.matcher(style);
        if (style.equals("title")) {
            collector.title(paragraph.getText());
        } else if (heading.matches()) {
            collector.heading(Integer.parseInt(heading.group(1)), paragraph.getText());
        } else {
            collector.paragraph(paragraph.getText());
        }
    }

    /** Forms are often one large table: what stands in its cells is read like what stands outside. */
    private static void table(XWPFTable table, XWPFDocument document, SectionCollector collector) {
        for (XWPFTableRow row : table.getRows()) {
            for (XWPFTableCell cell : row.getTableCells()) {
                collect(cell.getBodyElements(), document, collector);
            }
        }
    }

    private static String styleName(XWPFParagraph paragraph, XWPFDocument document) {
        @Nullable String id = paragraph.getStyle();
        if (id == null) {
            return "";
        }
        @Nullable
        XWPFStyle style =
                document.getStyles() == null ? null : document.getStyles().getStyle(id);
        String name = style == null || style.getName() == null ? id : style.getName();
        return name.toLowerCase(Locale.ROOT);
    }
}
