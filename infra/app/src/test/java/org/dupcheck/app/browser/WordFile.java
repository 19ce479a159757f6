package org.dupcheck.app.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The least that is a Word file. */
final class WordFile {
    private static final String RELATIONS = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
            + "relationships\"><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
            + "relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";

    private WordFile() {}

    /** A line that begins with {@code #} is a heading, one with {@code ~} is hidden. */
    static void write(Path file, String... lines) throws IOException {
        StringBuilder body = new StringBuilder();
        for (String line : lines) {
            String kind = line.startsWith("#") ? "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>" : "";
            String look = line.startsWith("~") ? "<w:rPr><w:vanish/></w:rPr>" : "";
            body.append(
                    "<w:p>" + kind + "<w:r>" + look + "<w:t>" + line.replaceFirst("^[#~]", "") + "</w:t></w:r></w:p>");
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(zip, "_rels/.rels", RELATIONS);
            put(
                    zip,
                    "word/document.xml",
                    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                            + body + "</w:body></w:document>");
        }
    }

    private static void put(ZipOutputStream zip, String name, String part) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(part.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
