package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index comes back from its files as it was saved, or not at all. */
class PersistenceTest {
    @TempDir
    private Path directory;

    private final Texts texts = new Texts(77, 2_000);
    private final List<Document> documents = new ArrayList<>();
    private Document submission;

    @BeforeEach
    void makeTexts() {
        for (int d = 0; d < 60; d++) {
            documents.add(new Document(
                    new Document.Id("t", "r" + d),
                    d % 3 == 0 ? "owner" + d : null,
                    List.of(new Document.Section("s", texts.mixed(100) + texts.text(300)))));
        }
        submission = Texts.document(
                "q",
                texts.text(200) + documents.get(17).sections().get(0).text().substring(50, 350));
    }

    private ReferenceIndex filled() {
        ReferenceIndex index = ReferenceIndex.open(directory, Check.paged(25));
        List<Change> changes = new ArrayList<>();
        documents.forEach(document -> changes.add(new Change.Put(document)));
        index.apply(changes, 5);
        index.apply(List.of(new Change.Remove(documents.get(3).id())), 6);
        index.save();
        return index;
    }

    @Test
    void whatWasSavedComesBack() {
        ReferenceIndex index = filled();
        assertThat(index.origin()).isEqualTo("empty");
        ReferenceIndex again = ReferenceIndex.open(directory, Check.paged(25));
        assertThat(again.origin()).isEqualTo("restored");
        assertThat(again.view().corpusVersion()).isEqualTo(6);
        assertThat(again.view().documentCount()).isEqualTo(59);
        assertThat(Check.compare(again, submission)).isEqualTo(Check.compare(index, submission));
        assertThat(Check.compare(again, submission).matches()).hasSize(1);
        Change change = new Change.Remove(documents.get(17).id());
        again.apply(List.of(change), 7);
        again.save();
        index.apply(List.of(change), 7);
        ReferenceIndex third = ReferenceIndex.open(directory, Check.paged(25));
        assertThat(Check.compare(third, submission)).isEqualTo(Check.compare(index, submission));
        assertThat(Check.compare(third, submission).matches()).isEmpty();
    }

    @Test
    void anyAlteredTornOrMissingFileIsNoticed() throws IOException {
        filled();
        List<Path> files;
        try (Stream<Path> list = Files.list(directory)) {
            files = list.toList();
        }
        assertThat(files).hasSizeGreaterThan(3);
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            byte[] altered = content.clone();
            altered[altered.length / 3] ^= 4;
            Files.write(file, altered);
            assertNotRestored();
            Files.write(file, java.util.Arrays.copyOf(content, content.length / 2));
            assertNotRestored();
            Files.write(file, new byte[0]);
            assertNotRestored();
            Files.write(file, content);
        }
        assertThat(ReferenceIndex.open(directory, Check.paged(25)).origin()).isEqualTo("restored");
        Files.delete(files.stream()
                .filter(f -> f.getFileName().toString().startsWith("page"))
                .findFirst()
                .orElseThrow());
        assertNotRestored();
    }

    private void assertNotRestored() {
        ReferenceIndex index = ReferenceIndex.open(directory, Check.paged(25));
        assertThat(index.origin()).startsWith("not restored: ");
        assertThat(index.view().documentCount()).isZero();
        assertThat(index.view().corpusVersion()).isZero();
    }

    @Test
    void otherSettingsDoNotUseTheFiles() {
        filled();
        assertThat(ReferenceIndex.open(directory, Check.exact(25)).origin()).startsWith("not restored: ");
    }

    @Test
    void anIndexWithoutADirectoryCannotBeSaved() {
        ReferenceIndex index = ReferenceIndex.empty(EngineSettings.defaults());
        assertThatThrownBy(index::save).isInstanceOf(IllegalStateException.class);
    }
}
