package org.dupcheck.documents.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.documents.Passage.REF;

import java.util.stream.Collectors;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.process.DocumentParser;
import org.dupcheck.documents.reading.DocumentReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which text of a Word file nobody sees. */
final class WordLooksTest {
    private static final String W14 = "xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'";

    static String run(String properties, String text) {
        return "<w:r><w:rPr>" + properties + "</w:rPr><w:t>" + text + "</w:t></w:r>";
    }

    /** The text with a piece of junk of that look behind each of its characters. */
    private static String withJunk(String textLook, String junkLook) {
        return REF.codePoints()
                .mapToObj(c -> run(textLook, Character.toString(c)) + run(junkLook, "废"))
                .collect(Collectors.joining());
    }

    static DocumentReading read(String body) {
        return DocumentParser.parse("x.docx", WordFile.of(body));
    }

    static DocumentReading read(String body, String styles) {
        String xml = "<w:styles" + WordFile.NAMESPACES + ">" + styles + "</w:styles>";
        return DocumentParser.parse(
                "x.docx", new WordFile(body).with("styles", "styles.xml", xml).bytes());
    }

    static String text(DocumentReading reading) {
        return reading.sections().stream().map(Section::text).collect(Collectors.joining("\n"));
    }

    private static void assertLeftOut(DocumentReading reading, SignalKind told) {
        assertThat(text(reading)).isEqualTo(REF);
        assertThat(reading.signals()).extracting(Signal::kind).containsOnly(told);
        assertThat(reading.signals().stream().mapToInt(Signal::count).sum()).isEqualTo(REF.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<w:color w:val='FFFFFF'/>",
                "<w:color w:val='fefefe'/>",
                "<w:color w:val='000000'/><w:shd w:val='clear' w:fill='000000'/>",
                "<w:color w:val='0A0A0A'/><w:highlight w:val='black'/>",
                "<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='FEFEFE'/>",
                "<w:color w:val='FFFFFF'/><w:shd w:val='nil' w:fill='000000'/>",
                "<w:color w:val='FFFFFF'/><w:highlight w:val='white'/><w:shd w:val='clear' w:fill='000000'/>",
                "<w:color w:val='FF0000'/><w:shd w:val='solid' w:color='FF0000' w:fill='FFFFFF'/>",
                "<w:color w:themeColor='background1'/>",
                "<w:color w:val='auto' w:themeColor='light1'/>",
                "<w:color w:val='000000' w:themeColor='background1'/>",
                "<w14:textFill " + W14 + "><w14:noFill/></w14:textFill>",
                "<w14:textFill " + W14
                        + "><w14:solidFill><w14:srgbClr w14:val='FFFFFF'/></w14:solidFill></w14:textFill>",
                "<w14:textFill " + W14 + "><w14:solidFill><w14:srgbClr w14:val='000000'><w14:alpha w14:val='100000'/>"
                        + "</w14:srgbClr></w14:solidFill></w14:textFill>",
                "<w:color w:themeColor='text1' w:themeTint='00'/>",
                "<w:color w:val='FFFFFF'/><w14:textOutline " + W14 + "><w14:noFill/></w14:textOutline>",
                "<w14:textFill " + W14 + "><w14:solidFill><w14:schemeClr w14:val='tx1'><w14:lumMod w14:val='5000'/>"
                        + "<w14:lumOff w14:val='95000'/></w14:schemeClr></w14:solidFill></w14:textFill>",
                "<w14:textFill " + W14 + "><w14:gradFill><w14:gsLst><w14:gs w14:pos='0'><w14:srgbClr"
                        + " w14:val='FFFFFF'/></w14:gs><w14:gs w14:pos='100000'><w14:srgbClr w14:val='FFFFFF'/></w14:gs>"
                        + "</w14:gsLst></w14:gradFill></w14:textFill>",
                "<w:color x:val='000000' w:val='FFFFFF'/>",
                "<w:sz w:val='1pt'/>",
                "<w:sz w:val='0.5mm'/>",
                "<w:cs/><w:sz w:val='24'/><w:szCs w:val='1'/>",
                "<w:rtl/><w:szCs w:val='1'/>",
                "<w:sz w:val='4'/>",
                "<w:sz w:val='1'/><w:spacing w:val='-20'/>",
                "<w:w w:val='10'/>",
                "<w:w w:val='1%'/>",
            })
    void junkThatNobodySeesIsLeftOutAndTold(String look) {
        assertLeftOut(read("<w:p>" + withJunk("", look) + "</w:p>"), SignalKind.WHITE_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<w:color w:val='auto'/><w:shd w:val='clear' w:fill='000000'/>",
                "<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:fill='000000'/>",
                "<w:color w:val='FFFFFF'/><w:shd w:val='pct50' w:color='000000' w:fill='FFFFFF'/>",
                "<w:color w:val='FFFFFF'/><w:shd w:val='clear' w:themeFill='accent1'/>",
                "<w:color w:val='FFFFFF'/><w:highlight w:val='darkBlue'/>",
                "<w:color w:themeColor='text1'/>",
                "<w:color w:themeColor='background1' w:themeShade='80'/>",
                "<w:color w:val='D9D9D9'/>",
                "<w:color w:val='FFFFFF'/><w14:textOutline " + W14
                        + "><w14:solidFill><w14:srgbClr w14:val='000000'/></w14:solidFill></w14:textOutline>",
                "<w14:textOutline " + W14 + "><w14:solidFill><w14:srgbClr w14:val='000000'/></w14:solidFill>"
                        + "</w14:textOutline><w14:textFill " + W14 + "><w14:noFill/></w14:textFill>",
                "<w:color w:val='FFFFFF'/><w:imprint/>",
                "<w14:textFill " + W14 + "><w14:solidFill><w14:schemeClr w14:val='bg1'><w14:lumMod w14:val='50000'/>"
                        + "</w14:schemeClr></w14:solidFill></w14:textFill>",
                "<w14:textFill " + W14 + "><w14:gradFill><w14:gsLst><w14:gs w14:pos='0'><w14:srgbClr"
                        + " w14:val='FF0000'/></w14:gs><w14:gs w14:pos='100000'><w14:srgbClr w14:val='FFFFFF'/></w14:gs>"
                        + "</w14:gsLst></w14:gradFill></w14:textFill>",
                "<x:vanish/>",
                "<w:color x:val='FFFFFF' w:val='000000'/>",
                "<w:sz w:val='3pt'/>",
                "<w:cs/><w:sz w:val='2'/><w:szCs w:val='24'/>",
                "<w:sz w:val='24'/><w:szCs w:val='2'/>",
                "<w:sz w:val='5'/>",
                "<w:w w:val='50'/>",
            })
    void whatCanBeSeenIsTextAndNoSign(String look) {
        DocumentReading reading = read("<w:p>" + run("", "甲") + run(look, "乙") + "</w:p>");
        assertThat(text(reading)).isEqualTo("甲乙");
        assertThat(reading.signals()).isEmpty();
    }

