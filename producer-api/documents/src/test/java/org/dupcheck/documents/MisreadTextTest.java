package org.dupcheck.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dupcheck.documents.WordParserTest.REF;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.reading.DocumentReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of text that was opened in a wrong encoding and saved again. */
final class MisreadTextTest {
    private static final String OWN = "本段为申报人自己所写，说明该项目在县域之内如何组织。";
    private static final String TRADITIONAL = "每逢汛期由護林員沿溝道佈設絆線式泥石流報警器，響鈴後十分鐘內撤離下游住戶。";

    private static String misread(String written, String opened) {
        String text = written.equals("Big5") ? TRADITIONAL : REF;
        return new String(text.getBytes(Charset.forName(written)), Charset.forName(opened));
    }

    private static DocumentReading read(String text) {
        return DocumentParser.parse("a.txt", text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, ISO-8859-1",
        "UTF-8, windows-1252",
        "UTF-8, GBK",
        "UTF-8, GB18030",
        "UTF-8, Shift_JIS",
        "GBK, ISO-8859-1",
        "GBK, windows-1252",
        "GBK, Big5",
        "GBK, x-windows-950",
        "Big5, ISO-8859-1",
        "Big5, windows-1252",
        "Big5, GBK",
        "Big5, GB18030"
    })
    void aTextIsRefusedAndAStretchIsTold(String written, String opened) {
        String garbled = misread(written, opened);
        assertThatThrownBy(() -> read(garbled)).hasMessageContaining("saved again");
        DocumentReading reading = read(OWN.repeat(10) + garbled + OWN);
        assertThat(reading.unread()).anyMatch(unread -> unread.contains("saved again"));
        assertThat(reading.signals()).anyMatch(signal -> signal.kind() == SignalKind.UNREAD_TEXT);
    }

    @Test
    void aStretchIsToldInOtherFilesToo() {
        byte[] word = new WordFile("<w:p><w:r><w:t>" + misread("GBK", "ISO-8859-1") + "</w:t></w:r></w:p>").bytes();
        assertThat(DocumentParser.parse("a.docx", word).unread()).hasSize(1);
        String page = OWN.repeat(5) + "\n\n" + misread("GBK", "ISO-8859-1");
        assertThat(DocumentParser.parse("a.md", page.getBytes(StandardCharsets.UTF_8))
                        .unread())
                .hasSize(1);
    }
}
