package org.dupcheck.documents.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dupcheck.documents.Passage.REF;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.process.DocumentParser;
import org.dupcheck.documents.reading.DocumentReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of a Word file, how they refer to each other, and what stands in several versions. */
final class WordPartsTest {
    private static final String TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String FIRST = paragraph("甲");
    private static final String CHART = "<c:chartSpace xmlns:c='urn:c'" + WordFile.NAMESPACES
            + "><c:ser><c:tx><c:strRef>"
            + "<c:f>Sheet1!A1</c:f><c:strCache><c:pt idx='0'><c:v>" + REF
            + "</c:v></c:pt></c:strCache></c:strRef></c:tx>"
            + "<c:val><c:numCache><c:pt idx='0'><c:v>12345</c:v></c:pt></c:numCache></c:val></c:ser><c:ser><c:cat>"
            + "<c:strCache><c:pt idx='0'><c:v>" + REF + "</c:v></c:pt></c:strCache></c:cat></c:ser></c:chartSpace>";

    private static String paragraph(String text) {
        return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
    }

    private static String header(String body) {
        return "<w:hdr" + WordFile.NAMESPACES + ">" + body + "</w:hdr>";
    }

    private static String notes(String body) {
        return "<w:footnotes" + WordFile.NAMESPACES + "><w:footnote w:id='2'>" + body + "</w:footnote></w:footnotes>";
    }

    private static DocumentReading read(WordFile file) {
        return DocumentParser.parse("x.docx", file.bytes());
    }

    private static String text(DocumentReading reading) {
        return reading.sections().stream().map(Section::text).collect(Collectors.joining("\n"));
    }

    private static String textOf(String body) {
        return text(read(new WordFile(FIRST + body)));
    }

    private static String versions(String first, String second) {
        return "<w:p><mc:AlternateContent>" + first + second + "</mc:AlternateContent></w:p>";
    }

    private static String run(String properties, String text) {
        return "<w:r><w:rPr>" + properties + "</w:rPr><w:t>" + text + "</w:t></w:r>";
    }

    @Test
    void aVersionThatNoWordUnderstandsIsNotShown() {
        String unknown = "<mc:Choice Requires='x'>" + run("", "乙") + "</mc:Choice>";
        assertThat(textOf(versions(unknown, "<mc:Fallback>" + run("", REF) + "</mc:Fallback>")))
                .isEqualTo("甲\n" + REF);
        assertThat(textOf(versions(unknown, "<mc:Choice Requires='wps'>" + run("", REF) + "</mc:Choice>")))
                .isEqualTo("甲\n" + REF);
        assertThat(textOf(versions(unknown, "<mc:Choice Requires='none'>" + run("", REF) + "</mc:Choice>")))
                .isEqualTo("甲\n乙");
    }

    @Test
    void aVersionThatNoWordUnderstandsCountsWhereNoOtherHasText() {
        String unknown = "<mc:Choice Requires='x'>" + paragraph(REF) + "</mc:Choice>";
        assertThat(textOf(versions(unknown, ""))).isEqualTo("甲\n" + REF);
        assertThat(textOf(versions(unknown, "<mc:Fallback>" + run("<w:vanish/>", "乙") + "</mc:Fallback>")))
                .isEqualTo("甲\n" + REF);
    }

    @Test
    void hiddenTextOfAVersionIsNoText() {
        assertThat(textOf(versions(
                        "<mc:Choice Requires='wps'>" + run("<w:vanish/>", "乙") + "</mc:Choice>",
                        "<mc:Fallback>" + run("", REF) + "</mc:Fallback>")))
                .isEqualTo("甲\n" + REF);
    }