    @Test
    void theBackgroundIsThatOfTheParagraphAndElseOfTheCell() {
        String white = run("<w:color w:val='FFFFFF'/>", "乙");
        String dark = "<w:shd w:val='clear' w:fill='202020'/>";
        DocumentReading reading = read("<w:tbl><w:tr><w:tc><w:tcPr>" + dark + "</w:tcPr><w:p>" + white + "</w:p>"
                + "<w:p><w:pPr><w:shd w:val='clear' w:fill='FFFFFF'/></w:pPr>" + run("", "甲") + white
                + "</w:p></w:tc></w:tr></w:tbl><w:p><w:pPr>" + dark + "</w:pPr>" + white + "</w:p>");
        assertThat(text(reading)).isEqualTo("乙\n甲\n乙");
        assertThat(reading.signals()).extracting(Signal::kind, Signal::count).hasSize(1);
    }

    @Test
    void aStyleMaySayTheColourAndTheBackground() {
        String styles =
                "<w:style w:type='paragraph' w:styleId='dark'><w:pPr><w:shd w:val='clear' w:fill='000000'/></w:pPr>"
                        + "<w:rPr><w:color w:val='FFFFFF'/></w:rPr></w:style>";
        DocumentReading reading =
                read("<w:p><w:pPr><w:pStyle w:val='dark'/></w:pPr>" + run("", "甲") + "</w:p>", styles);
        assertThat(reading.signals()).isEmpty();
        assertThat(text(reading)).isEqualTo("甲");
    }

