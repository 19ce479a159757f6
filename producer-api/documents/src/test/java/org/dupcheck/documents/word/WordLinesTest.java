package org.dupcheck.documents.word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.documents.Passage.REF;

import java.util.stream.Collectors;
import org.dupcheck.contract.Section;
import org.dupcheck.documents.process.DocumentParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in one line of a Word file is read in the order in which it stands there. */
final class WordLinesTest {
    private static final String INLINE =
            "<w:r><w:drawing><wp:inline><wps:wsp><w:txbxContent>@</w:txbxContent></wps:wsp>"
                    + "</wp:inline></w:drawing></w:r>";
    private static final String FLOATING =
            "<w:r><w:drawing><wp:anchor><wps:wsp><w:txbxContent>@</w:txbxContent></wps:wsp></wp:anchor></w:drawing></w:r>";

    private static String run(String text) {
        return "<w:r><w:t>" + text + "</w:t></w:r>";
    }

    private static String paragraph(String text) {
        return "<w:p>" + run(text) + "</w:p>";
    }

    private static String ruby(String base, String reading) {
        return "<w:r><w:ruby><w:rt>" + run(reading) + "</w:rt><w:rubyBase>" + base + "</w:rubyBase></w:ruby></w:r>";
    }

    private static String text(String body) {
        return DocumentParser.parse("x.docx", WordFile.of(body)).sections().stream()
                .map(Section::text)
                .collect(Collectors.joining("\n"));
    }

    private static String everySecondIn(String box) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < REF.length(); i++) {
            String c = REF.substring(i, i + 1);
            body.append(i % 2 == 0 ? run(c) : box.replace("@", paragraph(c)));
        }
        return "<w:p>" + body + "</w:p>";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                INLINE,
                "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><w:txbxContent>@"
                        + "</w:txbxContent></wp:inline></w:drawing></mc:Choice></mc:AlternateContent></w:r>",
                "<w:r><w:pict><v:shape style='width:9pt;height:9pt'><v:textbox><w:txbxContent>@</w:txbxContent>"
                        + "</v:textbox></v:shape></w:pict></w:r>"
            })
    void aTextBoxInTheLineIsReadInItsPlace(String box) {
        assertThat(text(everySecondIn(box))).isEqualTo(REF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FLOATING,
                "<w:r><w:pict><v:shape style='position:absolute;width:9pt'><w:txbxContent>@</w:txbxContent></v:shape>"
                        + "</w:pict></w:r>"
            })
    void aTextBoxThatFloatsIsReadBehindItsParagraph(String box) {
        assertThat(text("<w:p>" + run("甲") + box.replace("@", paragraph(REF)) + run("乙") + "</w:p>"))
                .isEqualTo("甲乙\n" + REF);
    }

    @Test
    void paragraphsOfABoxInTheLineAreLines() {
        assertThat(text("<w:p>" + INLINE.replace("@", paragraph("one") + paragraph("two")) + "</w:p>"))
                .isEqualTo("one\ntwo");
    }

    @Test
    void ofARubyWithABlankBaseTheReadingIsRead() {
        for (String blank : new String[] {" ", "\u3000", "\u00A0", "\u200B", ""}) {
            String ruby = REF.codePoints()
                    .mapToObj(c -> ruby(run(blank), Character.toString(c)))
                    .collect(Collectors.joining());
            assertThat(text("<w:p>" + ruby + "</w:p>").replaceAll("[\\s\u00A0\u200B]", ""))
                    .isEqualTo(REF);
        }
    }

    @Test
    void theReadingIsReadOverABaseThatNobodySees() {
        String white = "<w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>废</w:t></w:r>";
        String ruby = REF.codePoints()
                .mapToObj(c -> ruby(white, Character.toString(c)))
                .collect(Collectors.joining());
        assertThat(text("<w:p>" + ruby + "</w:p>")).isEqualTo(REF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<w:vanish/><w:specVanish/>", "<w:vanish/>", "<w:del w:id='1'/>", "<w:moveFrom w:id='1'/>"})
    void aParagraphWhoseMarkIsNotShownGoesOnInTheNext(String mark) {
        String parted = "<w:p><w:pPr><w:rPr>" + mark + "</w:rPr></w:pPr>" + run("The moni") + "</w:p>";
        assertThat(text(parted + paragraph("toring station") + paragraph("Next")))
                .isEqualTo("The monitoring station\nNext");
        assertThat(text("<w:tbl><w:tr><w:tc>" + parted + "</w:tc><w:tc>" + paragraph("x") + "</w:tc></w:tr></w:tbl>"))
                .isEqualTo("The moni\nx");
        assertThat(text(parted + "<w:tbl><w:tr><w:tc>" + paragraph("x") + "</w:tc></w:tr></w:tbl>"))
                .isEqualTo("The moni\nx");
    }

    @Test
    void aHeadingDeletedWithItsMarkMakesNoHeadingOfTheNextParagraph() {
        String deleted = "<w:p><w:pPr><w:pStyle w:val='heading 1'/><w:rPr><w:del w:id='1'/></w:rPr></w:pPr></w:p>";
        assertThat(DocumentParser.parse("x.docx", WordFile.of(deleted + paragraph(REF)))
                        .sections())
                .containsExactly(new Section("body", REF));
    }

    @Test
    void ofARubyTheBaseCountsAndTheReadingDoesNot() {
        String ruby = REF.codePoints()
                .mapToObj(c -> "<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>"
                        + Character.toString(c) + "</w:t></w:r></w:rubyBase></w:ruby></w:r>")
                .collect(Collectors.joining());
        assertThat(text(paragraph("甲") + "<w:p>" + ruby + "</w:p>")).isEqualTo("甲\n" + REF);
    }
}
