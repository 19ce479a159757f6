package org.dupcheck.corpussync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dupcheck.corpussync.Changes.approved;
import static org.dupcheck.corpussync.TestDelivery.delivery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.consume.RejectedRecordException;
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
class ReferenceEventHandlerTest {
    private static Database database;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

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
    void batchIsAppliedInOneTransaction() {
        handler(1 << 20).handle(List.of(delivery(0, approved("a", 1, "a")), delivery(1, approved("b", 1, "b"))));
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
        handler(1_000).handle(batch);
        assertThat(documents()).containsExactly("a", "b", "c", "d");
        assertThat(transactions()).isEqualTo(3);
        assertThat(meters.get("dupcheck.corpus.events").counter().count())
                .as("each of them once")
                .isEqualTo(4);
    }

    @Test
    void batchOfJustTheBoundIsOneTransactionAndWhatIsOverItByItselfMakesNoEmptyOne() {
        Delivery first = delivery(0, approved("a", 1, "x"));
        Delivery second = delivery(1, approved("b", 1, "x"));
        handler(first.value().length + second.value().length).handle(List.of(first, second));
        assertThat(transactions()).isEqualTo(1);
        handler(10).handle(List.of(delivery(2, approved("c", 1, "x"))));
        assertThat(transactions()).isEqualTo(2);
    }

    @Test
    void badRecordFailsAloneAndItsNeighboursAreAppliedInOneTransaction() {
        Delivery bad = new TestDelivery(1, "lixiang:b", "{\"documentType\":\"lixiang\"");
        List<Delivery> batch = List.of(delivery(0, approved("a", 1, "a")), bad, delivery(2, approved("c", 1, "c")));

        Map<Delivery, Throwable> failures = handler(1 << 20).handle(batch);
        assertThat(failures).containsOnlyKeys(bad);
        assertThat(failures.get(bad))
                .asInstanceOf(InstanceOfAssertFactories.type(RejectedRecordException.class))
                .extracting(RejectedRecordException::code)
                .isEqualTo("MALFORMED_JSON");
        assertThat(documents()).containsExactly("a", "c");
        assertThat(transactions()).isEqualTo(1);
    }

    /** What the database refuses is told apart from its neighbours; what follows it of its document waits. */
    @Test
    void changeThatTheDatabaseRefusesFailsWithWhatFollowsItOfItsDocument() {
        Delivery refused = delivery(1, approved("refused", 2, "REFUSED"));
        // by itself the database would take it
        Delivery behind = delivery(2, approved("refused", 1, "c"));
        List<Delivery> batch = List.of(
                delivery(0, approved("a", 1, "a")), refused, behind, delivery(3, approved("d", 1, "x".repeat(600))));
        refuse("REFUSED");
        try {
            assertThat(handler(700).handle(batch)).containsOnlyKeys(refused, behind);
            assertThat(documents()).containsExactly("a", "d");
        } finally {
            refuseNothing();
        }
        assertThat(handler(700).handle(batch)).isEmpty();
        assertThat(documents()).containsExactly("a", "d", "refused");
    }

    @Test
    void changeThatTheDatabaseRefusesFailsAlsoWhereItIsAlone() {
        Delivery refused = delivery(0, approved("a", 1, "REFUSED"));
        refuse("REFUSED");
        try {
            assertThat(handler(1 << 20).handle(List.of(refused))).containsOnlyKeys(refused);
            assertThat(documents()).isEmpty();
        } finally {
            refuseNothing();
        }
    }

    private static void refuse(String text) {
        run("alter table reference_document add constraint refused check (sections::text not like '%" + text + "%')");
    }

    private static void refuseNothing() {
        run("alter table reference_document drop constraint refused");
    }

    private static void run(String sql) {
        database.inTransaction(session -> session.update(sql));
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

    private void assertRejected(Delivery delivery, String code, String path) {
        assertThat(handler(1 << 20).handle(List.of(delivery)).get(delivery))
                .asInstanceOf(InstanceOfAssertFactories.type(RejectedRecordException.class))
                .satisfies(rejected -> {
                    assertThat(rejected.code()).isEqualTo(code);
                    assertThat(rejected.path()).isEqualTo(path);
                });
        assertThat(documents()).isEmpty();
    }

    private ReferenceEventHandler handler(int maxTransactionBytes) {
        return new ReferenceEventHandler(
                new ReferenceEventReader(new JsonCodec()),
                new ReferenceStore(Store.on(database), Clock.systemUTC(), new CorpusMetrics(meters)),
                maxTransactionBytes);
    }

    private long transactions() {
        return meters.get("dupcheck.corpus.transactions").timer().count();
    }

    private List<String> documents() {
        return database.read(session -> session.query(
                "select document_id from reference_document where in_force order by 1", row -> row.getString(1)));
    }
}
