package org.dupcheck.gateway.documents;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.jspecify.annotations.Nullable;

/** Files to be uploaded. */
public final class Files {
    private static final String RELATIONS = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
            + "relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
            + "relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

    private Files() {}

    /** A Word file; a line that begins with {@code #} is a heading, one with {@code ~} is hidden. */
    public static byte[] word(String... lines) {
        StringBuilder body = new StringBuilder();
        for (String line : lines) {
            String kind = line.startsWith("#") ? "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>" : "";
            String look = line.startsWith("~") ? "<w:rPr><w:vanish/></w:rPr>" : "";
            String text = line.startsWith("#") || line.startsWith("~") ? line.substring(1) : line;
            body.append("<w:p>" + kind + "<w:r>" + look + "<w:t xml:space=\"preserve\">"
                    + text.replace("&", "&amp;").replace("<", "&lt;") + "</w:t></w:r></w:p>");
        }
        return zip(Map.of(
                "_rels/.rels",
                RELATIONS,
                "word/document.xml",
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>" + body
                        + "</w:body></w:document>"));
    }

    /** A Word file of some hundred KiB that has 256 MiB once it is unpacked. */
    public static byte[] bomb() {
        return zip(Map.of(
                "_rels/.rels", RELATIONS, "word/document.xml", "<document>" + " ".repeat(256 << 20) + "</document>"));
    }

    private static byte[] zip(Map<String, String> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    /** A PDF of one page. */
    public static byte[] pdf(String line, @Nullable String password) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText(line);
                content.endText();
            }
            if (password != null) {
                document.protect(new StandardProtectionPolicy(password, password, new AccessPermission()));
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }
}
