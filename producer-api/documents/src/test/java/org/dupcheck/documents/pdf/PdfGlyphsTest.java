package org.dupcheck.documents.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.documents.Passage.REF;
import static org.dupcheck.documents.pdf.RawPdf.hex;
import static org.dupcheck.documents.pdf.RawPdf.text;

import java.util.stream.Collectors;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.process.DocumentParser;
import org.dupcheck.documents.reading.DocumentReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What glyphs of a PDF mean, and which of them are seen. */
final class PdfGlyphsTest {
    private static final String UNREAD = "page 1 has no text that can be read";
    private static final String LONG = "本段为申报人自己所写。".repeat(12);

    private static DocumentReading read(RawPdf pdf) {
        return DocumentParser.parse("x.pdf", pdf.bytes());
    }

    private static String textOf(DocumentReading reading) {
        return reading.sections().stream().map(Section::text).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource({"13, true", "12, false"})
    void glyphsWithoutAMeaningInARowAreTold(int glyphs, boolean told) {
        DocumentReading reading =
                read(new RawPdf().page(text(LONG.repeat(4)) + text("F2", REF.substring(0, glyphs), 600)));
        assertThat(reading.unread()).hasSize(told ? 1 : 0);
        assertThat(textOf(reading)).isEqualTo(LONG.repeat(4));
    }

    @ParameterizedTest
    @CsvSource({"200, true", "300, false"})
    void glyphsWithoutAMeaningThatStandApartAreToldWhereTheyAreMany(int readable, boolean told) {
        StringBuilder content = new StringBuilder();
        for (int i = 0; i < 13; i++) {
            content.append(text("F2", "甲", 700 - 20 * i)).append(text("F1", "乙".repeat(readable / 13), 690 - 20 * i));
        }
        assertThat(read(new RawPdf().page(content.toString())).unread()).hasSize(told ? 1 : 0);
    }

    @Test
    void glyphsOfWhichTheFileSaysTheWordsAreRead() {
        String content = "/Span<</ActualText<FEFF" + hex(REF).substring(1) + ">>BDC\n" + text("F2", REF, 600) + "EMC\n";
        DocumentReading reading = read(new RawPdf().page(text(LONG) + content));
        assertThat(reading.unread()).isEmpty();
        assertThat(textOf(reading)).isEqualTo(LONG + "\n" + REF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<FEFF>", "<FEFF5E9F>"})
    void glyphsThatMeanSomethingAreReadAsTheyAreSeen(String words) {
        String content = "/Span<</ActualText " + words + ">>BDC\n" + text(REF) + "EMC\n";
        assertThat(textOf(read(new RawPdf().page(content)))).isEqualTo(REF);
    }

    @Test
    void aShortWordTellsNothingOfManyGlyphs() {
        String content = "/Span<</ActualText<FEFF5E9F>>>BDC\n" + text("F2", REF, 600) + "EMC\n";
        assertThat(read(new RawPdf().page(text(LONG) + content)).unread()).containsExactly(UNREAD);
    }

    @Test
    void glyphsWithoutAMeaningInShortRowsAreSummedUpOverThePages() {
        String page = text(LONG.repeat(6)) + text("F2", REF.substring(0, 7), 600);
        assertThat(read(new RawPdf().page(page)).unread()).isEmpty();
        assertThat(read(new RawPdf().page(page).page(page)).unread()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 0 0 1 -60 0 cm", "1 0 0 1 0 900 cm", "/G gs"})
    void whatIsPutBesideThePageOrFilledWithNothingIsNoTextAndIsTold(String unseen) {
        String content = text("每逢") + "q " + unseen + " " + "BT /F1 10 Tf 1 0 0 1 10 700 Tm " + hex("废") + " Tj ET Q\n"
                + "BT /F1 10 Tf 1 0 0 1 70 700 Tm " + hex("汛期") + " Tj ET\n";
        DocumentReading reading = read(new RawPdf().page(content, "/ExtGState<</G<</ca 0>>>>", ""));
        assertThat(textOf(reading)).isEqualTo("每逢汛期");
        assertThat(reading.signals()).containsExactly(new Signal(SignalKind.HIDDEN_TEXT, "body", 0, 0, 1));
    }

    @Test
    void textOfTilingsMasksAndGlyphsIsNotReadAndIsTold() {
        String resources = "/Resources<</Font<</F1 3 0 R>>>>";
        RawPdf tiled = new RawPdf();
        int tiling = tiled.stream(
                "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 600 20]/XStep 600/YStep 20" + resources, text(REF));
        tiled.page(text(LONG) + "/Pattern cs /P scn 0 0 500 500 re f\n", "/Pattern<</P " + tiling + " 0 R>>", "");
        assertThat(read(tiled).unread()).containsExactly(UNREAD);
        RawPdf masked = new RawPdf();
        int form = masked.stream(
                "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Group<</S/Transparency>>" + resources, text(REF));
        masked.page(
                text(LONG) + "/G gs 0 0 500 500 re f\n",
                "/ExtGState<</G<</SMask<</S/Alpha/G " + form + " 0 R>>>>>>",
                "");
        assertThat(read(masked).unread()).containsExactly(UNREAD);
        RawPdf drawn = new RawPdf();
        int glyph = drawn.stream("", "1000 0 d0 " + text(REF));
        int font = drawn.add(
                "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 65"
                        + "/LastChar 65/Widths[1000]/Encoding<</Differences[65/A]>>/CharProcs<</A " + glyph + " 0 R>>"
                        + resources
                        + ">>");
        drawn.page(text(LONG) + "BT /X 10 Tf 50 600 Td (A) Tj ET\n", "/Font<</F1 3 0 R/X " + font + " 0 R>>", "");
        assertThat(read(drawn).unread()).containsExactly(UNREAD);
    }
}
