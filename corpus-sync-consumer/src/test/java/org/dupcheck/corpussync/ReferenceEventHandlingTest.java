package org.dupcheck.corpussync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dupcheck.corpussync.Changes.approved;
import static org.dupcheck.corpussync.TestDelivery.delivery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.consume.RejectedRecordException;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.store.Store;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
class ReferenceEventHandlingTest {
    private static Database database;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeAll
    static void open(PostgresService postgres) {
        database = TestDatabase.migrated(postgres);
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
    void batchIsAppliedInOneTransaction() {
        handling(1 << 20).handle(List.of(delivery(0, approved("a", 1, "a")), delivery(1, approved("b", 1, "b"))));
        assertThat(documents()).containsExactly("a", "b");
        assertThat(transactions()).isEqualTo(1);
    }

    @Test
    void batchOverTheBoundOfBytesIsAppliedInSeveralTransactions() {
        List<Delivery> batch = List.of(
                delivery(0, approved("a", 1, "x".repeat(600))),
                delivery(1, approved("b", 1, "x".repeat(600))),
                delivery(2, approved("c", 1, "x")),
                delivery(3, approved("d", 1, "x".repeat(5_000))));
        handling(1_000).handle(batch);
        assertThat(documents()).containsExactly("a", "b", "c", "d");
        assertThat(transactions()).isEqualTo(3);
    }

    @Test
    void badRecordFailsTheBatchAfterItsNeighboursAreAppliedAndTheyNeedNoSecondTransaction() {
        ReferenceEventHandling handling = handling(1 << 20);
        Delivery bad = new TestDelivery(1, "lixiang:b", "{\"documentType\":\"lixiang\"");
        List<Delivery> batch = List.of(delivery(0, approved("a", 1, "a")), bad, delivery(2, approved("c", 1, "c")));

        assertThatThrownBy(() -> handling.handle(batch)).isInstanceOf(RejectedRecordException.class);
        assertThat(documents()).containsExactly("a", "c");

        handling.handle(batch.subList(0, 1));
        handling.handle(batch.subList(2, 3));
        assertThatThrownBy(() -> handling.handle(List.of(bad)))
                .asInstanceOf(InstanceOfAssertFactories.type(RejectedRecordException.class))
                .extracting(RejectedRecordException::code)
                .isEqualTo("MALFORMED_JSON");
        assertThat(transactions()).isEqualTo(1);

        handling.handle(batch.subList(0, 1));
        assertThat(transactions())
                .as("what is handed in once more is applied again")
                .isEqualTo(2);
    }

    @Test
    void recordWithoutValueIsRejected() {
        assertRejected(new TestDelivery(0, "lixiang:a", null), "MISSING_VALUE", "");
    }

    @Test
    void recordWhoseKeyDoesNotFitIsRejected() {
        assertRejected(
                new TestDelivery(0, "lixiang:b", TestDelivery.json(approved("a", 1, "a"))), "KEY_MISMATCH", "key");
        assertRejected(new TestDelivery(0, null, TestDelivery.json(approved("a", 1, "a"))), "KEY_MISMATCH", "key");
    }

    @Test
    void unknownKindAndEmptyTextAreRejectedWithTheirPath() {
        assertRejected(
                new TestDelivery(
                        0, "t:a", "{\"documentType\":\"t\",\"documentId\":\"a\",\"revision\":1,\"kind\":\"MERGED\"}"),
                "UNKNOWN_ENUM",
                "kind");
        assertRejected(
                new TestDelivery(
                        0,
                        "t:a",
                        "{\"documentType\":\"t\",\"documentId\":\"a\",\"revision\":1,\"kind\":\"APPROVED\","
                                + "\"title\":\"t\",\"sections\":[{\"key\":\"k\",\"text\":\"\"}]}"),
                "EMPTY_TEXT",
                "sections[0].text");
    }

    @Test
    void rememberedRecordsAreBounded() {
        AppliedRecords applied = new AppliedRecords(2);
        List<Delivery> deliveries =
                List.of(new TestDelivery(0, "k", ""), new TestDelivery(1, "k", ""), new TestDelivery(2, "k", ""));
        applied.remember(deliveries);
        assertThat(deliveries.stream().map(applied::forget)).containsExactly(false, true, true);
        assertThat(deliveries.stream().map(applied::forget)).containsOnly(false);
    }

    private void assertRejected(Delivery delivery, String code, String path) {
        assertThatThrownBy(() -> handling(1 << 20).handle(List.of(delivery)))
                .asInstanceOf(InstanceOfAssertFactories.type(RejectedRecordException.class))
                .satisfies(rejected -> {
                    assertThat(rejected.code()).isEqualTo(code);
                    assertThat(rejected.path()).isEqualTo(path);
                });
        assertThat(documents()).isEmpty();
    }

    private ReferenceEventHandling handling(int maxTransactionBytes) {
        return new ReferenceEventHandling(
                new ReferenceEventReader(new JsonCodec()),
                new ReferenceStore(Store.on(database), Clock.systemUTC(), new CorpusMetrics(meters)),
                maxTransactionBytes,
                new AppliedRecords(100));
    }

    private long transactions() {
        return meters.get("dupcheck.corpus.transactions").timer().count();
    }

    private List<String> documents() {
        return database.read(session -> session.query(
                "select document_id from reference_document where in_force order by 1", row -> row.getString(1)));
    }
}
