package org.dupcheck.documents.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.dupcheck.documents.DocumentReader;
import org.dupcheck.documents.reading.UnreadableDocumentException;
import org.dupcheck.documents.word.WordFile;
import org.junit.jupiter.api.Test;

/** Files that break a bound are refused by its name, and the next file is read as if nothing had been. */
final class ReaderProcessTest {
    private static final byte[] GOOD = "甲乙丙".getBytes(StandardCharsets.UTF_8);

    private static void readsOn(DocumentReader reader) throws IOException {
        assertThat(reader.read("a.txt", GOOD).sections().get(0).text()).isEqualTo("甲乙丙");
    }

    @Test
    void moreMemoryThanThereIs() throws IOException {
        try (DocumentReader reader = new DocumentReader(DocumentReader.DEFAULT_TIMEOUT, 32)) {
            byte[] large = "甲乙丙丁".repeat(2_000_000).getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> reader.read("large.md", large))
                    .isInstanceOf(UnreadableDocumentException.class)
                    .hasMessage("reading it takes more memory than 32 MiB");
            readsOn(reader);
        }
    }

    @Test
    void moreTimeThanThereIs() throws IOException {
        try (DocumentReader reader = new DocumentReader(Duration.ofMillis(1), 64)) {
            assertThatThrownBy(() -> reader.read("a.txt", GOOD)).hasMessageStartingWith("reading it takes longer than");
        }
    }

    @Test
    void aBomb() throws IOException {
        try (DocumentReader reader = new DocumentReader()) {
            byte[] bomb = WordFile.of("<w:p><w:r><w:t>" + "零".repeat(50_000_000) + "</w:t></w:r></w:p>");
            assertThat(bomb.length).isLessThan(1_000_000);
            assertThatThrownBy(() -> reader.read("bomb.docx", bomb))
                    .isInstanceOf(UnreadableDocumentException.class)
                    .hasMessageContaining("MiB");
            readsOn(reader);
        }
    }

    @Test
    void entitiesAreNotExpanded() throws IOException {
        try (DocumentReader reader = new DocumentReader()) {
            byte[] bytes = new WordFile("<w:p/>")
                    .with("styles", "styles.xml", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")
                    .bytes();
            assertThatThrownBy(() -> reader.read("x.docx", bytes)).isInstanceOf(UnreadableDocumentException.class);
            readsOn(reader);
        }
    }

    @Test
    void aClosedReaderReadsNoMore() {
        DocumentReader reader = new DocumentReader();
        reader.close();
        assertThatThrownBy(() -> reader.read("a.txt", GOOD)).isInstanceOf(IllegalStateException.class);
    }
}
