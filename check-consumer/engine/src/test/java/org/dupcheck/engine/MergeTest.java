package org.dupcheck.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Pages are merged beside the changes and the checks, and nobody can tell from the results. */
class MergeTest {
    private static final int FLOOR = EngineSettings.DEFAULT_FLOOR_TOKENS;

    /** Changes in one trial. */
    private static final int ROUNDS = 60;

    private final long seed = Long.getLong("dupcheck.seed", new Random().nextLong());
    private final Texts texts = new Texts(seed, 40);
    private final Map<Document.Id, Document> inForce = new HashMap<>();
    private final List<Document> ever = new ArrayList<>();

    @Test
    void everyCommonRunIsReportedWhilePagesAreMergedAndDocumentsComeAndGo() {
        System.out.println("MergeTest: dupcheck.seed=" + seed);
        ReferenceIndex index = ReferenceIndex.empty(Check.exact(1_000));
        for (int version = 1; version <= ROUNDS; version++) {
            index.apply(changes(), version);
            ReferenceIndex.View view = index.view();
            assertThat(view.documentCount()).as("seed %d", seed).isEqualTo(inForce.size());
            Document submission = submission();
            Comparison result = Check.compare(view, submission, CheckOptions.DEFAULT, null);
            for (Document reference : inForce.values()) {
                for (Document.Section section : submission.sections()) {
                    CommonRuns.assertCovered(result, section, reference, FLOOR, "seed " + seed);
                }
            }
            assertThat(result.matches()).as("seed %d", seed).allMatch(match -> inForce.containsKey(match.document()));
        }
        Document last = submission();
        ReferenceIndex fresh = Check.index(Check.exact(1_000), inForce.values());
        assertThat(Check.compare(index, last)).as("seed %d", seed).isEqualTo(Check.compare(fresh, last));
    }

    /** A few of each kind; every now and then so many that they are merged in the background. */
    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (int left = texts.below(5) == 0 ? 90 : 1 + texts.below(6); left > 0; left--) {
            if (!ever.isEmpty() && texts.below(4) == 0) {
                Document.Id id = ever.get(texts.below(ever.size())).id();
                inForce.remove(id);
                changes.add(new Change.Remove(id));
            } else {
                String id = "r" + texts.below(400);
                Document document = Texts.document(id, texts.mixed(texts.below(40)), texts.mixed(texts.below(60)));
                inForce.put(document.id(), document);
                ever.add(document);
                changes.add(new Change.Put(document));
            }
        }
        return changes;
    }

    private Document submission() {
        StringBuilder text = new StringBuilder();
        for (int part = 0; part < 3 && !ever.isEmpty(); part++) {
            String piece = ever.get(texts.below(ever.size())).sections().get(1).text();
            int from = texts.below(piece.length() + 1);
            text.append(texts.mixed(texts.below(10))).append(piece.substring(from));
        }
        return Texts.document("q", text.toString(), texts.mixed(30));
    }

    @Test
    void pagesStayFewHoweverManyChangesComeOneByOne() {
        ReferenceIndex index = ReferenceIndex.empty(EngineSettings.defaults());
        for (int version = 1; version <= 700; version++) {
            index.apply(List.of(new Change.Put(Texts.document("r" + version, texts.text(20)))), version);
        }
        assertThat(index.view().documentCount()).isEqualTo(700);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(index.view().pageCount()).isLessThanOrEqualTo(6));
    }

    @Test
    void compactingLeavesFewerPagesAndTheSameResult() {
        System.out.println("MergeTest: dupcheck.seed=" + seed);
        List<Document> references = new ArrayList<>();
        for (int d = 0; d < 310; d++) {
            references.add(Texts.document("r" + d, texts.text(120), texts.text(80)));
        }
        ReferenceIndex index = Check.index(EngineSettings.defaults(), references.subList(0, 300));
        await().atMost(Duration.ofMinutes(1)).until(() -> index.view().pageCount() == 1);
        List<Change> more = new ArrayList<>();
        references.subList(300, 310).forEach(document -> more.add(new Change.Put(document)));
        index.apply(more, 2);
        assertThat(index.view().pageCount()).as("10 do not pay for copying 300").isEqualTo(2);

        Document submission = Texts.document(
                "q", texts.text(50) + references.get(305).sections().get(0).text() + texts.text(50));
        Comparison before = Check.compare(index, submission);
        index.compact();

        assertThat(index.view().pageCount()).isEqualTo(1);
        assertThat(index.view().documentCount()).isEqualTo(310);
        assertThat(Check.compare(index, submission)).as("seed %d", seed).isEqualTo(before);
        assertThat(before.matches()).isNotEmpty();
    }

    /** A page that a merge is made of may be gone before the merge is done. */
    @Test
    void documentsDeletedWhilePagesAreCompactedStayDeleted() {
        System.out.println("MergeTest: dupcheck.seed=" + seed);
        for (int round = 0; round < 8; round++) {
            List<Document> references = new ArrayList<>();
            for (int d = 0; d < 240; d++) {
                references.add(Texts.document("r" + d, texts.text(40)));
            }
            ReferenceIndex index = Check.index(EngineSettings.defaults(), references.subList(0, 200));
            List<Change> more = new ArrayList<>();
            references.subList(200, 240).forEach(document -> more.add(new Change.Put(document)));
            index.apply(more, 2);

            CompletableFuture<Void> compacting = CompletableFuture.runAsync(index::compact);
            for (int d = 239; d >= 150; d--) {
                index.apply(List.of(new Change.Remove(references.get(d).id())), 1_000 - d);
            }
            compacting.join();
            index.compact();

            assertThat(index.view().documentCount()).isEqualTo(150);
            for (int d = 0; d < 240; d += 7) {
                Document.Id id = references.get(d).id();
                Document submission = new Document(
                        new Document.Id("q", "q"), null, references.get(d).sections());
                assertThat(Check.compare(index, submission).matches().stream()
                                .anyMatch(match -> match.document().equals(id)))
                        .as("seed %d, document %d", seed, d)
                        .isEqualTo(d < 150);
            }
        }
    }
}
