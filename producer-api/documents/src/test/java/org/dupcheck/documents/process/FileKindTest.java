package org.dupcheck.documents.process;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dupcheck.documents.Passage.REF;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.reading.UnreadableDocumentException.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are none of those that are read, by their first bytes. */
final class FileKindTest {
    @Test
    void otherFilesUnderTheNameOfAWordFileAreCalledByTheirName() {
        Map<String, String> files = Map.of(
                "{\\rtf1\\ansi x}",
                "rich text",
                "\uFEFF{\\rtf1\\ansi x}",
                "rich text",
                "\n <!DOCTYPE html><p>x",
                "web page",
                "<html>" + REF,
                "web page",
                "\uFEFF  <HTML>x",
                "web page",
                "<?xml version='1.0'?><pkg:package/>",
                "XML",
                REF,
                "plain text",
                "plain words",
                "plain text");
        files.forEach((file, name) -> assertThatThrownBy(
                        () -> DocumentParser.parse("x.docx", file.getBytes(StandardCharsets.UTF_8)))
                .as(file)
                .hasMessageContaining(name)
                .hasMessageContaining("save it as .docx")
                .extracting(e -> ((UnreadableDocumentException) e).fault())
                .isEqualTo(Fault.UNSUPPORTED));
        assertThatThrownBy(() -> DocumentParser.parse("x.docx", new byte[0])).hasMessage("the file is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "\n", "\uFEFF \t\r\n"})
    void richTextIsKnownBehindAMarkOrWhiteSpace(String before) {
        assertThatThrownBy(() ->
                        DocumentParser.parse("a.txt", (before + "{\\rtf1\\ansi x}").getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("rich text");
    }
}
