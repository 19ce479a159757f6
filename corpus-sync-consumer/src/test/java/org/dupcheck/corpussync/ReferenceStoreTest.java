package org.dupcheck.corpussync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.corpussync.Changes.approved;
import static org.dupcheck.corpussync.Changes.deleted;
import static org.dupcheck.corpussync.Changes.edited;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.Store;
import org.dupcheck.storetestkit.MigratedDatabase;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
class ReferenceStoreTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T08:00:00Z"), ZoneOffset.UTC);
    private static final List<ReferenceEventKind> KINDS = List.of(ReferenceEventKind.values());
    private static Database database;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ReferenceStore store = new ReferenceStore(Store.on(database), CLOCK, new CorpusMetrics(meters));

    @BeforeAll
    static void open(PostgresService postgres) {
        database = MigratedDatabase.open(postgres);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void emptyTheReferenceSet() {
        TestDatabase.emptyTheReferenceSet(database);
    }

    @Test
    void approvedDocumentIsInForceWithItsTextUnderTheNextVersion() {
        apply(approved("a", 5, "正文"));
        assertThat(row("a"))
                .isEqualTo(
                        new Row("a", 5L, null, null, true, 5L, "题目 a", "u1", "[{\"key\":\"背景\",\"text\":\"正文\"}]", 1));
        assertThat(version()).isEqualTo(1);
    }

    @Test
    void editReplacesTheTextAndTheReplacedOneIsKeptUnderItsRevision() {
        apply(approved("a", 5, "old"));
        apply(edited("a", 6, "new"));
        assertThat(row("a").sections()).contains("new");
        assertThat(row("a").textRevision()).isEqualTo(6);
        assertThat(row("a").changedVersion()).isEqualTo(2);
        assertThat(archived()).containsExactly("a 5 [{\"key\":\"背景\",\"text\":\"old\"}]");
    }

    @Test
    void deletedDocumentLeavesATombstoneWithoutTextThatALateEventCannotRevive() {
        apply(approved("a", 5, "old"));
        apply(deleted("a", 9));
        apply(edited("a", 8, "late"));
        apply(approved("a", 7, "late"));
        assertThat(row("a")).isEqualTo(new Row("a", 7L, 8L, 9L, false, 8L, null, null, null, 2));
        assertThat(archived()).containsExactly("a 5 [{\"key\":\"背景\",\"text\":\"old\"}]");
        assertThat(version()).isEqualTo(2);
    }

    @Test
    void deletionOfAnUnknownDocumentIsRememberedAndTakesNoVersion() {
        apply(deleted("a", 3));
        assertThat(row("a")).isEqualTo(new Row("a", null, null, 3L, false, null, null, null, null, 0));
        assertThat(version()).isZero();
    }

    @Test
    void editThatOvertakesItsApprovalComesIntoForceWithIt() {
        apply(edited("a", 6, "edited"));
        assertThat(row("a").inForce()).isFalse();
        assertThat(version()).isZero();
        apply(approved("a", 5, "approved"));
        assertThat(row("a").inForce()).isTrue();
        assertThat(row("a").sections()).contains("edited");
        assertThat(version()).isEqualTo(1);
        assertThat(archived()).as("what was never in force is not kept").isEmpty();
    }

    @Test
    void sameContentUnderANewerRevisionIsNoChangeButFencesOlderOnes() {
        apply(approved("a", 5, "text"));
        apply(approved("a", 8, "text"));
        apply(edited("a", 7, "late"));
        assertThat(row("a").approvedRevision()).isEqualTo(8);
        assertThat(row("a").textRevision()).as("verdicts name revision 5").isEqualTo(5);
        assertThat(row("a").sections()).contains("text");
        assertThat(version()).isEqualTo(1);
        assertThat(archived()).isEmpty();
    }

    @Test
    void eventsOfOneDocumentInOneBatchMakeOneChangeOrNone() {
        apply(approved("a", 1, "one"), edited("a", 2, "two"), approved("b", 1, "b"), deleted("b", 2));
        assertThat(row("a").sections()).contains("two");
        assertThat(row("b").inForce()).isFalse();
        assertThat(version()).isEqualTo(1);
        assertThat(archived()).isEmpty();
    }

    @Test
    void repeatedEventsWriteNothing() {
        List<ReferenceEvent> events = List.of(approved("a", 1, "one"), edited("b", 2, "two"), deleted("c", 3));
        apply(events);
        List<String> before = physicalRows();
        apply(events);
        apply(events);
        assertThat(physicalRows()).isEqualTo(before);
    }

    @Test
    void anyOrderAndRepetitionInAnyBatchesEndsInTheSameReferenceSet() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 10; round++) {
            List<ReferenceEvent> events = randomEvents(random, 120, 12);
            emptyTheReferenceSet();
            apply(events);
            List<Row> expected = comparableRows();
            for (int order = 0; order < 3; order++) {
                emptyTheReferenceSet();
                List<ReferenceEvent> again = new ArrayList<>(events);
                again.addAll(events.subList(0, random.nextInt(events.size())));
                Collections.shuffle(again, random);
                for (int from = 0; from < again.size(); ) {
                    int to = Math.min(again.size(), from + 1 + random.nextInt(30));
                    apply(again.subList(from, to));
                    from = to;
                }
                assertThat(comparableRows())
                        .as("seed %d, round %d", seed, round)
                        .isEqualTo(expected);
                assertThat(rows().stream().filter(Row::inForce).map(Row::changedVersion))
                        .as("seed %d", seed)
                        .doesNotHaveDuplicates()
                        .allSatisfy(changed -> assertThat(changed).isBetween(1L, version()));
            }
        }
    }

    @Test
    void everyTextThatWasEverInForceIsFoundUnderItsRevision() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<ReferenceEvent> events = randomEvents(random, 300, 10);
        TreeMap<String, String> shown = new TreeMap<>();
        for (ReferenceEvent event : events) {
            apply(event);
            rows().stream()
                    .filter(Row::inForce)
                    .forEach(row ->
                            shown.putIfAbsent(row.id() + " " + row.textRevision(), String.valueOf(row.sections())));
        }
        TreeMap<String, String> found = new TreeMap<>();
        rows().stream()
                .filter(Row::inForce)
                .forEach(row -> found.put(row.id() + " " + row.textRevision(), String.valueOf(row.sections())));
        archived().forEach(text -> {
            int end = text.indexOf(' ', text.indexOf(' ') + 1);
            found.put(text.substring(0, end), text.substring(end + 1));
        });
        assertThat(found.keySet()).as("seed %d", seed).containsAll(shown.keySet());
    }

    @Test
    void versionsAreGaplessAndNoReaderEverSeesAGapWhileSeveralWrite() throws Exception {
        int writers = 4;
        int batches = 25;
        int batchSize = 8;
        ExecutorService threads = Executors.newFixedThreadPool(writers + 1);
        try {
            List<Future<?>> writing = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int writer = w;
                writing.add(threads.submit(() -> {
                    for (int b = 0; b < batches; b++) {
                        List<ReferenceEvent> events = new ArrayList<>();
                        for (int i = 0; i < batchSize; i++) {
                            events.add(approved("w" + writer + "-" + b + "-" + i, 1, "text"));
                        }
                        apply(events);
                    }
                }));
            }
            long total = (long) writers * batches * batchSize;
            Future<Integer> reading = threads.submit(() -> readUntil(total));
            for (Future<?> writer : writing) {
                writer.get(1, TimeUnit.MINUTES);
            }
            assertThat(reading.get(1, TimeUnit.MINUTES))
                    .as("polls of the reader")
                    .isPositive();
            assertThat(rows().stream().map(Row::changedVersion).sorted())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, total).boxed().toList());
            assertThat(version()).isEqualTo(total);
            assertThat(meters.get("dupcheck.corpus.changes").counter().count()).isEqualTo((double) total);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Follows the changes as a check node does, and fails on the first number that is not the next one. */
    private static int readUntil(long total) {
        long seen = 0;
        int polls = 0;
        while (seen < total) {
            long after = seen;
            List<Long> changes = database.read(session -> session.query(
                    "select changed_version from reference_document where changed_version > ? order by changed_version",
                    row -> row.getLong(1),
                    after));
            for (long change : changes) {
                assertThat(change).isEqualTo(seen + 1);
                seen = change;
            }
            polls++;
        }
        return polls;
    }

    private static List<ReferenceEvent> randomEvents(Random random, int count, int documents) {
        List<ReferenceEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // the text follows from kind and revision: one sender never gives one revision two texts
            ReferenceEventKind kind = KINDS.get(random.nextInt(KINDS.size()));
            long revision = random.nextInt(40);
            events.add(Changes.event(
                    "d" + random.nextInt(documents), revision, kind, "text " + (revision + KINDS.indexOf(kind)) / 3));
        }
        return events;
    }

    private void apply(ReferenceEvent... events) {
        apply(List.of(events));
    }

    private void apply(List<ReferenceEvent> events) {
        store.apply(events.stream().map(Changes::change).toList());
    }

    private static long version() {
        return TestDatabase.version(database);
    }

    private static Row row(String id) {
        return rows().stream().filter(row -> row.id().equals(id)).findAny().orElseThrow();
    }

    private static List<Row> rows() {
        return database.read(
                session -> session.query("select * from reference_document order by document_id", Row::of));
    }

    /** Without what depends on the order of arrival by its nature: version and revision of the last visible change. */
    private static List<Row> comparableRows() {
        return rows().stream().map(Row::comparable).toList();
    }

    private static List<String> archived() {
        return database.read(session -> session.query(
                "select document_id || ' ' || revision || ' ' || sections from reference_text order by 1",
                row -> row.getString(1)));
    }

    /** With the transaction that wrote each row. */
    private static List<String> physicalRows() {
        return database.read(session -> session.query(
                "select xmin::text || ctid::text || document_id from reference_document"
                        + " union all select xmin::text || ctid::text from corpus_state order by 1",
                row -> row.getString(1)));
    }

    private record Row(
            String id,
            Long approvedRevision,
            Long editedRevision,
            Long deletedRevision,
            boolean inForce,
            Long textRevision,
            String title,
            String ownerId,
            String sections,
            long changedVersion) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("document_id"),
                    (Long) row.getObject("approved_revision"),
                    (Long) row.getObject("edited_revision"),
                    (Long) row.getObject("deleted_revision"),
                    row.getBoolean("in_force"),
                    (Long) row.getObject("text_revision"),
                    row.getString("title"),
                    row.getString("owner_id"),
                    row.getString("sections"),
                    row.getLong("changed_version"));
        }

        Row comparable() {
            return new Row(
                    id, approvedRevision, editedRevision, deletedRevision, inForce, null, title, ownerId, sections, 0);
        }
    }
}
