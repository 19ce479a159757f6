package org.dupcheck.documents.references;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceListTest {
    private static final String HASH = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    private final List<ReferenceList.Entry> entries = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();

    private void read(Path file) throws IOException {
        AtomicLong bytes = new AtomicLong();
        new ReferenceList("reference")
                .read(
                        file,
                        new ReferenceList.Sink() {
                            @Override
                            public void accept(ReferenceList.Entry entry, String where) {
                                entries.add(entry);
                            }

                            @Override
                            public void reject(String where, String reason) {
                                rejected.add(where + " " + reason);
                            }
                        },
                        bytes::addAndGet);
        assertThat(bytes.get()).isEqualTo(Files.size(file));
    }

    private void read(String... lines) throws IOException {
        read(Files.writeString(folder.resolve("list.jsonl"), String.join("\n", lines) + "\n"));
    }

    @Test
    void aLineWithTextIsADocumentAndSaysNoMoreThanItSays() throws IOException {
        read(
                "{\"id\":\"a\",\"text\":\"正文\"}",
                "",
                "{\"documentType\":\"initiation\",\"documentId\":\"b\",\"revision\":7,\"kind\":\"EDITED\",\"title\":\"题\","
                        + "\"ownerId\":\"u\",\"sections\":[{\"key\":\"k\",\"text\":\"t\\u0000\"}]}");
        assertThat(rejected).isEmpty();
        assertThat(entries.get(0).key()).isEqualTo(new DocumentKey("reference", "a"));
        assertThat(entries.get(0).revision()).isNull();
        assertThat(entries.get(0).document())
                .extracting(ReferenceEvent::title, ReferenceEvent::kind, ReferenceEvent::sections)
                .containsExactly(null, ReferenceEventKind.APPROVED, List.of(new Section("body", "正文")));
        assertThat(entries.get(1).revision()).isEqualTo(7);
        assertThat(entries.get(1).document())
                .extracting(ReferenceEvent::title, ReferenceEvent::ownerId, ReferenceEvent::sections)
                .containsExactly("题", "u", List.of(new Section("k", "t\uFFFD")));
    }

    @Test
    void aLineWithoutTextNamesADocument() throws IOException {
        read(
                "{\"documentType\":\"initiation\",\"documentId\":\"a\"}",
                "{\"documentId\":\"b\",\"revision\":0,\"contentHash\":\"" + HASH.toUpperCase(java.util.Locale.ROOT)
                        + "\"}");
        assertThat(rejected).isEmpty();
        assertThat(entries)
                .containsExactly(
                        new ReferenceList.Entry(new DocumentKey("initiation", "a"), null, null, null),
                        new ReferenceList.Entry(new DocumentKey("reference", "b"), 0L, HASH, null));
    }

    @Test
    void aBadLineIsNamedWithItsReasonAndTheNextIsRead() throws IOException {
        read(
                "{\"documentId\":",
                "{\"documentId\":\"a\",\"kind\":\"DELETED\"}",
                "{\"documentId\":\"a\",\"contentHash\":\"12\"}",
                "{\"documentId\":\"a\",\"revision\":-1}",
                "{\"documentId\":\"a\",\"sections\":[]}",
                "{\"title\":\"a\"}",
                "{\"documentId\":\"a\",\"revision\":\"7\"}",
                "{\"documentId\":\"good\"}");
        assertThat(entries).extracting(ReferenceList.Entry::key).containsExactly(new DocumentKey("reference", "good"));
        assertThat(rejected)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("list.jsonl:1 ").contains("not JSON"),
                        line -> assertThat(line).startsWith("list.jsonl:2 kind: "),
                        line -> assertThat(line).startsWith("list.jsonl:3 contentHash: "),
                        line -> assertThat(line).startsWith("list.jsonl:4 revision: "),
                        line -> assertThat(line).startsWith("list.jsonl:5 sections: "),
                        line -> assertThat(line).startsWith("list.jsonl:6 documentId: "),
                        line -> assertThat(line).startsWith("list.jsonl:7 revision: "));
    }

    @Test
    void aCompressedListIsReadAndOneThatIsCutOffIsNamed() throws IOException {
        Path whole = folder.resolve("whole.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            out.write("{\"documentId\":\"a\"}\n{\"documentId\":\"b\"}".getBytes(StandardCharsets.UTF_8));
        }
        read(whole);
        assertThat(entries).hasSize(2);
        assertThat(rejected).isEmpty();
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.jsonl.gz"), java.util.Arrays.copyOf(bytes, bytes.length - 9));
        read(cut);
        assertThat(rejected).singleElement().asString().startsWith("cut.jsonl.gz it is cut off");
        assertThat(ReferenceList.isOne(cut)).isTrue();
        assertThat(ReferenceList.isOne(Path.of("list.json"))).isFalse();
    }
}
