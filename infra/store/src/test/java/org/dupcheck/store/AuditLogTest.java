package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseException;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditChain;
import org.dupcheck.store.audit.AuditChain.Finding;
import org.dupcheck.store.audit.AuditChain.Mark;
import org.dupcheck.store.audit.AuditEntry;
import org.dupcheck.store.audit.AuditLog;
import org.dupcheck.store.audit.AuditedEntry;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditLogTest extends StoreTest {
    private static final int MANY = 20;

    @Test
    void anEntryIsInTheLogOnceItsTransactionHasCommitted() {
        AuditEntry entry = new AuditEntry(
                AuditAction.CONFIRMED,
                key.businessType(),
                key.toString(),
                3L,
                "v-1",
                "command-1",
                "张三",
                "确有必要，\"急\" 😀");
        store.run(tables -> {
            tables.auditLog().add(entry);
            assertThat(tables.auditLog().before(null, key.toString(), Long.MAX_VALUE, 9))
                    .isEmpty();
        });
        AuditedEntry found = newest(1).get(0);
        assertThat(found)
                .extracting("action", "businessType", "subject", "revision", "verdictId", "detail")
                .containsExactly("CONFIRMED", key.businessType(), key.toString(), 3L, "v-1", "command-1");
        assertThat(found.person()).extracting("userId", "note").containsExactly("张三", "确有必要，\"急\" 😀");
        assertThat(column("select 1 from audit_pending")).isEmpty();
        assertThat(whole(null).newest()).isEqualTo(new Mark(found.number(), found.hash()));
    }

    @Test
    void whatIsRolledBackWasNeverDecided() {
        assertThatThrownBy(() -> store.run(tables -> {
                    tables.auditLog().add(decided("user-1"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(newest(1)).isEmpty();
        whole(null);
    }

    @Test
    void whoDecideAtOnceStandOneAfterTheOther() throws Exception {
        long before = whole(null).newest().number();
        try (Workers workers = new Workers(8)) {
            List<Future<?>> all = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(worker -> workers.threads.submit(() -> {
                        for (int i = 0; i < MANY; i++) {
                            store.run(tables -> {
                                tables.auditLog().add(decided("user-" + worker));
                                tables.auditLog().add(decided("user-" + worker));
                            });
                        }
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get(1, TimeUnit.MINUTES);
            }
        }
        assertThat(whole(null).newest().number()).isEqualTo(before + 2 * 8 * MANY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_log set action = 'DECLINED'",
                "delete from audit_log",
                "truncate audit_log",
                "update audit_person set user_id = 'somebody else'",
            })
    void theDatabaseRefusesToChangeWhatWasDecided(String change) {
        add("user-1");
        assertThatThrownBy(() -> sql(change)).hasStackTraceContaining("the audit log is only added to");
    }

    /** As with an outside database, where the nodes' role is no superuser. */
    @Test
    void theRoleThatWritesItMayNotUpdateOrDelete(PostgresService postgres) {
        String url = postgres.newDatabase();
        try (Database owner = Database.open(DatabaseSettings.of(url, Schema.NAME), new SimpleMeterRegistry())) {
            owner.inTransaction(session -> {
                session.update("create role audit_writer login password 'secret'");
                session.update("grant create on database \""
                        + name(session.connection().getCatalog()) + "\" to audit_writer");
                return true;
            });
        }
        DatabaseSettings all = DatabaseSettings.of(url.replaceAll("\\?.*", ""), Schema.NAME);
        DatabaseSettings role = new DatabaseSettings(
                all.url(),
                "audit_writer",
                "secret",
                all.schema(),
                1,
                all.connectionTimeout(),
                all.statementTimeout(),
                all.applicationName());
        try (Database writer = Database.open(role, new SimpleMeterRegistry())) {
            writer.migrate(Schema.NAME, Schema.MIGRATIONS);
            Store.on(writer).run(tables -> tables.auditLog().add(decided("user-1")));
            int forgotten = Store.on(writer)
                    .inTransaction(tables -> tables.auditLog().forgetPersons(now().plus(Duration.ofDays(10_000)), 10));
            assertThat(forgotten).as("retention works for it").isEqualTo(1);
            for (String change : List.of("update audit_log set detail = null", "delete from audit_log")) {
                assertThatThrownBy(() -> writer.inTransaction(session -> session.update(change)))
                        .isInstanceOf(DatabaseException.class)
                        .hasStackTraceContaining("permission denied for table audit_log");
            }
        }
    }

    private static String name(String catalog) {
        return catalog.replace("\"", "\"\"");
    }

    @Test
    void whoIsForgottenLeavesTheChainWhole() {
        add("user-1");
        add("user-2");
        assertThat(holds(tables -> tables.auditLog().forgetPersons(now().plus(Duration.ofDays(10_000)), 1_000) >= 2))
                .isTrue();
        add("user-3");
        Finding finding = whole(null);
        assertThat(finding.forgotten()).isEqualTo(finding.newest().number() - 1);
        assertThat(newest(3)).extracting(entry -> entry.person() == null).containsExactly(false, true, true);
        assertThat(finding.newestForgotten()).isEqualTo(newest(2).get(1).at());
    }

    @Test
    void everyChangeOfAnEntryIsFound() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < MANY; i++) {
            add("user-" + i);
        }
        List<String> changes = List.of(
                "at = at + interval '1 microsecond'",
                "action = 'DECLINED'",
                "subject = subject || '1'",
                "business_type = null",
                "revision = coalesce(revision, 0) + 1",
                "verdict_id = null",
                "detail = 'nothing'",
                "person = repeat('a', 64)",
                "previous = repeat('b', 64)",
                "hash = repeat('c', 64)",
                "entry_id = gen_random_uuid()",
                "number = number + 1000000");
        for (int trial = 0; trial < 200; trial++) {
            String change = changes.get(random.nextInt(changes.size()));
            int back = random.nextInt(MANY);
            String where = " where number = (select max(number) - " + back + " from audit_log)";
            assertThat(after(null, "update audit_log set " + change + where).fault())
                    .as("%s, %d before the newest, seed %d", change, back, seed)
                    .isNotNull();
        }
        whole(null);
    }

    @Test
    void whatIsMissingOrPutInIsFound() {
        IntStream.range(0, 4).forEach(i -> add("user-" + i));
        long newest = whole(null).newest().number();
        assertThat(after(null, "delete from audit_log where number = " + (newest - 1))
                        .fault())
                .isEqualTo("entry " + (newest - 1) + " is missing; the next one is " + newest);
        assertThat(after(
                                null,
                                "delete from audit_log where number = " + (newest - 1),
                                "update audit_log set number = number - 1 where number = " + newest)
                        .fault())
                .contains("does not follow");
        assertThat(after(
                                null,
                                "insert into audit_log select number + 1, gen_random_uuid(), at, action, business_type, subject, revision,"
                                        + " verdict_id, detail, person, hash, hash from audit_log where number = "
                                        + newest)
                        .fault())
                .contains("entry " + (newest + 1));
        assertThat(after(null, "update audit_person set user_id = 'another' where user_id = 'user-3'")
                        .fault())
                .contains("another person");
    }

    /** The chain alone cannot tell; who has kept a mark can. */
    @Test
    void aMarkOfBeforeTellsWhenTheNewestAreGoneOrAllWasWrittenAnew() {
        add("user-1");
        add("user-2");
        Mark mark = whole(null).newest();
        String cut = "delete from audit_log where number >= " + mark.number();
        assertThat(after(null, cut).fault()).as("unseen").isNull();
        assertThat(after(mark, cut).fault())
                .isEqualTo("entry " + mark.number() + " is expected, and the log ends with " + (mark.number() - 1));
        Mark other = new Mark(mark.number(), "d".repeat(64));
        assertThat(after(other).fault()).contains("written anew");
        add("user-3");
        assertThat(whole(mark).newest().number()).isEqualTo(mark.number() + 1);
        assertThat(whole(Mark.parse(mark.toString())).fault()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "7:", ":" + "0", "x:0", "7:00", "-1:0"})
    void aMarkThatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> Mark.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private AuditEntry decided(String userId) {
        return new AuditEntry(
                AuditAction.CONFIRMED, key.businessType(), key.toString(), 1L, verdictId(1), null, userId, "a reason");
    }

    private void add(String userId) {
        store.run(tables -> tables.auditLog().add(decided(userId)));
    }

    private List<AuditedEntry> newest(int limit) {
        return all(tables -> tables.auditLog().before(null, key.toString(), Long.MAX_VALUE, limit));
    }

    private static Finding whole(@Nullable Mark mark) {
        Finding finding = in(tables -> tables.auditLog().verify(new AuditChain(mark)));
        assertThat(finding.fault()).isNull();
        return finding;
    }

    /** What is found after changes by somebody who may do anything; they are rolled back. */
    private static Finding after(@Nullable Mark mark, String... changes) {
        Finding[] found = new Finding[1];
        assertThatThrownBy(() -> database.inTransaction(session -> {
                    session.update("set local session_replication_role = replica");
                    for (String change : changes) {
                        session.update(change);
                    }
                    found[0] = new AuditLog(new Sql(session)).verify(new AuditChain(mark));
                    throw new IllegalStateException("back");
                }))
                .hasMessage("back");
        return found[0];
    }

    private record Workers(ExecutorService threads) implements AutoCloseable {
        Workers(int threads) {
            this(Executors.newFixedThreadPool(threads));
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
