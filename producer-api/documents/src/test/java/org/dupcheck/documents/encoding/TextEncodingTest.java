package org.dupcheck.documents.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dupcheck.documents.Passage.REF;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextEncodingTest {
    private static final String TRADITIONAL = "每逢汛期由護林員沿溝道布設絆線式泥石流報警器，響鈴後十分鐘內撤離下游住戶。";

    @ParameterizedTest
    @ValueSource(strings = {"GB18030", "GBK", "UTF-8", "UTF-16LE", "UTF-16BE"})
    void simplifiedTextIsReadInWhateverItIsIn(String charset) {
        byte[] bytes = REF.getBytes(Charset.forName(charset));
        assertThat(TextEncoding.decode(bytes).text()).isEqualTo(REF);
    }

    @ParameterizedTest
    @CsvSource({"Big5, Big5", "GB18030, GB18030", "UTF-8, UTF-8", "UTF-16LE, UTF-16LE"})
    void traditionalTextIsReadInWhateverItIsInAndTheEncodingIsTold(String charset, String told) {
        TextEncoding.Decoded decoded = TextEncoding.decode(TRADITIONAL.getBytes(Charset.forName(charset)));
        assertThat(decoded.text()).isEqualTo(TRADITIONAL);
        assertThat(decoded.encoding()).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void aByteOrderMarkDecides(String charset) {
        byte[] bytes = ("\uFEFF" + REF).getBytes(Charset.forName(charset));
        TextEncoding.Decoded decoded = TextEncoding.decode(bytes);
        assertThat(decoded.text()).isEqualTo(REF);
        assertThat(decoded.encoding()).isEqualTo(charset);
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE, UTF-16BE", "UTF-16BE, UTF-16LE"})
    void aMarkBeforeTheOtherByteOrderIsRefused(String marked, String written) {
        byte[] turned = bytes("\uFEFF", marked, "Plain words only. 每逢汛期由", written);
        assertThatThrownBy(() -> TextEncoding.decode(turned))
                .hasMessageContaining(marked)
                .hasMessageContaining(written);
        for (String text : new String[] {REF, TRADITIONAL, "Plain words only."}) {
            assertThatThrownBy(() -> TextEncoding.decode(bytes("\uFEFF", marked, text, written)))
                    .isInstanceOf(UnreadableDocumentException.class);
        }
        for (String text : new String[] {"これはとてもながいぶん", "Съешь же ещё", "Größe, Öl, Äpfel", "甲"}) {
            assertThat(TextEncoding.decode(bytes("\uFEFF", marked, text, marked))
                            .text())
                    .isEqualTo(text);
        }
    }

    private static byte[] bytes(String mark, String marked, String text, String written) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(mark.getBytes(Charset.forName(marked)));
        bytes.writeBytes(text.getBytes(Charset.forName(written)));
        return bytes.toByteArray();
    }

    @Test
    void plainEnglishInUtf16WithoutAMarkIsRead() {
        assertThat(TextEncoding.decode("Plain words only.".getBytes(StandardCharsets.UTF_16LE))
                        .text())
                .isEqualTo("Plain words only.");
    }

    /** Every cut of the text within a character, with each of many lengths before it. */
    @Test
    void utf8ThatIsCutWithinACharacterIsNeverReadAsSomethingElse() {
        byte[] bytes = (REF + TRADITIONAL + "每a逢b汛c").repeat(3).getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int length = 1; length <= bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            if (length == bytes.length || (bytes[length] & 0xC0) != 0x80) {
                assertThat(TextEncoding.decode(cut).encoding()).isEqualTo("UTF-8");
            } else {
                refused++;
                assertThatThrownBy(() -> TextEncoding.decode(cut))
                        .as("%d bytes", length)
                        .isInstanceOf(UnreadableDocumentException.class);
            }
        }
        assertThat(refused).isGreaterThan(400);
    }

    @Test
    void damagedUtf8IsRefusedWithThePlace() {
        byte[] bytes = REF.getBytes(StandardCharsets.UTF_8);
        bytes[31] = 'x';
        assertThatThrownBy(() -> TextEncoding.decode(bytes))
                .hasMessageContaining("UTF-8")
                .hasMessageContaining("byte 30");
    }

    @Test
    void whatIsNotSureIsRefused() {
        byte[] two = {(byte) 0xC4, (byte) 0xE3, (byte) 0xBA}; // hardly any evidence
        assertThatThrownBy(() -> TextEncoding.decode(two)).hasMessageContaining("cannot be told");
        byte[] russian = "Съешь же ещё этих мягких булок".getBytes(Charset.forName("windows-1251"));
        assertThatThrownBy(() -> TextEncoding.decode(russian)).hasMessageContaining("cannot be told");
        byte[] japanese = "これはテストです。日本語の文章".getBytes(Charset.forName("Shift_JIS"));
        assertThatThrownBy(() -> TextEncoding.decode(japanese)).hasMessageContaining("cannot be told");
    }

    @Test
    void gb18030CutWithinACharacterIsRefused() {
        byte[] bytes = REF.getBytes(Charset.forName("GB18030"));
        assertThatThrownBy(() -> TextEncoding.decode(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(UnreadableDocumentException.class);
    }
}
