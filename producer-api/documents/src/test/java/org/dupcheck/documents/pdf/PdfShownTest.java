package org.dupcheck.documents.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.documents.Passage.REF;
import static org.dupcheck.documents.pdf.RawPdf.hex;
import static org.dupcheck.documents.pdf.RawPdf.text;

import java.util.List;
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

/** What a PDF shows besides the text of its pages, and what it does not show. */
final class PdfShownTest {
    private static final String UNREAD = "page 1 has no text that can be read";
    private static final String OWN = "本段为申报人自己所写。";
    private static final String LONG = OWN.repeat(12);

    private static DocumentReading read(RawPdf pdf) {
        return DocumentParser.parse("x.pdf", pdf.bytes());
    }

    private static String textOf(DocumentReading reading) {
        return reading.sections().stream().map(Section::text).collect(Collectors.joining("\n"));
    }

    private static DocumentReading withPicture(String content) {
        RawPdf pdf = new RawPdf();
        int picture = pdf.stream(
                "/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 1/ColorSpace/DeviceGray",
                "\0".repeat(8));
        return read(pdf.page(content, "/XObject<</Im " + picture + " 0 R>>", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "612 0 0 792, true",
        "612 0 0 400, true",
        "0 792 -612 0 612 0, true",
        "612 0 0 380, false",
        "6120 0 0 7920 600 780, false"
    })
    void aPageUnderAPictureIsToldThoughItHasAFewWords(String matrix, boolean told) {
        String full = matrix.split(" ").length == 6 ? matrix : matrix + " 0 0";
        assertThat(withPicture("q " + full + " cm /Im Do Q " + text(OWN)).unread())
                .isEqualTo(told ? List.of(UNREAD) : List.of());
        assertThat(withPicture("q " + full + " cm /Im Do Q " + text(LONG)).unread())
                .isEmpty();
    }

    @Test
    void stripsOfAScanCoverThePageTogether() {
        String strip = "q 612 0 0 50 0 %d cm /Im Do Q\n";
        StringBuilder strips = new StringBuilder();
        for (int y = 0; y < 500; y += 50) {
            strips.append(strip.formatted(y));
        }
        assertThat(withPicture(strips + text(OWN)).unread()).containsExactly(UNREAD);
    }

    @Test
    void aPictureWithinTheContentIsAPictureToo() {
        String inline = "q 612 0 0 792 0 0 cm BI /W 8 /H 8 /BPC 1 /CS /G ID \0\u00ff\0\u00ff\0\u00ff\0\u00ff EI Q\n";
        assertThat(read(new RawPdf().page(inline + text(OWN))).unread()).containsExactly(UNREAD);
    }

    @ParameterizedTest
    @CsvSource({"300, true", "299, false"})
    void lettersThatAreDrawnAsOutlinesAreTold(int paths, boolean told) {
        String path = "50 50 m 60 50 l 55 60 l f\n".repeat(paths);
        assertThat(read(new RawPdf().page(path + text(OWN))).unread()).hasSize(told ? 1 : 0);
        assertThat(read(new RawPdf().page(path + text(LONG))).unread()).isEmpty();
    }

    @Test
    void aContentThatIsMissingIsTold() {
        RawPdf pdf = new RawPdf().page(text(OWN));
        byte[] bytes = pdf.page(text(REF)).bytes();
        String latin = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        int last = latin.lastIndexOf("/Contents ");
        byte[] broken = (latin.substring(0, last) + "/Contents 99 0 R" + latin.substring(latin.indexOf(" R", last) + 2))
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(DocumentParser.parse("x.pdf", broken).unread())
                .containsExactly("page 2 has no text that can be read");
    }

    private static DocumentReading withLayer(String state, String membership) {
        RawPdf pdf = new RawPdf();
        int group = pdf.add("<</Type/OCG/Name(x)>>");
        int layer = membership.isEmpty() ? group : pdf.add(membership.formatted(group));
        int form = pdf.stream(
                "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/OC " + layer + " 0 R",
                text("F1", "丙", 600));
        pdf.catalog("/OCProperties<</OCGs[" + group + " 0 R]/D<<" + state.replace("x", group + " 0 R") + ">>>>");
        return read(pdf.page(
                "BT /F1 10 Tf 50 700 Td " + hex("每逢") + " Tj /OC /L BDC " + hex("废") + " Tj EMC " + hex("汛期")
                        + " Tj ET /Fm Do",
                "/Properties<</L " + layer + " 0 R>>/XObject<</Fm " + form + " 0 R>>",
                ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/OFF[x]|",
                "/BaseState/OFF|",
                "/OFF[x]|<</Type/OCMD/OCGs %d 0 R>>",
                "/OFF[x]|<</Type/OCMD/OCGs[%d 0 R]/P/AllOn>>",
                "/ON[x]|<</Type/OCMD/OCGs[%d 0 R]/P/AllOff>>",
                "/OFF[x]|<</Type/OCMD/VE[/Or %d 0 R]>>",
                "/ON[x]|<</Type/OCMD/VE[/Not %d 0 R]>>"
            })
    void aLayerThatIsOffIsNoTextAndIsTold(String state, String membership) {
        DocumentReading reading = withLayer(state, membership == null ? "" : membership);
        assertThat(textOf(reading).replace(" ", "")).isEqualTo("每逢汛期"); // the gap is there to see
        assertThat(reading.signals()).containsExactly(new Signal(SignalKind.HIDDEN_TEXT, "body", 0, 0, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ON[x]", "/BaseState/OFF/ON[x]", "/Order[]"})
    void aLayerThatIsOnIsText(String state) {
        DocumentReading reading = withLayer(state, "");
        assertThat(textOf(reading)).startsWith("每逢废汛期").endsWith("丙");
        assertThat(reading.signals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Intent/Design|/OFF[x]",
                "/Usage<</View<</ViewState/ON>>>>|/OFF[x]/AS[<</Event/View/OCGs[x]/Category[/View]>>]",
                "/Usage<</Print<</PrintState/ON>>>>|/OFF[x]/AS[<</Event/Print/OCGs[x]/Category[/Print]>>]"
            })
    void aLayerThatIsOffAndMayBeSeenIsText(String layer) {
        String[] parts = layer.split("\\|", -1);
        RawPdf pdf = new RawPdf();
        String group = pdf.add("<</Type/OCG/Name(x)" + parts[0] + ">>") + " 0 R";
        pdf.catalog("/OCProperties<</OCGs[" + group + "]/D<<" + parts[1].replace("x", group) + ">>>>");
        pdf.page("/OC/L BDC\n" + text(REF) + "EMC\n", "/Properties<</L " + group + ">>", "");
        assertThat(textOf(read(pdf))).isEqualTo(REF);
    }

    private static DocumentReading withAnnotation(String annotation, String catalog) {
        RawPdf pdf = new RawPdf();
        int appearance = pdf.stream(
                "/Type/XObject/Subtype/Form/BBox[0 0 500 20]/Resources<</Font<</F1 3 0 R>>>>",
                "BT /F1 10 Tf 2 2 Td " + hex(REF) + " Tj ET");
        String value = "<FEFF" + hex(REF).substring(1);
        String rich = "<FEFF" + hex("<body><p>" + REF + "</p></body>").substring(1);
        int number = pdf.add(annotation
                .replace("AP", "/AP<</N " + appearance + " 0 R>>")
                .replace("REF", value)
                .replace("RICH", rich));
        pdf.catalog(catalog.replace("x", number + " 0 R"));
        return read(pdf.page(text(OWN), "", "/Annots[" + number + " 0 R]"));
    }

    private static final String AT = "/Type/Annot/Rect[50 600 550 620]/F 4";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<<" + AT + "/Subtype/Widget/FT/Tx/T(a)/V REF AP>>",
                "<<" + AT + "/Subtype/Widget/FT/Tx/T(a)/V REF>>",
                "<<" + AT + "/Subtype/Widget/FT/Ch/T(a)/Opt[[(1)REF]]/V(1)>>",
                "<<" + AT + "/Subtype/FreeText/DA(/Helv 10 Tf)/Contents REF>>",
                "<<" + AT + "/Subtype/FreeText/DA(/Helv 10 Tf)/Contents REF AP>>",
                "<<" + AT + "/Subtype/FreeText/DA(/Helv 10 Tf)/RC RICH>>",
                "<<" + AT + "/Subtype/Line/L[0 0 9 9]/Cap true/Contents REF>>",
                "<<" + AT + "/Subtype/Widget/FT/Btn/Ff 65536/T(a)/MK<</CA REF>>>>",
                "<<" + AT + "/Subtype/Widget/FT/Tx/T(a)/RV RICH>>",
                "<<" + AT + "/Subtype/Widget/FT/Ch/T(a)/Opt[REF]/I[0]>>",
                "<<" + AT + "/Subtype/Link AP>>",
                "<<" + AT + "/Subtype/Text/Contents(note) AP>>",
                "<</Type/Annot/Rect[50 600 550 620]/F 36/Subtype/Stamp AP>>",
                "<<" + AT + "/Subtype/Stamp AP>>"
            })
    void whatIsFilledInOrTypedOntoAPageCountsOnce(String annotation) {
        DocumentReading reading = withAnnotation(annotation, "/AcroForm<</Fields[x]>>");
        assertThat(textOf(reading)).isEqualTo(OWN + "\n" + REF);
        assertThat(reading.unread()).isEmpty();
    }

    @Test
    void aFieldThatNoFormNamesIsReadToo() {
        String field = "<<" + AT + "/Subtype/Widget/FT/Tx/T(a)/V REF>>";
        assertThat(textOf(withAnnotation(field, ""))).isEqualTo(OWN + "\n" + REF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<</Type/Annot/Rect[50 600 550 620]/Subtype/Text/Contents REF>>",
                "<</Type/Annot/Rect[50 600 550 620]/Subtype/Line/L[0 0 9 9]/Contents REF>>",
                "<</Type/Annot/Rect[50 600 550 620]/Subtype/Popup/Contents REF AP>>",
                "<</Type/Annot/Rect[50 600 550 620]/F 2/Subtype/Stamp AP>>"
            })
    void notesAndHiddenAnnotationsAreNoText(String annotation) {
        assertThat(textOf(withAnnotation(annotation, ""))).isEqualTo(OWN);
    }

    @Test
    void aHiddenFieldIsNoTextAndIsTold() {
        String field = "<</Type/Annot/Rect[50 600 550 620]/F 2/Subtype/Widget/FT/Tx/T(a)/V REF>>";
        DocumentReading reading = withAnnotation(field, "/AcroForm<</Fields[x]>>");
        assertThat(textOf(reading)).isEqualTo(OWN);
        assertThat(reading.signals()).extracting(Signal::kind).containsExactly(SignalKind.HIDDEN_TEXT);
    }

    @Test
    void anAppearanceThatIsDamagedCostsThePageNothingAndIsTold() {
        String field = "<<" + AT + "/Subtype/Stamp/AP<</N 9 0 R>>>>";
        RawPdf pdf = new RawPdf();
        int appearance = pdf.stream(
                "/Type/XObject/Subtype/Form/BBox[0 0 500 20]/Resources<</Font<</F1 6 0 R>>>>",
                "BT /F1 10 Tf 2 2 Td " + hex(REF) + " Tj ET");
        int number = pdf.add(field.replace("9 0 R", appearance + " 0 R"));
        DocumentReading reading = read(pdf.page(text(OWN), "", "/Annots[" + number + " 0 R]"));
        assertThat(textOf(reading)).isEqualTo(OWN);
        assertThat(reading.unread()).containsExactly(UNREAD);
    }

    @Test
    void aFormOfAnotherKindAndFilesWithinAreTold() {
        assertThat(withAnnotation("<<>>", "/AcroForm<</Fields[]/XFA(x)>>").unread())
                .containsExactly("a form (XFA)");
        assertThat(withAnnotation(
                                "<<>>",
                                "/Names<</EmbeddedFiles<</Kids[<</Names[(a)<<>>(b)<<>>]>><</Names[(c)<<>>]>>]>>>>")
                        .unread())
                .containsExactly("3 embedded files");
        assertThat(withAnnotation("<<>>", "/Collection<<>>").unread()).containsExactly("1 embedded files");
        assertThat(withAnnotation("<<" + AT + "/Subtype/FileAttachment>>", "").unread())
                .containsExactly("1 embedded files");
    }

    @Test
    void aSentenceThatRepeatsAtTheEdgesOfPagesIsText() {
        RawPdf pdf = new RawPdf();
        for (int i = 0; i < 4; i++) {
            pdf.page(text(REF)
                    + text("F1", "题目" + i, 600)
                    + text("F1", "某某大学", 500)
                    + text("F1", "第 " + (i + 1) + " 页，共 4 页", 400));
        }
        assertThat(textOf(read(pdf))).isEqualTo(String.join("\n", List.of(REF, REF, REF, REF)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "\u00AD", "\u2010"})
    void anyHyphenAtALinesEndGoesWithTheBreak(String hyphen) {
        String content = text("F1", "forest ran" + hyphen, 700) + text("F1", "gers along the gully", 680);
        assertThat(textOf(read(new RawPdf().page(content)))).isEqualTo("forest rangers along the gully");
    }
}