    @Test
    void aVersionStandsInItsSentenceAndItsPictureCountsOnce() {
        String picture = "<w:r><w:drawing><wp:inline><wp:extent cx='7000000' cy='9000000'/><a:blip r:embed='p'/>"
                + "</wp:inline></w:drawing></w:r>";
        DocumentReading reading = read(new WordFile("<w:p>" + run("", "每逢") + "<mc:AlternateContent><mc:Choice"
                + " Requires='wps'>" + picture + "</mc:Choice><mc:Fallback>" + picture
                + "</mc:Fallback></mc:AlternateContent><mc:AlternateContent><mc:Choice Requires='wps'>"
                + run("", "汛期") + "</mc:Choice></mc:AlternateContent>" + run("", "由护林员") + "</w:p>"));
        assertThat(text(reading)).isEqualTo("每逢汛期由护林员");
        assertThat(reading.unread()).containsExactly("1 pictures of the size of a page");
    }

    @Test
    void elementsThatEveryWordIgnoresAreLeftOutAndTold() {
        String junk = REF.codePoints()
                .mapToObj(c -> run("", Character.toString(c)) + "<z:x><w:r><w:t>废</w:t></w:r></z:x>")
                .collect(Collectors.joining());
        String root = "<w:document" + WordFile.NAMESPACES + " xmlns:z='urn:z' mc:Ignorable='wps z'%s><w:body><w:p>"
                + junk + "</w:p></w:body></w:document>";
        DocumentReading reading = read(new WordFile("").with("x", "document.xml", root.formatted("")));
        assertThat(text(reading)).isEqualTo(REF);
        assertThat(reading.signals()).extracting(Signal::kind).containsOnly(SignalKind.HIDDEN_TEXT);
        for (String process : new String[] {"z:x", "z:*"}) {
            String processed = root.formatted(" mc:ProcessContent='" + process + "'");
            assertThat(text(read(new WordFile("").with("x", "document.xml", processed))))
                    .isEqualTo(REF.replaceAll("(.)", "$1废"));
        }
    }

    @Test
    void aNamespaceIsKnownByItsWholeName() {
        for (String unknown : new String[] {
            "http://schemas.microsoft.com/office/word/2099/nothing",
            "http://schemas.openxmlformats.org/wordprocessingml/2099/main",
            "urn:schemas-microsoft-com:nothing"
        }) {
            String versions = versions(
                    "<mc:Choice xmlns:x='" + unknown + "' Requires='x'>" + run("", "乙") + "</mc:Choice>",
                    "<mc:Fallback>" + run("", REF) + "</mc:Fallback>");
            assertThat(textOf(versions)).isEqualTo("甲\n" + REF);
            String ignored = "<w:p xmlns:z='" + unknown + "' mc:Ignorable='z'><z:x>" + run("", "乙") + "</z:x>"
                    + run("", REF) + "</w:p>";
            assertThat(textOf(ignored)).isEqualTo("甲\n" + REF);
        }
    }

    @Test
    void whatAnElementSaysOfNamespacesHoldsToItsEnd() {
        String unknown = "<z:x xmlns:z='urn:z'>" + run("", "乙") + "</z:x>";
        assertThat(textOf("<w:p xmlns:z='urn:z' mc:Ignorable='z'>" + unknown + run("", REF) + "</w:p><w:p>" + unknown
                        + "</w:p>"))
                .isEqualTo("甲\n" + REF + "\n乙");
    }

    @Test
    void labelsThatAChartKeepsCountOnceAndItsNumbersDoNot() {
        assertThat(text(read(new WordFile(FIRST).with("chart", "charts/chart1.xml", CHART))))
                .isEqualTo("甲\n" + REF);
    }

    @ParameterizedTest
    @CsvSource({"header, header1.xml", "footnotes, footnotes.xml"})
    void chartsOfHeadersAndNotesCount(String type, String name) {
        String part = type.equals("header") ? header(paragraph("页眉")) : notes(paragraph("乙"));
        WordFile file = new WordFile(FIRST)
                .with(type, name, part)
                .with("x", "charts/c.xml", CHART)
                .with(
                        "x",
                        "_rels/" + name + ".rels",
                        "<Relationships><Relationship Id='a' Type='" + TYPES
                                + "chart' Target='charts/c.xml'/></Relationships>");
        assertThat(text(read(file))).contains(REF);
    }

