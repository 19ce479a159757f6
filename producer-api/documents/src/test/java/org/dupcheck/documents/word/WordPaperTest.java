package org.dupcheck.documents.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.documents.Passage.REF;
import static org.dupcheck.documents.word.WordLooksTest.read;
import static org.dupcheck.documents.word.WordLooksTest.run;
import static org.dupcheck.documents.word.WordLooksTest.text;

import java.util.stream.Stream;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.process.DocumentParser;
import org.dupcheck.documents.reading.DocumentReading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** White text is unseen only where what it stands on is known to be white. */
final class WordPaperTest {
    private static final String MIXED =
            "<w:p>" + run("<w:color w:val='FF9900'/>", "甲") + run("<w:color w:val='FFFFFF'/>", "乙") + "</w:p>";

    private static String box(String properties) {
        return "<w:p><w:r><w:drawing><wp:anchor><wps:wsp>" + properties + "<wps:txbx><w:txbxContent>" + MIXED
                + "</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></w:r></w:p>";
    }

    private static String fill(String fill) {
        return box(
                "<wps:spPr>" + fill + "<a:ln><a:solidFill><a:srgbClr val='FFFFFF'/></a:solidFill></a:ln></wps:spPr>");
    }

    private static String vml(String attributes, String within) {
        return "<w:p><w:r><w:pict><v:rect " + attributes + ">" + within + "<v:textbox><w:txbxContent>" + MIXED
                + "</w:txbxContent></v:textbox></v:rect></w:pict></w:r></w:p>";
    }

    private static String table(String properties) {
        return "<w:tbl><w:tblPr>" + properties + "</w:tblPr><w:tr><w:tc>" + MIXED + "</w:tc></w:tr></w:tbl>";
    }

    private static final String TABLE_STYLES = "<w:style w:type='table' w:styleId='dark'><w:tblStylePr"
            + " w:type='firstRow'><w:tcPr><w:shd w:val='clear' w:fill='000000'/></w:tcPr></w:tblStylePr></w:style>"
            + "<w:style w:type='table' w:styleId='onDark'><w:basedOn w:val='dark'/></w:style>"
            + "<w:style w:type='table' w:styleId='plain'><w:tcPr><w:shd w:val='clear' w:fill='auto'/></w:tcPr></w:style>"
            + "<w:style w:type='table' w:styleId='hiding'><w:rPr><w:vanish/></w:rPr></w:style>";

    static Stream<Arguments> whiteTextOnPapers() {
        return Stream.of(
                Arguments.of(box("<wps:spPr/>"), false),
                Arguments.of(fill(""), false),
                Arguments.of(fill("<a:noFill/>"), false),
                Arguments.of(fill("<a:solidFill><a:srgbClr val='FFFFFF'/></a:solidFill>"), false),
                Arguments.of(fill("<a:solidFill><a:schemeClr val='lt1'/></a:solidFill>"), false),
                Arguments.of(fill("<a:solidFill><a:srgbClr val='000000'/></a:solidFill>"), true),
                Arguments.of(fill("<a:solidFill><a:schemeClr val='accent1'/></a:solidFill>"), true),
                Arguments.of(fill("<a:blipFill><a:blip r:embed='p'/></a:blipFill>"), true),
                Arguments.of(box("<wps:spPr/><wps:style><a:fillRef idx='1'/></wps:style>"), true),
                Arguments.of(box("<wps:spPr/><wps:style><a:fillRef idx='0'/></wps:style>"), false),
                Arguments.of(vml("", ""), false),
                Arguments.of(vml("fillcolor='white [3212]'", ""), false),
                Arguments.of(vml("fillcolor='black'", ""), true),
                Arguments.of(vml("fillcolor='#4472c4 [3204]'", ""), true),
                Arguments.of(vml("fillcolor='black' filled='f'", ""), false),
                Arguments.of(vml("", "<v:fill type='gradient' color2='black'/>"), true),
                Arguments.of(table(""), false),
                Arguments.of(table("<w:tblStyle w:val='plain'/>"), false),
                Arguments.of(table("<w:tblStyle w:val='dark'/>"), true),
                Arguments.of(table("<w:tblStyle w:val='onDark'/>"), true),
                Arguments.of(table("<w:shd w:val='clear' w:fill='000000'/>"), true),
                Arguments.of(table("<w:shd w:val='clear' w:fill='000000'/>") + MIXED.replace("甲", "丙"), null));
    }

    @ParameterizedTest
    @MethodSource("whiteTextOnPapers")
    void whiteTextIsUnseenOnlyWhereThePaperIsKnownToBeWhite(String body, @Nullable Boolean seen) {
        String expected = seen == null ? "甲乙\n丙" : seen ? "甲乙" : "甲";
        assertThat(text(read(body, TABLE_STYLES))).isEqualTo(expected);
    }

    @Test
    void aPageMayHaveABackground() {
        String document = "<w:document" + WordFile.NAMESPACES + "><w:background w:color='%s'/><w:body>" + MIXED
                + "</w:body></w:document>";
        for (String color : new String[] {"000000", "FFFFFF"}) {
            byte[] file = new WordFile("")
                    .with("x", "document.xml", document.formatted(color))
                    .bytes();
            assertThat(text(DocumentParser.parse("x.docx", file))).isEqualTo(color.equals("000000") ? "甲乙" : "甲");
        }
    }

    @Test
    void theThemeSaysWhatItsColoursAre() {
        String theme = "<a:theme" + WordFile.NAMESPACES + "><a:themeElements><a:clrScheme name='x'><a:dk1><a:sysClr"
                + " val='windowText' lastClr='000000'/></a:dk1><a:lt1><a:srgbClr val='C00000'/></a:lt1><a:accent1>"
                + "<a:srgbClr val='FFFFFF'/></a:accent1></a:clrScheme></a:themeElements></a:theme>";
        String body = "<w:p>" + run("<w:color w:themeColor='background1'/>", "甲")
                + run("<w:color w:themeColor='accent1'/>", "乙") + "</w:p>";
        WordFile file = new WordFile(body).with("theme", "theme1.xml", theme);
        assertThat(text(DocumentParser.parse("x.docx", file.bytes()))).isEqualTo("甲");
        String mapped = "<w:settings" + WordFile.NAMESPACES + "><w:clrSchemeMapping w:bg1='dark1' w:t1='light1'/>"
                + "</w:settings>";
        WordFile turned = new WordFile("<w:p>" + run("", "丙") + run("<w:color w:themeColor='background1'/>", "甲")
                        + run("<w:color w:themeColor='text1'/>", "乙") + "</w:p>")
                .with("settings", "settings.xml", mapped);
        assertThat(text(DocumentParser.parse("x.docx", turned.bytes()))).isEqualTo("丙甲");
    }

    @Test
    void aTableStyleMayHideTheTextOfItsTables() {
        DocumentReading reading =
                read("<w:p>" + run("", REF) + "</w:p>" + table("<w:tblStyle w:val='hiding'/>"), TABLE_STYLES);
        assertThat(text(reading)).isEqualTo(REF);
        assertThat(reading.signals()).extracting(Signal::kind).containsOnly(SignalKind.HIDDEN_TEXT);
    }
}
