package org.dupcheck.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.dupcheck.contract.Section;
import org.dupcheck.documents.reading.DocumentReading;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentReaderTest {
    private static final DocumentReader READER = new DocumentReader();
    private final DocumentReader reader = READER;

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        READER.close();
    }

    @Test
    void aTextFileIsOneSectionUnderTheFilesName() throws IOException {
        DocumentReading document = read("申请书.txt", "\uFEFF稻叶瘟的早期识别。\n第二行。\n");
        assertThat(document.title()).isEqualTo("申请书");
        assertThat(document.sections()).containsExactly(new Section("body", "稻叶瘟的早期识别。\n第二行。"));
    }

    @Test
    void aTextFileInGb18030IsReadLikeOneInUtf8() throws IOException {
        Path file = folder.resolve("old.txt");
        Files.write(file, "技术路线：先测后算。".getBytes(Charset.forName("GB18030")));
        assertThat(reader.read(file).sections()).extracting(Section::text).containsExactly("技术路线：先测后算。");
    }

    @Test
    void headingsOfMarkdownBecomeSectionsAndTheOnlyTopOneTheTitle() throws IOException {
        DocumentReading document = read("a.md", """
                # 道岔监测

                ## 立项背景

                **尖轨**密贴间隙[见图](http://example.org)。

                ```
                # not a heading
                ```

                ## 技术路线

                - 先测
                - 后算

                ## 创新点
                """);
        assertThat(document.title()).isEqualTo("道岔监测");
        assertThat(document.sections())
                .extracting(Section::key)
                .as("a heading is text, also with nothing under it")
                .containsExactly("立项背景", "技术路线", "创新点");
        assertThat(document.sections().get(0).text())
                .startsWith("道岔监测\n立项背景\n尖轨密贴间隙")
                .contains("# not a heading")
                .doesNotContain("**");
        assertThat(document.sections().get(1).text()).contains("先测").contains("后算");
    }

    @Test
    void severalTopHeadingsAreSectionsAndEqualOnesAreNumbered() throws IOException {
        DocumentReading document = read("b.md", "前言\n\n# 一\n\n甲\n\n# 一\n\n乙\n");
        assertThat(document.title()).isEqualTo("b");
        assertThat(document.sections())
                .extracting(Section::key, Section::text)
                .containsExactly(tuple("body", "前言"), tuple("一", "一\n甲"), tuple("一 (2)", "一\n乙"));
    }

    @Test
    void deeperHeadingsBecomeTextWhereThereAreTooManySections() throws IOException {
        StringBuilder markdown = new StringBuilder("# 一\n\n开头\n\n");
        for (int i = 0; i < 70; i++) {
            markdown.append("## 小节").append(i).append("\n\n正文").append(i).append("\n\n");
        }
        markdown.append("# 二\n\n结尾\n");
        DocumentReading document = read("c.md", markdown.toString());
        assertThat(document.sections()).extracting(Section::key).containsExactly("一", "二");
        assertThat(document.sections().get(0).text()).contains("小节69").contains("正文69");
    }

    @Test
    void wordHeadingsByStyleBecomeSectionsAndTablesAreRead() throws IOException {
        Path file = folder.resolve("w.docx");
        try (XWPFDocument word = new XWPFDocument();
                OutputStream out = Files.newOutputStream(file)) {
            paragraph(word, "Title", "管网渗漏研究");
            paragraph(word, "Heading1", "立项背景");
            paragraph(word, null, "供水暗漏难查。");
            paragraph(word, "Heading1", "研究内容");
            word.createTable(1, 2).getRow(0).getCell(1).setText("阀门井积水");
            word.write(out);
        }
        DocumentReading document = reader.read(file);
        assertThat(document.title()).isEqualTo("管网渗漏研究");
        assertThat(document.sections())
                .containsExactly(
                        new Section("body", "管网渗漏研究"),
                        new Section("立项背景", "立项背景\n供水暗漏难查。"),
                        new Section("研究内容", "研究内容\n阀门井积水"));
    }

    @Test
    void whatIsNoDocumentIsRefusedWithTheReason() throws IOException {
        Path binary = folder.resolve("x.txt");
        Files.write(binary, new byte[] {(byte) 0xFF, (byte) 0xFF, 0, 1});
        Path word = Files.writeString(folder.resolve("x.docx"), "no zip");
        Path empty = Files.writeString(folder.resolve("x.md"), "<!-- nothing -->\n");
        Path image = Files.writeString(folder.resolve("x.png"), "x");
        assertThatThrownBy(() -> reader.read(binary)).hasMessageContaining("encoding cannot be told");
        assertThatThrownBy(() -> reader.read(word)).hasMessageContaining("not a Word document");
        assertThatThrownBy(() -> reader.read(empty)).hasMessageContaining("no text");
        assertThatThrownBy(() -> reader.read(image)).hasMessageContaining(".png");
    }

    private DocumentReading read(String name, String text) throws IOException {
        return reader.read(Files.writeString(folder.resolve(name), text));
    }

    private static void paragraph(XWPFDocument word, String style, String text) {
        var paragraph = word.createParagraph();
        if (style != null) {
            paragraph.setStyle(style);
        }
        paragraph.createRun().setText(text);
    }
}
