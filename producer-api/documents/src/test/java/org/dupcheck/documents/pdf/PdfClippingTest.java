package org.dupcheck.documents.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.documents.Passage.REF;
import static org.dupcheck.documents.pdf.RawPdf.text;

import java.util.stream.Collectors;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.process.DocumentParser;
import org.dupcheck.documents.reading.DocumentReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What paths and the boxes of forms clip away, and what they leave in sight. */
final class PdfClippingTest {
    private static final String OWN = "本段为申报人自己所写。";

    private static DocumentReading read(RawPdf pdf) {
        return DocumentParser.parse("x.pdf", pdf.bytes());
    }

    private static String textOf(DocumentReading reading) {
        return reading.sections().stream().map(Section::text).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "50 690 0 30 re W n",
                "60 10 m 60 10 l h W* n",
                "50 10 500 20 re W n",
                "50 690 500 30 re W n 50 10 500 20 re W n",
                "q 1 0 0 1 0 -300 cm 50 690 500 30 re W n 1 0 0 1 0 300 cm"
            })
    void textThatAPathClipsAwayIsNoTextAndIsTold(String clip) {
        DocumentReading reading =
                read(new RawPdf().page("q " + clip + "\n" + text("F1", "废废", 700) + "Q " + text(OWN)));
        assertThat(textOf(reading)).isEqualTo(OWN);
        assertThat(reading.signals()).containsExactly(new Signal(SignalKind.HIDDEN_TEXT, "body", 0, 0, 2));
    }

    @Test
    void textOutsideOfTheBoxOfAFormIsNoTextAndIsTold() {
        RawPdf pdf = new RawPdf();
        int form = pdf.stream(
                "/Type/XObject/Subtype/Form/BBox[0 0 600 100]/Resources<</Font<</F1 3 0 R>>>>",
                text("F1", "废废", 700) + text("F1", REF, 50));
        DocumentReading reading = read(pdf.page("/Fm Do", "/XObject<</Fm " + form + " 0 R>>", ""));
        assertThat(textOf(reading)).isEqualTo(REF);
        assertThat(reading.signals()).containsExactly(new Signal(SignalKind.HIDDEN_TEXT, "body", 0, 0, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q 50 10 0 0 re W n Q",
                "W n",
                "50 10 0 0 re n",
                "50 10 500 20 re f",
                "50 10 m 300 10 l 300 900 l h W n",
                "50 600 m 50 900 600 900 600 600 c h W n",
                "50 690 30 30 re W n"
            })
    void textThatAPathLeavesInSightIsText(String content) {
        DocumentReading reading = read(new RawPdf().page(content + " " + text("F1", REF, 700)));
        assertThat(textOf(reading)).isEqualTo(REF);
        assertThat(reading.signals()).isEmpty();
    }
}
