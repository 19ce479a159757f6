package org.dupcheck.documents.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dupcheck.documents.Passage.REF;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.dupcheck.documents.process.DocumentParser;
import org.dupcheck.documents.reading.DocumentReading;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that is valid and stands for another one. */
final class GarbledTextTest {
    private static final String OWN = "本段为申报人自己所写，说明该项目在县域之内如何组织。";

    private static DocumentReading read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static DocumentReading read(byte[] bytes) {
        return DocumentParser.parse("a.txt", bytes);
    }

    private static void assertRefused(byte[] bytes, String reason) {
        assertThatThrownBy(() -> read(bytes))
                .hasMessageContaining(reason)
                .hasMessageContaining("UTF-8")
                .isInstanceOfSatisfying(
                        UnreadableDocumentException.class,
                        e -> assertThat(e.fault()).isEqualTo(Fault.ENCODING));
    }

    private static String utf7(String text) {
        return "+"
                + Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_16BE))
                + "-";
    }

    private static String hz(String text) {
        byte[] bytes = text.getBytes(Charset.forName("GB2312"));
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] &= 0x7F;
        }
        return "~{" + new String(bytes, StandardCharsets.US_ASCII) + "~}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-2022-JP", "ISO-2022-KR", "ISO-2022-CN-GB"})
    void encodingsOfSevenBitsThatSwitchSetsAreRefusedByName(String charset) {
        String text = charset.endsWith("KR") ? "산사태 경보기를 설치하고" : charset.endsWith("JP") ? "これはテストです" : REF;
        Charset encoder = charset.endsWith("GB") ? Charset.forName("x-ISO-2022-CN-GB") : Charset.forName(charset);
        assertRefused(text.getBytes(encoder), "ISO-2022");
    }

    @Test
    void hzAndUtf7AreRefusedByName() {
        assertRefused(("Title\n" + hz(REF)).getBytes(StandardCharsets.US_ASCII), "HZ");
        assertRefused(("Title\n" + utf7(REF) + " end").getBytes(StandardCharsets.US_ASCII), "UTF-7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~{ a pattern ~}",
                "a~{bc~}d and ~{ef~}",
                "1+additional-text, x+abcdefghijkl-y",
                "C++-like, +inf-",
                "\u001B[31mred\u001B[0m",
                "Les élèves étaient très fatigués après la journée",
                "â€™ once"
            })
    void whatOnlyLooksAlikeIsText(String text) {
        assertThat(read(text).sections().get(0).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "GBK"})
    void textThatWasOpenedInAWrongEncodingAndSavedAgainIsRefused(String wrong) {
        byte[] bytes = (REF + OWN).getBytes(StandardCharsets.UTF_8);
        StringBuilder latin = new StringBuilder();
        String one = new String(bytes, Charset.forName(wrong));
        for (int i = 0; i < one.length(); i++) { // browsers read the unassigned bytes as controls
            char c = one.charAt(i);
            latin.append(c == '\uFFFD' && !wrong.equals("GBK") ? (char) (bytes[i] & 0xFF) : c);
        }
        assertRefused(latin.toString().getBytes(StandardCharsets.UTF_8), "saved again");
    }

    @Test
    void aPassageInAWrongEncodingIsEnough() {
        String passage = new String(REF.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertRefused((OWN + passage).getBytes(StandardCharsets.UTF_8), "saved again");
        String few = new String("汛期".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(read(OWN + few).sections().get(0).text()).isEqualTo(OWN + few);
    }

    @ParameterizedTest
    @CsvSource({"13, 1", "12, 0"})
    void charactersThatWereLostAreTold(int lost, int told) {
        assertThat(read(OWN + "\uFFFD".repeat(lost)).unread()).hasSize(told);
    }

    @Test
    void whatBecomesOfLostCharactersInASecondWrongEncodingIsTold() {
        assertThat(read(OWN + "锟斤拷锟斤拷").unread())
                .containsExactly("2 times 锟斤拷: characters that were lost before it was saved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16"})
    void aStrayNulCostsNothingElse(String charset) {
        String text = OWN.repeat(5) + "\0" + REF;
        DocumentReading reading = read(text.getBytes(Charset.forName(charset)));
        assertThat(reading.sections().get(0).text()).isEqualTo(text.replace('\0', '\uFFFD'));
        assertThat(reading.unread()).isEmpty();
    }
}
