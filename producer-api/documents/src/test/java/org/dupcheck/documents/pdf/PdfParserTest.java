package org.dupcheck.documents.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dupcheck.documents.Passage.REF;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dupcheck.contract.Signal;
import org.dupcheck.contract.SignalKind;
import org.dupcheck.documents.process.DocumentParser;
import org.dupcheck.documents.reading.DocumentReading;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.junit.jupiter.api.Test;

final class PdfParserTest {
    private static DocumentReading read(List<List<String>> pages) {
        return DocumentParser.parse("申请书.pdf", PdfFile.of(pages));
    }

    private static String text(List<List<String>> pages) {
        return read(pages).sections().get(0).text();
    }

    @Test
    void linesOfASentenceAreOneLineAgain() {
        assertThat(text(List.of(List.of(REF.substring(0, 12), REF.substring(12, 25), REF.substring(25)))))
                .isEqualTo(REF);
    }

    @Test
    void aHyphenAtALinesEndGoesWithTheBreak() {
        assertThat(text(List.of(List.of("a debris flow moni-", "toring device and", "its wire.", "Next."))))
                .isEqualTo("a debris flow monitoring device and its wire.\nNext.");
    }

    @Test
    void runningHeadsAndPageNumbersAreLeftOutWhereTheyRepeat() {
        List<List<String>> pages = IntStream.rangeClosed(1, 5)
                .mapToObj(page -> List.of("科研项目申请书", "正文" + "甲乙丙丁戊".charAt(page - 1) + "。", "第 " + page + " 页 共 5 页"))
                .toList();
        assertThat(text(pages)).isEqualTo("正文甲。\n正文乙。\n正文丙。\n正文丁。\n正文戊。");
    }

    @Test
    void linesOfAPassageThatRepeatAtTheTopOfPagesCountOnce() {
        String start = REF.substring(0, 16);
        String end = REF.substring(16, REF.length() - 1).replace("，", "");
        List<String> page = List.of(start, end, "正文。", "正文。", "正文。");
        assertThat(text(List.of(page, page, page, page))).endsWith("正文。\n" + start + end);
    }

    @Test
    void aLongLineThatRepeatsIsTextAndSoIsOneThatStandsOnce() {
        String line = REF + REF + REF;
        assertThat(text(List.of(List.of(line), List.of(line), List.of(line), List.of("科研项目申请书"))))
                .isEqualTo(line + "\n" + line + "\n" + line + "\n科研项目申请书");
    }

    @Test
    void pagesWithoutATextLayerAreTold() {
        List<String> none = List.of();
        DocumentReading reading = read(List.of(List.of("甲"), none, none, List.of("乙"), none));
        assertThat(reading.unread()).containsExactly("pages 2 to 3, page 5 have no text that can be read");
        assertThat(reading.signals()).containsExactly(new Signal(SignalKind.UNREAD_TEXT, null, 0, 0, 3));
    }

    @Test
    void aFileThatIsAllPicturesIsRefusedAndSaysWhy() {
        assertThatThrownBy(() -> read(List.of(List.of(), List.of())))
                .isInstanceOf(UnreadableDocumentException.class)
                .hasMessage("there is no text in it that can be read: pages 1 to 2 have no text that can be read");
    }

    @Test
    void textWithoutAMeaningIsNotRead() {
        DocumentReading reading = read(List.of(List.of("甲"), List.of("\uE000\uE001\uE002\uE003")));
        assertThat(reading.unread()).containsExactly("page 2 has no text that can be read");
    }

    @Test
    void anEncryptedFileIsToldSo() {
        byte[] file = PdfFile.of(List.of(List.of("甲")), "secret");
        assertThatThrownBy(() -> DocumentParser.parse("x.pdf", file)).hasMessageContaining("encrypted");
    }

    @Test
    void aPdfUnderAnotherNameIsReadAndADamagedOneRefused() {
        byte[] file = PdfFile.of(List.of(List.of("甲乙")));
        assertThat(DocumentParser.parse("x.docx", file).sections().get(0).text())
                .isEqualTo("甲乙");
        assertThatThrownBy(() -> DocumentParser.parse("x.pdf", Arrays.copyOf(file, 200)))
                .isInstanceOf(UnreadableDocumentException.class);
    }
}