    @Test
    void aPartOfATableStyleSaysNothingOfText() {
        String styles =
                "<w:style w:type='table' w:styleId='t'><w:tblStylePr w:type='firstRow'><w:rPr><w:vanish/></w:rPr>"
                        + "</w:tblStylePr></w:style>";
        assertThat(text(read("<w:p><w:pPr><w:pStyle w:val='t'/></w:pPr>" + run("", "甲") + "</w:p>", styles)))
                .isEqualTo("甲");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>",
                "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:rPr><w:vanish/></w:rPr></w:style>"
            })
    void textMayBeHiddenByTheDefaults(String styles) {
        assertLeftOut(read("<w:p>" + withJunk("<w:vanish w:val='0'/>", "") + "</w:p>", styles), SignalKind.HIDDEN_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<w:docDefaults><w:rPrDefault><w:rPr><w:color w:val='FFFFFF'/></w:rPr></w:rPrDefault></w:docDefaults>",
                "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='2'/></w:rPr></w:rPrDefault></w:docDefaults>",
                "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:rPr><w:color w:val='FFFFFF'/></w:rPr></w:style>",
                "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:basedOn w:val='b'/></w:style>"
                        + "<w:style w:type='paragraph' w:styleId='b'><w:rPr><w:sz w:val='2'/></w:rPr></w:style>"
            })
    void theDefaultsSayColourAndSizeToo(String styles) {
        String seen = "<w:color w:val='000000'/><w:sz w:val='24'/>";
        assertLeftOut(read("<w:p>" + withJunk(seen, "") + "</w:p>", styles), SignalKind.WHITE_TEXT);
    }

    @Test
    void oneStyleThatHidesTurnsAnotherBack() {
        String styles = "<w:style w:type='paragraph' w:styleId='p'><w:rPr><w:vanish/></w:rPr></w:style>"
                + "<w:style w:type='character' w:styleId='c'><w:rPr><w:vanish/></w:rPr></w:style>";
        String hiding = "<w:pPr><w:pStyle w:val='p'/></w:pPr>";
        String both = "<w:p>" + hiding + run("<w:rStyle w:val='c'/>", REF) + "</w:p>";
        assertThat(text(read(both, styles))).isEqualTo(REF);
        String one = "<w:p>" + run("", "甲") + run("<w:rStyle w:val='c'/>", REF) + "</w:p><w:p>" + hiding + run("", REF)
                + run("<w:vanish w:val='0'/>", "乙") + "</w:p>";
        assertThat(text(read(one, styles))).isEqualTo("甲\n乙");
    }

    @Test
    void aDirectionTurnedAroundIsToldAndTheTextStays() {
        DocumentReading reading =
                read("<w:p>" + run("", "甲") + "<w:bdo w:val='rtl'>" + run("", REF) + "</w:bdo></w:p>");
        assertThat(text(reading)).isEqualTo("甲" + REF);
        assertThat(reading.signals())
                .containsExactly(
                        new Signal(SignalKind.INVISIBLE_CHARACTERS, "body", 1, 1 + REF.length(), REF.length()));
        assertThat(read("<w:p><w:bdo w:val='rtl'>" + run("", "שלום 甲") + "</w:bdo></w:p>")
                        .signals())
                .isEmpty();
        assertThat(read("<w:p>" + run("", "א") + "<w:bdo w:val='rtl'>" + run("", REF) + "</w:bdo></w:p>")
                        .signals())
                .hasSize(1);
        assertThat(read("<w:p><w:bdo w:val='rtl'>" + run("", "אאא" + REF) + "</w:bdo></w:p>")
                        .signals())
                .hasSize(1);
        assertThat(read("<w:p><w:bdo w:val='ltr'>" + run("", REF) + "</w:bdo></w:p>")
                        .signals())
                .isEmpty();
    }

    @Test
    void aDrawingThatIsHiddenAsAWholeIsLeftOut() {
        String box = "<w:p>" + run("", "甲")
                + "<w:r><w:drawing><wp:anchor><wp:docPr id='1' hidden='1'/><w:txbxContent><w:p>" + run("", REF)
                + "</w:p></w:txbxContent></wp:anchor></w:drawing></w:r>" + run("", "乙") + "</w:p>";
        assertThat(text(read(box))).isEqualTo("甲乙");
        assertThat(text(read(box.replace("hidden='1'", "")))).isEqualTo("甲乙\n" + REF);
    }
}