    @Test
    void aHeaderIsAsLongAsItsTextBoxesAndCountsOnce() {
        String box = "<w:p><w:r><w:pict><w:txbxContent>" + paragraph(REF.repeat(3))
                + "</w:txbxContent></w:pict></w:r></w:p>";
        WordFile file = new WordFile(FIRST)
                .with("header", "header1.xml", header(box))
                .with("header", "header2.xml", header(box))
                .with("footer", "footer1.xml", header(box));
        assertThat(text(read(file))).isEqualTo("甲\n" + REF.repeat(3));
    }

    @ParameterizedTest
    @CsvSource({
        "footnotes.xml, Footnotes.xml",
        "FOOTNOTES.XML, footnotes.xml",
        "foot%20notes.xml, foot notes.xml",
        "%E6%B3%A8.xml, 注.xml",
        "/word/footnotes.xml, footnotes.xml"
    })
    void aPartIsFoundHoweverItsNameIsWritten(String target, String name) {
        WordFile file = new WordFile(FIRST).with("footnotes", target, "").with("x", name, notes(paragraph(REF)));
        file.without(target);
        assertThat(text(read(file))).isEqualTo("甲\n" + REF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"footnotes", "endnotes", "header", "footer", "chart", "diagramData"})
    void aPartThatIsMissingIsTold(String type) {
        DocumentReading reading =
                read(new WordFile(FIRST).with(type, "p.xml", "").without("p.xml"));
        assertThat(reading.unread()).containsExactly("its part word/p.xml is missing");
    }

    @Test
    void missingStylesAreNoText() {
        assertThat(read(new WordFile(FIRST).with("styles", "styles.xml", "").without("styles.xml"))
                        .unread())
                .isEmpty();
    }

    @Test
    void aPartThatIsThereTwiceIsADamage() {
        WordFile file = new WordFile(FIRST).with("x", "Document.xml", "<w:document/>");
        assertThatThrownBy(() -> read(file)).hasMessageContaining("twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "width:595pt;height:842pt|1",
                "position:absolute; width:8.27in; height:11.7in|1",
                "width:21cm;height:29.7cm|1",
                "width:210mm;height:150mm|1",
                "width:794px;height:1123px|1",
                "width:794;height:1123|1",
                "width:60pt;height:84pt|0",
                "mso-width-percent:1000;height:842pt|0"
            })
    void aPictureInTheOldFormIsAsLargeAsItsShape(String style, int told) {
        DocumentReading reading = read(new WordFile(FIRST + "<w:p><w:r><w:pict><v:shape style='" + style
                + "'><v:imagedata r:id='p'/></v:shape></w:pict></w:r></w:p>"));
        assertThat(reading.unread()).hasSize(told);
    }

    @Test
    void withinAGroupNumbersAreItsOwnCoordinates() {
        String group = "<w:p><w:r><w:pict><v:group style='width:%s;height:%s' coordsize='1000,1000'><v:shape"
                + " style='width:1000;height:1000'><v:imagedata r:id='p'/></v:shape></v:group></w:pict></w:r></w:p>";
        assertThat(read(new WordFile(FIRST + group.formatted("595pt", "842pt"))).unread())
                .containsExactly("1 pictures of the size of a page");
        assertThat(read(new WordFile(FIRST + group.formatted("50pt", "50pt"))).unread())
                .isEmpty();
    }

    @Test
    void controlsAndPartsOfOtherFilesAreTold() {
        assertThat(read(new WordFile(FIRST + "<w:subDoc r:id='s'/><w:p><w:r><w:object><w:control r:id='c'/></w:object>"
                                + "</w:r></w:p>"))
                        .unread())
                .containsExactly("1 embedded objects", "1 inserted parts of another file");
    }

    @Test
    void anOpenDocumentIsCalledByItsName() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("mimetype"));
            zip.write("application/vnd.oasis.opendocument.text".getBytes(StandardCharsets.US_ASCII));
        }
        assertThatThrownBy(() -> DocumentParser.parse("x.docx", bytes.toByteArray()))
                .hasMessageContaining("OpenDocument")
                .hasMessageContaining("save it as .docx");
    }
}
