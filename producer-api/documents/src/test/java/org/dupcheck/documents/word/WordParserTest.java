package org.dupcheck.documents.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dupcheck.documents.Passage.REF;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.process.DocumentParser;
import org.dupcheck.documents.reading.DocumentReading;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What belongs to a Word document: what can be read, unless it is known not to be text. */
final class WordParserTest {
    private static final String RUN = "<w:r><w:t>" + REF + "</w:t></w:r>";
    private static final String PARAGRAPH = "<w:p>" + RUN + "</w:p>";

    private static DocumentReading read(String body) {
        return DocumentParser.parse("x.docx", WordFile.of(body));
    }

    private static String text(DocumentReading reading) {
        return reading.sections().stream().map(Section::text).collect(Collectors.joining("\n"));
    }

    private static String textOf(String body) {
        return text(read("<w:p><w:r><w:t>甲</w:t></w:r></w:p>" + body));
    }

    private static String run(String properties, String text) {
        return "<w:r><w:rPr>" + properties + "</w:rPr><w:t>" + text + "</w:t></w:r>";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<w:sdt><w:sdtContent>@P@</w:sdtContent></w:sdt>",
                "<w:p><w:sdt><w:sdtContent>@R@</w:sdtContent></w:sdt></w:p>",
                "<w:p><w:ins w:id='1'>@R@</w:ins></w:p>",
                "<w:p><w:ins w:id='1'><w:hyperlink r:id='h'>@R@</w:hyperlink></w:ins></w:p>",
                "<w:p><w:hyperlink r:id='h'><w:ins w:id='1'>@R@</w:ins></w:hyperlink></w:p>",
                "<w:p><w:moveTo w:id='1'>@R@</w:moveTo></w:p>",
                "<w:p><w:smartTag w:element='x'>@R@</w:smartTag></w:p>",
                "<w:customXml w:element='x'>@P@</w:customXml>",
                "<w:p><w:fldSimple w:instr='PAGE'>@R@</w:fldSimple></w:p>",
                "<w:p><w:bdo w:val='rtl'>@R@</w:bdo></w:p>",
                "<w:p><w:dir w:val='rtl'>@R@</w:dir></w:p>",
                "<x:whatever>@P@</x:whatever>",
                "<w:tbl><w:tr><w:tc>@P@</w:tc></w:tr></w:tbl>",
                "<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc>@P@</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>",
                "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>@P@</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
                "<w:p><w:r><w:drawing><a:graphic><a:p><a:r><a:t>REF</a:t></a:r></a:p></a:graphic></w:drawing></w:r></w:p>",
                "<w:p><m:oMath><m:r><m:t>REF</m:t></m:r></m:oMath></w:p>",
                "<w:p><w:r><w:pict><v:shape><v:textpath string='REF'/></v:shape></w:pict></w:r></w:p>",
                "<w:p><w:r><w:rPr><w:vanish w:val='false'/></w:rPr><w:t>REF</w:t></w:r></w:p>",
                "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>@R@</w:p>",
            })
    void textCountsWhateverItIsWrappedIn(String body) {
        String xml = body.replace("@P@", PARAGRAPH).replace("@R@", RUN).replace("REF", REF);
        assertThat(textOf(xml)).contains(REF);
    }

    @Test
    void wrappersOfAnyKindAndDepthLoseNoText() {
        long seed = new Random().nextInt(1_000_000);
        Random random = new Random(seed);
        String[] wrappers = {
            "w:sdt",
            "w:sdtContent",
            "w:ins",
            "w:hyperlink",
            "w:smartTag",
            "w:customXml",
            "x:a",
            "w:r",
            "w:txbxContent",
            "v:textbox",
            "w:pict",
            "w:tbl",
            "w:tr",
            "w:tc",
            "mc:AlternateContent",
            "mc:Choice",
            "w:p"
        };
        for (int trial = 0; trial < 500; trial++) {
            String xml = PARAGRAPH;
            StringBuilder nest = new StringBuilder();
            for (int depth = random.nextInt(12); depth > 0; depth--) {
                String wrapper = wrappers[random.nextInt(wrappers.length)];
                nest.insert(0, wrapper + " ");
                xml = "<" + wrapper + ">" + xml + "</" + wrapper + ">";
            }
            assertThat(textOf(xml)).as("seed %d, %s", seed, nest).contains(REF);
        }
    }

    @Test
    void aTextBoxThatIsThereInTwoVersionsCountsOnce() {
        String box = "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
                + PARAGRAPH
                + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
                + PARAGRAPH + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>";
        assertThat(textOf(box)).isEqualTo("甲\n" + REF);
    }

    @Test
    void theSecondVersionIsReadWhereTheFirstHasNoText() {
        String box = "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='x'><w:drawing/></mc:Choice><mc:Fallback>"
                + "<w:pict><v:textbox><w:txbxContent>" + PARAGRAPH
                + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>";
        assertThat(textOf(box)).contains(REF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<w:p><w:del w:id='1'><w:r><w:delText>REF</w:delText></w:r></w:del></w:p>",
                "<w:p><w:moveFrom w:id='1'><w:r><w:t>REF</w:t></w:r></w:moveFrom></w:p>",
                "<w:p><w:r><w:instrText>REF</w:instrText></w:r></w:p>",
            })
    void whatWasDeletedOrMovedAwayOrIsACodeIsNoText(String body) {
        assertThat(textOf(body.replace("REF", REF))).isEqualTo("甲");
    }

    @Test
    void movedTextCountsWhereItWasMovedTo() {
        assertThat(textOf("<w:p><w:moveFrom w:id='1'>" + RUN + "</w:moveFrom></w:p><w:p><w:moveTo w:id='2'>" + RUN
                        + "</w:moveTo></w:p>"))
                .isEqualTo("甲\n" + REF);
    }

    @Test
    void hiddenJunkBetweenCharactersIsNoTextAndIsTold() {
        String junk = REF.codePoints()
                .mapToObj(c -> run("", Character.toString(c)) + run("<w:vanish/>", "废"))
                .collect(Collectors.joining());
        DocumentReading reading = read("<w:p>" + junk + "</w:p>");
        assertThat(text(reading)).isEqualTo(REF);
        assertThat(reading.signals()).extracting(Signal::kind).containsOnly(SignalKind.HIDDEN_TEXT);
        assertThat(reading.signals().stream().mapToInt(Signal::count).sum()).isEqualTo(REF.length());
    }

    @Test
    void textMayBeHiddenByItsStyleOrOneThatItRestsOn() {
        String styles = "<w:styles" + WordFile.NAMESPACES + ">" + hiding("paragraph", "p") + hiding("character", "c")
                + "</w:styles>";
        byte[] file = new WordFile("<w:p><w:r><w:t>甲</w:t></w:r>" + run("<w:rStyle w:val='c'/>", "废")
                        + "</w:p><w:p><w:pPr><w:pStyle w:val='p'/></w:pPr>" + RUN + run("<w:vanish w:val='0'/>", "乙")
                        + "</w:p>")
                .with("styles", "styles.xml", styles)
                .bytes();
        assertThat(text(DocumentParser.parse("x.docx", file))).isEqualTo("甲\n乙");
    }

    private static String hiding(String type, String id) {
        String style = "<w:style w:type='" + type + "' w:styleId='";
        return style + id + "base'><w:rPr><w:vanish/></w:rPr></w:style>" + style + id + "'><w:basedOn w:val='" + id
                + "base'/></w:style>";
    }

    @Test
    void aStyleOfAnotherKindSaysNothing() {
        String styles = "<w:styles" + WordFile.NAMESPACES + ">" + hiding("paragraph", "p") + hiding("character", "c")
                + "<w:style w:styleId='none'><w:rPr><w:vanish/></w:rPr></w:style>"
                + "<w:style w:type='character' w:styleId='on'><w:basedOn w:val='p'/></w:style></w:styles>";
        byte[] file = new WordFile("<w:p><w:pPr><w:pStyle w:val='c'/></w:pPr>" + run("", "甲") + "</w:p><w:p>"
                        + run("<w:rStyle w:val='p'/>", "乙") + run("<w:rStyle w:val='none'/>", "丙")
                        + run("<w:rStyle w:val='on'/>", "丁") + "</w:p>")
                .with("styles", "styles.xml", styles)
                .bytes();
        assertThat(text(DocumentParser.parse("x.docx", file))).isEqualTo("甲\n乙丙丁");
    }

    @Test
    void whiteJunkBetweenCharactersIsLeftOutAndTold() {
        String junk = REF.codePoints()
                .mapToObj(c -> run("", Character.toString(c)) + run("<w:color w:val='FFFFFF'/>", "废话"))
                .collect(Collectors.joining());
        DocumentReading reading = read("<w:p>" + junk + "</w:p>");
        assertThat(text(reading)).isEqualTo(REF);
        assertThat(reading.signals()).extracting(Signal::kind).containsOnly(SignalKind.WHITE_TEXT);
    }

    @Test
    void aWhitePassageIsTextForThePaperMayBeDark() {
        DocumentReading reading = read("<w:p>" + run("", "甲") + run("<w:color w:val='FFFFFF'/>", REF) + "</w:p>");
        assertThat(text(reading)).isEqualTo("甲" + REF);
        assertThat(reading.signals())
                .containsExactly(new Signal(SignalKind.WHITE_TEXT, "body", 1, 1 + REF.length(), REF.length()));
    }

    @Test
    void whiteTextOnADarkCellIsNoSign() {
        DocumentReading reading = read("<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill='1F3864'/></w:tcPr><w:p>"
                + run("<w:color w:val='FFFFFF'/>", "研究内容") + "</w:p></w:tc></w:tr></w:tbl>");
        assertThat(text(reading)).isEqualTo("研究内容");
        assertThat(reading.signals()).isEmpty();
    }

    @Test
    void aHeadingIsTextAndNamesItsSection() {
        DocumentReading reading = read(
                "<w:p><w:pPr><w:pStyle w:val='heading 2'/></w:pPr>" + RUN + "</w:p><w:p><w:r><w:t>甲</w:t></w:r></w:p>");
        assertThat(reading.sections()).containsExactly(new Section(REF, REF + "\n甲"));
    }

    @Test
    void aDocumentAllInHeadingStylesHasText() {
        String heading = "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr>" + RUN + "</w:p>";
        assertThat(text(read(heading + heading))).isEqualTo(REF + "\n" + REF);
    }

    @Test
    void footnotesFollowTheParagraphThatRefersToThem() {
        String notes = "<w:footnotes" + WordFile.NAMESPACES
                + "><w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:t>x</w:t></w:r></w:p>"
                + "</w:footnote><w:footnote w:id='2'>" + PARAGRAPH
                + "</w:footnote><w:footnote w:id='3'><w:p><w:r><w:t>丁</w:t></w:r></w:p></w:footnote></w:footnotes>";
        byte[] file = new WordFile(
                        "<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id='2'/></w:r></w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p>")
                .with("footnotes", "footnotes.xml", notes)
                .bytes();
        assertThat(text(DocumentParser.parse("x.docx", file))).isEqualTo("甲\n" + REF + "\n乙\n丁");
    }

    @Test
    void textsOfDiagramsAndLongHeadersCountAndRunningHeadsDoNot() {
        byte[] file = new WordFile("<w:p><w:r><w:t>甲</w:t></w:r></w:p>")
                .with(
                        "diagramData",
                        "data1.xml",
                        "<x:d" + WordFile.NAMESPACES + "><a:p><a:r><a:t>" + REF + "</a:t></a:r></a:p></x:d>")
                .with(
                        "header",
                        "header1.xml",
                        "<w:hdr" + WordFile.NAMESPACES + "><w:p><w:r><w:t>申请书</w:t></w:r></w:p></w:hdr>")
                .with(
                        "header",
                        "header2.xml",
                        "<w:hdr" + WordFile.NAMESPACES + "><w:p><w:r><w:t>" + "长页眉".repeat(30)
                                + "</w:t></w:r></w:p></w:hdr>")
                .bytes();
        assertThat(text(DocumentParser.parse("x.docx", file))).isEqualTo("甲\n" + REF + "\n" + "长页眉".repeat(30));
    }

    @Test
    void whatCannotBeReadIsTold() {
        DocumentReading reading = read(
                "<w:p><w:r><w:t>甲</w:t></w:r></w:p><w:altChunk r:id='c'/><w:p><w:r><w:object><o:OLEObject/></w:object>"
                        + "</w:r></w:p><w:p><w:r><w:drawing><wp:inline><wp:extent cx='7000000' cy='9000000'/><a:blip r:embed='p'/></wp:inline>"
                        + "</w:drawing><w:drawing><wp:inline><wp:extent cx='700000' cy='900000'/><a:blip r:embed='q'/></wp:inline></w:drawing></w:r></w:p>");
        assertThat(reading.unread())
                .containsExactly(
                        "1 pictures of the size of a page", "1 embedded objects", "1 inserted parts of another format");
        assertThat(reading.signals()).extracting(Signal::kind).containsOnly(SignalKind.UNREAD_TEXT);
    }

    @Test
    void theStrictFormIsReadLikeTheOther() {
        byte[] strict = new WordFile(PARAGRAPH).strict().bytes();
        assertThat(text(DocumentParser.parse("x.docx", strict))).isEqualTo(REF);
    }

    @Test
    void encryptedAndOldFilesAreCalledByTheirName() {
        byte[] old = new byte[2_000];
        byte[] magic = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
        System.arraycopy(magic, 0, old, 0, 4);
        assertThatThrownBy(() -> DocumentParser.parse("x.docx", old)).hasMessageContaining(".doc");
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, old, 1_000, name.length);
        assertThatThrownBy(() -> DocumentParser.parse("x.docx", old)).hasMessageContaining("encrypted");
    }

    @Test
    void elementsNestedTooDeepAreRefused() {
        String deep = "<x:a>".repeat(5_000) + "</x:a>".repeat(5_000);
        assertThatThrownBy(() -> read(deep))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void manyTracesAreToldInBoundedNumber() {
        String many = "<w:p>" + (run("", "甲") + run("<w:vanish/>", "废")).repeat(3_000) + "</w:p>";
        List<Signal> signals = read(many).signals();
        assertThat(signals).containsExactly(new Signal(SignalKind.HIDDEN_TEXT, "body", 1, 3_000, 3_000));
    }
}
