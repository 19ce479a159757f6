package org.dupcheck.check.references;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dupcheck.check.DatabaseTest;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.EngineSettings;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.engine.Statistics;
import org.junit.jupiter.api.Test;

/** Statistics stand still for an epoch, and all nodes have the same. */
class StatisticsEpochsTest extends DatabaseTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final ReferenceIndex index = ReferenceIndex.empty(EngineSettings.defaults());
    private final Random random = new Random(7);

    @Test
    void theyAreTakenAnewWhenATenthOfTheDocumentsHasChanged() {
        StatisticsEpochs node = node();
        assertThat(node.renewIfDue(index.view())).isFalse();
        assertThat(node.named(null)).isSameAs(Statistics.NONE);
        add(20, 100);
        assertThat(node.renewIfDue(index.view())).isTrue();
        assertThat(node.named(token()).corpusVersion()).isEqualTo(20);
        String first = token();
        add(1, 100);
        assertThat(node.renewIfDue(index.view())).isFalse();
        add(1, 100);
        assertThat(node.renewIfDue(index.view())).isFalse();
        assertThat(token()).isEqualTo(first);
        assertThat(node.named(first).corpusVersion()).isEqualTo(20);
        add(1, 100);
        assertThat(node.renewIfDue(index.view())).isTrue();
        assertThat(token()).isNotEqualTo(first);
        assertThat(node.named(token()).corpusVersion()).isEqualTo(23);
        // a check that began before: the newest, since the old ones are gone
        assertThat(node.named(first).corpusVersion()).isEqualTo(23);
        assertThat(parts()).isEqualTo(1);
    }

    @Test
    void aCheckOfASmallSetTakesThoseThatAreDueAndACheckOfALargeOneDoesNotWait() {
        StatisticsEpochs node = node();
        assertThat(node.forCheck(null, index.view())).isSameAs(Statistics.NONE);
        add(500, 20);
        assertThat(node.forCheck(null, index.view()).corpusVersion()).isEqualTo(500);
        String first = token();
        assertThat(node.renewIfDue(index.view())).isFalse();
        add(20, 20);
        assertThat(node.forCheck(first, index.view()).corpusVersion()).isEqualTo(500);
        add(40, 20);
        assertThat(node.forCheck(first, index.view()).corpusVersion()).isEqualTo(500);
        assertThat(node.renewIfDue(index.view())).isTrue();
        assertThat(node.forCheck(token(), index.view()).corpusVersion()).isEqualTo(560);
    }

    @Test
    void aNodeThatStartsLaterHasTheVerySame() {
        StatisticsEpochs first = node();
        add(30, 2_000);
        assertThat(first.renewIfDue(index.view())).isTrue();
        byte[] taken = bytes(first.named(token()));
        add(2, 2_000);
        StatisticsEpochs later = node();
        assertThat(later.renewIfDue(index.view())).isFalse();
        assertThat(bytes(later.named(token()))).isEqualTo(taken);
    }

    @Test
    void largeOnesAreKeptInSeveralParts() {
        StatisticsEpochs first = node();
        add(300, 3_000);
        assertThat(first.renewIfDue(index.view())).isTrue();
        assertThat(parts()).isGreaterThan(1);
        assertThat(bytes(node().named(token()))).isEqualTo(bytes(first.named(token())));
    }

    @Test
    void ofNodesThatAreDueAtOnceOneTakesThem() throws Exception {
        int nodes = 4;
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            for (int round = 0; round < 5; round++) {
                add(30, 50);
                List<StatisticsEpochs> due = new ArrayList<>();
                List<Callable<Boolean>> renewals = new ArrayList<>();
                for (int n = 0; n < nodes; n++) {
                    StatisticsEpochs node = node();
                    due.add(node);
                    renewals.add(() -> node.renewIfDue(index.view()));
                }
                int renewed = 0;
                for (Future<Boolean> renewal : threads.invokeAll(renewals)) {
                    renewed += renewal.get() ? 1 : 0;
                }
                assertThat(renewed).isEqualTo(1);
                String token = token();
                long version = index.view().corpusVersion();
                assertThat(due).allMatch(node -> node.named(token).corpusVersion() == version);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aNodeThatIsBehindTakesNone() {
        add(10, 50);
        ReferenceIndex.View behind = index.view();
        add(30, 50);
        assertThat(node().renewIfDue(index.view())).isTrue();
        assertThat(node().renewIfDue(behind)).isFalse();
    }

    @Test
    void damagedOnesAreNotUsedAndTheNextReplaceThem() {
        add(20, 100);
        assertThat(node().renewIfDue(index.view())).isTrue();
        database.inTransaction(session -> session.update(
                "update corpus_statistics_part set content = set_byte(content, 30, 255 - get_byte(content, 30))"));
        StatisticsEpochs node = node();
        assertThat(node.named(token()).corpusVersion()).isZero();
        assertThat(node.renewIfDue(index.view())).isTrue();
        assertThat(node().named(token()).corpusVersion()).isEqualTo(20);
    }

    @Test
    void thoseOfAnotherEngineStandBesideUntilTheyAreOld() {
        add(20, 100);
        assertThat(node("older", START).renewIfDue(index.view())).isTrue();
        assertThat(node("newer", START.plus(Duration.ofDays(29))).renewIfDue(index.view()))
                .isTrue();
        assertThat(engines()).containsExactly("newer", "older");
        add(20, 100);
        assertThat(node("newer", START.plus(Duration.ofDays(31))).renewIfDue(index.view()))
                .isTrue();
        assertThat(engines()).containsExactly("newer");
    }

    private StatisticsEpochs node() {
        return node("engine", START);
    }

    private static StatisticsEpochs node(String engine, Instant now) {
        return new StatisticsEpochs(database, Clock.fixed(now, ZoneOffset.UTC), engine, .1);
    }

    private void add(int documents, int characters) {
        List<Change> changes = new ArrayList<>();
        for (int d = 0; d < documents; d++) {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < characters; c++) {
                text.append((char) (0x4E00 + random.nextInt(5_000)));
            }
            changes.add(new Change.Put(new Document(
                    new Document.Id("project", "d" + random.nextLong()),
                    null,
                    List.of(new Document.Section("正文", text.toString())))));
        }
        index.apply(changes, index.view().corpusVersion() + documents);
    }

    private static String token() {
        return database.read(session -> session.queryOne(
                        "select token from corpus_statistics where engine_version = 'engine'", row -> row.getString(1)))
                .orElse(null);
    }

    private static long parts() {
        return database.read(session ->
                        session.queryOne("select count(*) from corpus_statistics_part", row -> row.getLong(1)))
                .orElseThrow();
    }

    private static List<String> engines() {
        return database.read(session ->
                session.query("select engine_version from corpus_statistics order by 1", row -> row.getString(1)));
    }

    private static byte[] bytes(Statistics statistics) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        statistics.write(out);
        return out.toByteArray();
    }
}
