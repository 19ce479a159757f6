package org.dupcheck.documents.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.documents.Passage.REF;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.process.DocumentParser;
import org.dupcheck.documents.reading.DocumentReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader of rendered Markdown sees, and counts once. */
final class MarkdownLooksTest {
    private static DocumentReading read(String markdown) {
        return DocumentParser.parse("a.md", markdown.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(DocumentReading reading) {
        return reading.sections().stream().map(Section::text).collect(Collectors.joining("\n"));
    }

    private static String withJunk(String junk) {
        return REF.codePoints().mapToObj(c -> Character.toString(c) + junk).collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<span style='opacity:0'>废</span>",
                "<span style='color: red; opacity: 0.0;'>废</span>",
                "<span style='font-size:0.1px'>废</span>",
                "<span style='font-size: 1pt'>废</span>",
                "<span style='font-size:.1em'>废</span>",
                "<span style='font-size:0.2mm'>废</span>",
                "<span style='font-size:1e-2em'>废</span>",
                "<span style='font:0/0 a'>废</span>",
                "<span style='display:inline-block;width:0;overflow:hidden'>废</span>",
                "<span style='visibility:visible;visibility:hidden'>废</span>",
                "<span style='display:none!important;display:inline'>废</span>",
                "<template>废</template>"
            })
    void whatNobodySeesIsLeftOutAndTold(String junk) {
        DocumentReading reading = read(withJunk(junk));
        assertThat(text(reading)).isEqualTo(REF);
        assertThat(reading.signals()).extracting(Signal::kind).containsOnly(SignalKind.HIDDEN_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<span style='color:#fff'>废</span>",
                "<span style='color: #FFFFFF;'>废</span>",
                "<span style='color:white !important'>废</span>",
                "<span style='color:rgb(255, 255, 255)'>废</span>",
                "<span style='background:white;color:white'>废</span>",
                "<span style='color:transparent'>废</span>",
                "<span style='color:#0000'>废</span>",
                "<span style='color:black;background:#000'>废</span>",
                "<span style='color:snow'>废</span>",
                "<span style='color:Navy;background:#000080'>废</span>",
                "<span style='color:gold;background:gold'>废</span>",
                "<span style='color:hsl(0, 100%, 100%)'>废</span>",
                "<span style='color:hsl(480 100% 25.1%);background:green'>废</span>",
                "<span style='color:rgb(100% 100% 100%)'>废</span>",
                "<font color='White'>废</font>",
                "<font color='#ffffff'>废</font>"
            })
    void whiteJunkIsLeftOutAndTold(String junk) {
        DocumentReading reading = read(withJunk(junk));
        assertThat(text(reading)).isEqualTo(REF);
        assertThat(reading.signals()).extracting(Signal::kind).containsOnly(SignalKind.WHITE_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<span style='opacity:0.5'>乙</span>",
                "<span style='font-size:12px'>乙</span>",
                "<span style='background-color:white'>乙</span>",
                "<span style='background:#000;color:#fff'>乙</span>",
                "<font color='red'>乙</font>",
                "<span style='color:white;background:navy'>乙</span>",
                "<span style='color:hsl(240deg 100% 50%)'>乙</span>",
                "<span style='color:hsl(0 100% 100%);background:hsl(0 100% 50%)'>乙</span>",
                "<span style='color:nonesuch'>乙</span>",
                "<span style='visibility:hidden'><b style='visibility:visible'>乙</b></span>",
                "<span style='font-size:0'><b style='font-size:16px'>乙</b></span>",
                "<span style='/*display:none*/'>乙</span>",
                "<span style='display:none;display:inline'>乙</span>",
                "<span style='font-size:1'>乙</span>",
                "<span style='width:0;overflow:hidden'>乙</span>",
                "<span style='background:#000'><b style='color:#fff'>乙</b></span>",
                "<ruby><rt>乙</rt></ruby>",
                "<ruby><rb></rb><rt>乙</rt></ruby>",
                "<input value='乙'>",
                "<b hidden style='display:inline'>乙</b>"
            })
    void whatCanBeSeenIsTextAndNoSign(String html) {
        DocumentReading reading = read("甲" + html);
        assertThat(text(reading)).isEqualTo("甲乙");
        assertThat(reading.signals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"![废](p.png)", "<option label='废'></option>", "<img alt='废'>"})
    void whatIsNotSeenWhereItStandsPartsNoSentence(String junk) {
        assertThat(text(read(withJunk(junk)))).startsWith(REF + "\n废");
    }

    @Test
    void aStyleHoldsForTheWholeDocument() {
        DocumentReading reading =
                read(withJunk("<b class=x>废</b>") + "\n\n<style>\n.x {\n\ndisplay: none }\n</style>\n");
        assertThat(text(reading)).startsWith(REF);
        assertThat(reading.signals()).extracting(Signal::kind).containsOnly(SignalKind.HIDDEN_TEXT);
    }

    @Test
    void aPageWithinThePageIsRead() {
        assertThat(text(read("甲<iframe srcdoc='&lt;p>乙&lt;/p>'></iframe>"))).isEqualTo("甲\n乙");
    }

    @Test
    void ofARubyTheBaseCounts() {
        String ruby = REF.codePoints()
                .mapToObj(c -> "<rb>" + Character.toString(c) + "</rb><rp>(</rp><rt>x</rt><rtc>y</rtc><rp>)</rp>")
                .collect(Collectors.joining());
        assertThat(text(read("<ruby>" + ruby + "</ruby>"))).isEqualTo(REF);
    }

    @Test
    void aDirectionTurnedAroundIsTold() {
        assertThat(read("甲<bdo dir='rtl'>" + REF + "</bdo>").signals())
                .containsExactly(
                        new Signal(SignalKind.INVISIBLE_CHARACTERS, "body", 1, 1 + REF.length(), REF.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[REF]\n\n[REF]: http://example.org\n",
                "[**REF**]\n\n[**REF**]: http://example.org\n",
                "[x]\n\n[x]: http://example.org \"REF\"\n",
                "> [x]: http://example.org \"REF\"\n",
                "- [REF]: http://example.org\n",
                "1. > - [x]: http://example.org 'REF'\n",
                "[x]: http://example.org 'REF'\n[y]: http://example.org 'REF'\n"
            })
    void whatADefinitionOfALinkSaysCountsOnce(String markdown) {
        List<String> parts = List.of(text(read(markdown.replace("REF", REF))).split(REF, -1));
        assertThat(parts).hasSize(2);
    }
}
