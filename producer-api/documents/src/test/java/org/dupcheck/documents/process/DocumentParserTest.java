package org.dupcheck.documents.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.dupcheck.documents.Passage.REF;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.reading.DocumentReading;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.word.WordFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "甲\n\nREF\n---\n",
                "甲\n\nREF\n===\n",
                "## REF\n",
                "- 甲\n- REF\n",
                "1. 甲\n   > REF\n",
                "> REF\n",
                "    REF\n",
                "```\nREF\n```\n",
                "`REF`\n",
                "[REF](http://example.org)\n",
                "[REF]\n\n[REF]: http://example.org\n",
                "[甲]: http://example.org 'REF'\n",
                "![REF](picture.png)\n",
                "<div>REF</div>\n",
                "甲 <REF>\n",
                "`List<a REF b>`\n",
                "<script>\nREF\n",
                "<div hidden>\n\nREF\n",
                "[甲](http://example.org \"REF\")\n",
                "<p>&#27599;逢汛期由护林员沿沟道布设绊线式泥石流报警器，响铃后十分钟内撤离下游住户。</p>\n",
                "甲 <b>REF</b> 乙\n",
                "| 甲 | 乙 |\n|---|---|\n| 丙 | REF |\n"
            })
    void whateverHoldsATextInMarkdownItIsRead(String markdown) {
        DocumentReading reading = parse("a.md", markdown.replace("REF", REF));
        assertThat(text(reading)).as(markdown).contains(REF);
    }

    @Test
    void linksAndImagesPartNoSentence() {
        String markdown =
                "每逢[汛期](http://example.org \"题\")由护林员沿![沟道](a.png)布设**绊线式**[泥石流][1]报警器。\n\n[1]: http://example.org\n";
        assertThat(text(parse("a.md", markdown))).contains("每逢汛期由护林员沿布设绊线式泥石流报警器。", "沟道");
    }

    @Test
    void whatAStyleHidesIsNoTextAndIsTold() {
        DocumentReading reading = parse("a.md", "每逢<span style=\"display: none\">甲</span>汛期<b hidden>乙丙</b>由护林员。\n");
        assertThat(text(reading)).isEqualTo("每逢汛期由护林员。");
        assertThat(reading.signals())
                .extracting(Signal::kind, Signal::start, Signal::count)
                .containsExactly(tuple(SignalKind.HIDDEN_TEXT, 2, 1), tuple(SignalKind.HIDDEN_TEXT, 4, 2));
    }

    @Test
    void marksAndCommentsOfMarkdownAreNoText() {
        String text = text(parse("a.md", "# 题\n\n**粗** <!-- 注 --> [链](http://example.org)\n\n<!-- 整段 -->\n"));
        assertThat(text).contains("粗", "链").doesNotContain("*", "注", "整段", "example.org", "#");
    }

    @Test
    void aFileIsReadByWhatItIsAndNotByWhatItsNameSays() throws IOException {
        byte[] word = WordFile.of("<w:p><w:r><w:t>" + REF + "</w:t></w:r></w:p>");
        assertThat(text(DocumentParser.parse("a.txt", word))).contains(REF);
        assertThat(text(DocumentParser.parse("a", word))).contains(REF);
    }

    @ParameterizedTest
    @CsvSource({
        "a.wps, save it as .docx",
        "a.rtf, save it as .docx",
        "a.doc, save it as .docx",
        "a.xlsx, a .xlsx file cannot be read"
    })
    void anotherKindOfFileIsNamedWithWhatToDo(String name, String reason) {
        assertThatThrownBy(() -> parse(name, "{\\rtf1 x}".substring(name.endsWith("rtf") ? 0 : 1)))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void richTextUnderAnotherNameIsNotTakenForItsMarks() {
        assertThatThrownBy(() -> parse("a.txt", "{\\rtf1\\ansi x}")).hasMessageContaining("rich text");
    }

    @Test
    void theTitleIsTheFilesNameWithoutFolderAndEnding() {
        Map<String, String> titles =
                Map.of("x/申请.书.txt", "申请.书", "x\\y.txt", "y", ".hidden", ".hidden", "README", "README");
        titles.forEach((name, title) -> assertThat(parse(name, "甲").title()).isEqualTo(title));
    }

    private static DocumentReading parse(String name, String text) {
        return DocumentParser.parse(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(DocumentReading reading) {
        return reading.sections().stream().map(Section::text).collect(Collectors.joining("\n"));
    }
}
