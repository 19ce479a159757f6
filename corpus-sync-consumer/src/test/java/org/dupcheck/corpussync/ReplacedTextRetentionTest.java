package org.dupcheck.corpussync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.corpussync.Changes.approved;
import static org.dupcheck.corpussync.Changes.deleted;
import static org.dupcheck.corpussync.Changes.edited;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.Topics;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.role.RoleContext;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.store.Store;
import org.dupcheck.storetestkit.MigratedDatabase;
import org.dupcheck.testkit.DupcheckServices;
import org.dupcheck.testkit.SettableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replaced texts, on a clock that is moved on. */
@ExtendWith(DupcheckServices.class)
class ReplacedTextRetentionTest {
    private static Database database;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T08:00:00Z"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ReferenceStore store = new ReferenceStore(Store.on(database), clock, new CorpusMetrics(meters));

    @BeforeAll
    static void open(PostgresService postgres) {
        database = MigratedDatabase.open(postgres);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aReplacedTextGoesWhenItsTimeIsUpAndWhatIsInForceStays() {
        CorpusSyncSettings settings = CorpusSyncSettings.defaults();
        CorpusSyncRole role = CorpusSyncRole.of(
                settings,
                new RoleContext(KafkaSettings.of("localhost:1"), new Topics(), database, null, meters, clock));
        apply(approved("edited", 1, "old"), approved("deleted", 1, "old"), approved("kept", 1, "old"));
        clock.advance(Duration.ofDays(4_000)); // how long it was in force plays no part
        apply(edited("edited", 2, "new"));
        clock.advance(Duration.ofDays(1));
        apply(deleted("deleted", 2));
        assertThat(replaced()).containsExactly("deleted 1", "edited 1");
        assertThat(spans()).containsExactly("deleted 1: 2 to 5", "edited 1: 1 to 4");

        clock.advance(settings.replacedTexts().minusDays(1));
        assertThat(role.retention().runAll()).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(role.retention().runAll()).as("the text, and its span").isEqualTo(2);
        assertThat(replaced()).containsExactly("deleted 1");
        assertThat(spans()).containsExactly("deleted 1: 2 to 5");
        assertThat(texts("select whole_from from reference_past")).containsExactly("4");
        clock.advance(Duration.ofDays(1));
        assertThat(role.retention().runAll()).isEqualTo(2);
        assertThat(replaced()).isEmpty();
        assertThat(texts("select whole_from from reference_past")).containsExactly("5");
        assertThat(texts("select document_id from reference_document where sections is not null order by 1"))
                .containsExactly("edited", "kept");
    }

    private void apply(ReferenceEvent... events) {
        store.apply(List.of(events).stream().map(Changes::change).toList());
    }

    private static List<String> replaced() {
        return texts("select document_id || ' ' || revision from reference_text order by 1");
    }

    private static List<String> spans() {
        return texts("select document_id || ' ' || revision || ': ' || from_version || ' to ' || to_version"
                + " from reference_span order by 1");
    }

    private static List<String> texts(String query) {
        return database.read(session -> session.query(query, row -> row.getString(1)));
    }
}
