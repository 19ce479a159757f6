package org.dupcheck.check.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dupcheck.check.DatabaseTest;
import org.dupcheck.check.StoredRows;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.engine.Change;
import org.dupcheck.engine.Document;
import org.dupcheck.engine.ReferenceIndex;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reference index follows the database, in portions of two documents. */
class ReferenceSetFeedTest extends DatabaseTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger loads = new AtomicInteger();
    private FakeIndex index;
    private StoredRows tables;

    @BeforeEach
    void setUp() {
        tables = new StoredRows(database);
        index = new FakeIndex(10);
    }

    @Test
    void thePortionsOfALoadAddUpToTheReferenceSet() {
        for (int i = 1; i <= 7; i++) {
            tables.putReference("r" + i, i, "题" + i, "文字" + i);
        }
        tables.deleteReference("r3", 9);
        tables.putReference("r2", 8, "新题", "新文字");

        ReferenceSet set = feed(index).atLeast(version(9));

        assertThat(set.version()).isEqualTo(9);
        assertThat(set.view().documentCount()).isEqualTo(6);
        assertThat(set.sources().find(new Document.Id("project", "r2")))
                .isEqualTo(new SourceDirectory.Source(8, "新题", null));
        assertThat(set.sources().find(new Document.Id("project", "r3"))).isNull();
        assertThat(meters.get("dupcheck.index.version").gauge().value()).isEqualTo(9);
        assertThat(meters.get("dupcheck.index.documents").gauge().value()).isEqualTo(6);
    }

    @Test
    void aVersionThatIsThereIsGivenWithoutAskingTheDatabase() {
        tables.putReference("r1", 1, "题", "文字");
        ReferenceSetFeed feed = feed(index);
        ReferenceSet first = feed.atLeast(version(1));
        tables.putReference("r2", 1, "题", "文字");

        assertThat(feed.atLeast(version(1))).isSameAs(first);
        assertThat(feed.atLeast(version(2)).view().documentCount()).isEqualTo(2);
        assertThat(first.view().documentCount()).isEqualTo(1);
    }

    @Test
    void statesBetweenTwoPortionsAreNeverHandedOut() {
        for (int i = 1; i <= 2; i++) {
            tables.putReference("r" + i, 1, "题", "文字");
        }
        List<Integer> seen = new ArrayList<>();
        List<Long> applied = new ArrayList<>();
        ReferenceSetFeed[] feed = new ReferenceSetFeed[1];
        ReferenceIndex watched = new ReferenceIndex() {
            @Override
            public View view() {
                return index.view();
            }

            @Override
            public void apply(List<Change> changes, long corpusVersion) {
                index.apply(changes, corpusVersion);
                applied.add(corpusVersion);
                seen.add(feed[0].atLeast(new CorpusVersion(0, null)).view().documentCount());
            }
        };
        feed[0] = feed(watched);
        feed[0].atLeast(version(2));
        for (int i = 3; i <= 7; i++) {
            tables.putReference("r" + i, 1, "题", "文字");
        }
        assertThat(feed[0].atLeast(version(7)).view().documentCount()).isEqualTo(7);

        assertThat(applied).containsExactly(2L, 4L, 6L, 7L);
        assertThat(seen).containsExactly(0, 2, 2, 2);
    }

    @Test
    void changesAreFollowedInTheBackgroundAndTheLoadIsToldOnce() {
        tables.putReference("r1", 1, "题", "文字");
        try (ReferenceSetFeed feed = feed(index)) {
            assertThat(feed.health().up()).isFalse();
            feed.start();
            await().until(() -> feed.health().up());
            tables.putReference("r2", 1, "题", "文字");
            await().until(() -> index.view().corpusVersion() == 2);
            assertThat(loads).hasValue(1);
        }
    }

    @Test
    void aVersionThatTheDatabaseNoLongerHasIsTriedAgainLater() {
        assertThatThrownBy(() -> feed(index).atLeast(version(5)))
                .isInstanceOf(RetryLaterException.class)
                .hasMessageContaining("corpus version 5 is gone");
    }

    @Test
    void anErrorInWhatTheEndOfTheLoadStartsIsToldAndIsForGood() {
        try (ReferenceSetFeed feed = new ReferenceSetFeed(
                new ReferenceSetLoader(new ReferenceChanges(database, new JsonCodec(), 2), IndexStore.holding(index)),
                new StatisticsEpochs(database, Clock.systemUTC(), "fake-1", .1),
                Duration.ofMillis(10),
                Duration.ofHours(1),
                new SimpleMeterRegistry(),
                () -> {
                    throw new LinkageError("half a client");
                })) {
            feed.start();
            await().until(() -> feed.health().broken());
            assertThat(feed.health().detail()).contains("half a client");
        }
    }

    @Test
    void troubleWithTheReferenceSetIsTold() {
        try (ReferenceSetFeed feed = feed(index)) {
            feed.start();
            await().until(() -> feed.health().up());
            tables.putReference("r1", 1, "题", "文字");
            database.inTransaction(
                    session -> session.update("update reference_document set sections = '{}', changed_version = 2"));
            database.inTransaction(session -> session.update("update corpus_state set version = 2"));
            await().until(() -> !feed.health().up());
            assertThat(feed.health().detail()).contains("InvalidMessageException");
        }
    }

    private static CorpusVersion version(long number) {
        String token = database.read(session -> session.queryOne(
                        "select token::text from corpus_history where version = ?", row -> row.getString(1), number))
                .orElse(null);
        return new CorpusVersion(number, token);
    }

    private ReferenceSetFeed feed(ReferenceIndex any) {
        return new ReferenceSetFeed(
                new ReferenceSetLoader(new ReferenceChanges(database, new JsonCodec(), 2), IndexStore.holding(any)),
                new StatisticsEpochs(database, Clock.systemUTC(), "fake-1", .1),
                Duration.ofMillis(10),
                Duration.ofHours(1),
                meters,
                loads::incrementAndGet);
    }
}
