package org.dupcheck.documents.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Section;
import org.dupcheck.documents.DocumentReader;
import org.dupcheck.documents.word.WordFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceFilesTest {
    @TempDir
    Path folder;

    private final List<ReferenceEvent> documents = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private final AtomicLong revision = new AtomicLong(100);
    private final AtomicLong bytes = new AtomicLong();

    private final ReferenceFiles.Sink sink = new ReferenceFiles.Sink() {
        @Override
        public void accept(ReferenceEvent document, String where) {
            documents.add(document);
        }

        @Override
        public void unread(String where, List<String> what) {
            unread.add(where + " " + what);
        }

        @Override
        public void passOver(String where) {
            passedOver.add(where);
        }

        @Override
        public void reject(String where, String reason) {
            rejected.add(where + " " + reason);
        }
    };

    @BeforeEach
    void clear() {
        documents.clear();
        rejected.clear();
    }

    @Test
    void strayNulsAreReplacedOneForOneSoThatOffsetsStay() throws IOException {
        read(write("a.jsonl", "{\"id\":\"1\",\"text\":\"甲\\u0000乙\"}"));
        assertThat(rejected).isEmpty();
        assertThat(documents)
                .singleElement()
                .satisfies(document ->
                        assertThat(document.sections().get(0).text()).isEqualTo("甲\uFFFD乙"));
    }

    @Test
    void linesWithIdAndTextBecomeDocumentsOfTheDefaultType() throws IOException {
        read(write("a.jsonl", "{\"id\":\"1\",\"text\":\"甲\",\"more\":7}\n\n{\"id\":\"2\",\"text\":\"乙\"}"));
        assertThat(rejected).isEmpty();
        assertThat(documents)
                .extracting(
                        ReferenceEvent::documentType,
                        ReferenceEvent::documentId,
                        ReferenceEvent::revision,
                        ReferenceEvent::title,
                        ReferenceEvent::sections)
                .containsExactly(
                        tuple("reference", "1", 100L, "1", List.of(new Section("body", "甲"))),
                        tuple("reference", "2", 101L, "2", List.of(new Section("body", "乙"))));
    }

    @Test
    void fullDocumentsInGzipKeepEverythingTheySay() throws IOException {
        Path file = folder.resolve("b.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("""
                    {"documentType":"project","documentId":"7","revision":3,"kind":"EDITED","title":"题","ownerId":"u1",\
                    "sections":[{"key":"立项背景","text":"甲"},{"key":"创新点","text":"乙"}]}
                    """.getBytes(StandardCharsets.UTF_8));
        }
        read(file);
        assertThat(rejected).isEmpty();
        assertThat(documents)
                .containsExactly(new ReferenceEvent(
                        "project",
                        "7",
                        3,
                        ReferenceEventKind.EDITED,
                        "题",
                        "u1",
                        List.of(new Section("立项背景", "甲"), new Section("创新点", "乙")),
                        null));
        assertThat(bytes).hasValue(Files.size(file)).hasValue(ReferenceFiles.bytes(file));
    }

    @Test
    void badLinesAreNamedByTheirNumberAndPassedOver() throws IOException {
        read(write("c.jsonl", """
                {"id":"1","text":"甲"}
                {"id":
                [1]
                {"text":"无号"}
                {"id":"5","text":""}
                {"id":"6"}
                {"id":"7","text":"乙"}
                """));
        assertThat(documents).extracting(ReferenceEvent::documentId).containsExactly("1", "7");
        assertThat(rejected)
                .hasSize(5)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("c.jsonl:2 "),
                        line -> assertThat(line).startsWith("c.jsonl:3 "),
                        line -> assertThat(line).startsWith("c.jsonl:4 documentId"),
                        line -> assertThat(line).startsWith("c.jsonl:5 sections[0].text"),
                        line -> assertThat(line).startsWith("c.jsonl:6 sections"));
    }

    @Test
    void aLineLongerThanAnyMessageIsPassedOverWithoutHoldingIt() throws IOException {
        Path file = folder.resolve("long.jsonl");
        byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i <= LineReader.MAX_LINE_BYTES >> 20; i++) {
                out.write(megabyte);
            }
            out.write("\n{\"id\":\"2\",\"text\":\"乙\"}".getBytes(StandardCharsets.UTF_8));
        }
        read(file);
        assertThat(rejected).singleElement().asString().startsWith("long.jsonl:1 the line is longer than 24 MiB");
        assertThat(documents).extracting(ReferenceEvent::documentId).containsExactly("2");
    }

    @Test
    void foldersAreReadWithTheFoldersInThemAndPathsAreIds() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        write("sub/b.md", "# 题\n\n## 甲\n\n文");
        write("a.txt", "文");
        write("picture.png", "x");
        write("bad.txt", "   ");
        read(folder);
        assertThat(documents).extracting(ReferenceEvent::documentId).containsExactly("a.txt", "sub/b.md");
        assertThat(documents).extracting(ReferenceEvent::title).containsExactly("a", "题");
        assertThat(rejected).singleElement().asString().startsWith("bad.txt there is no text");
        assertThat(passedOver).containsExactly("picture.png");
        assertThat(bytes).hasValue(ReferenceFiles.bytes(folder));
    }

    @Test
    void aFileThatCannotBeReadCostsItsNeighboursNothing() throws IOException {
        byte[] good = WordFile.of("<w:p><w:r><w:t>甲乙丙丁</w:t></w:r></w:p>");
        byte[] flipped = good.clone();
        int inText = new String(good, StandardCharsets.ISO_8859_1).indexOf("word/document.xml") + 60;
        flipped[inText] ^= 0x10;
        Files.write(folder.resolve("a.docx"), good);
        Files.write(folder.resolve("b.docx"), Arrays.copyOf(good, good.length / 2));
        Files.write(folder.resolve("c.docx"), flipped);
        Files.write(folder.resolve("d.docx"), good);
        Files.write(
                folder.resolve("e.docx"), WordFile.of("<w:p/>".repeat(30_000) + "<w:p><w:r><w:t>戊</w:t></w:r></w:p>"));

        read(folder);

        assertThat(documents).extracting(ReferenceEvent::documentId).containsExactly("a.docx", "d.docx", "e.docx");
        assertThat(rejected).hasSize(2);
        assertThat(rejected.get(0)).startsWith("b.docx ").contains("damaged");
        assertThat(rejected.get(1)).startsWith("c.docx ").contains("damaged");
    }

    @Test
    void aPathTooLongForAnIdIsCutAndStillItsOwn() throws IOException {
        String deep = "很深的文件夹".repeat(6);
        Files.createDirectories(folder.resolve(deep).resolve(deep).resolve(deep).resolve(deep));
        write(deep + "/" + deep + "/" + deep + "/" + deep + "/a.txt", "甲");
        write(deep + "/" + deep + "/" + deep + "/" + deep + "/b.txt", "乙");
        read(folder);
        assertThat(documents).hasSize(2).extracting(ReferenceEvent::documentId).doesNotHaveDuplicates();
    }

    @Test
    void aDamagedGzipFileIsReported() throws IOException {
        read(write("x.jsonl.gz", "no gzip"));
        assertThat(rejected).singleElement().asString().contains("not a gzip file");
    }

    @Test
    void aGzipFileCutOffGivesTheLinesBeforeTheCutAndIsRefused() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(whole, 512, true)) {
            out.write("{\"id\":\"1\",\"text\":\"甲\"}\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            out.write("{\"id\":\"2\",\"text\":\"乙\"}\n".getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve("a.jsonl.gz"), Arrays.copyOf(whole.toByteArray(), whole.size() - 12));
        write("b.jsonl", "{\"id\":\"3\",\"text\":\"丙\"}");

        read(folder);

        assertThat(documents).extracting(ReferenceEvent::documentId).contains("1", "3");
        assertThat(rejected).singleElement().asString().startsWith("a.jsonl.gz it is cut off");
    }

    private void read(Path path) throws IOException {
        try (DocumentReader reader = new DocumentReader()) {
            new ReferenceFiles("reference", revision::getAndIncrement, reader).read(path, sink, bytes::addAndGet);
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
