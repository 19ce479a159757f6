package org.dupcheck.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
final class PooledDatabaseTest {
    private static final String LOCATION = "classpath:db/runtime-test";

    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static Database database;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeAll
    static void open(PostgresService postgres) {
        database =
                Database.open(DatabaseSettings.of(postgres.newDatabase(), "app").withPoolSize(4), METERS);
        database.start();
        database.migrate("app", LOCATION);
    }

    @BeforeEach
    void empty() {
        database.inTransaction(session -> session.update("truncate note"));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aTransactionThatReturnsIsCommittedAndOneThatThrowsIsRolledBack() {
        insert("kept");
        assertThatThrownBy(() -> database.inTransaction(session -> {
                    session.update("insert into note (text, at) values (?, now())", "lost");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(texts()).containsExactly("kept");
    }

    @Test
    void instantsAreTheSameWhateverTheZoneOfTheJvmAndOfTheServer() {
        Instant at = Instant.parse("2026-03-29T01:30:00.123456Z");
        List<String> shown = database.inTransaction(session -> {
            session.update("set local time zone 'America/New_York'");
            session.update("insert into note (text, at) values (?, ?)", "a", at);
            assertThat(session.queryOne("select at from note", row -> Session.instant(row, "at")))
                    .contains(at);
            assertThat(session.queryOne(
                            "select null::timestamptz as at",
                            row -> Optional.ofNullable(Session.instantOrNull(row, "at"))))
                    .contains(Optional.empty());
            return session.query(
                    "select to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at from note",
                    row -> row.getString("at"));
        });
        assertThat(shown).containsExactly("2026-03-29 01:30");
        assertThatThrownBy(() -> database.read(session ->
                        session.queryOne("select null::timestamptz as at", row -> Session.instant(row, "at"))))
                .isInstanceOf(DatabaseException.class);
    }

    @Test
    void aRefusalNamesItsSqlStateAndNoValue() throws Exception {
        insert("geheim");
        DatabaseException unique = catchThrowableOfType(DatabaseException.class, () -> insert("geheim"));
        assertThat(unique.sqlState()).isEqualTo("23505");
        assertThat(trace(unique)).contains("23505").doesNotContain("geheim");
        DatabaseException batch = catchThrowableOfType(
                DatabaseException.class,
                () -> database.inTransaction(session -> {
                    try (PreparedStatement insert =
                            session.connection().prepareStatement("insert into note (text, at) values (?, now())")) {
                        insert.setString(1, "geheim");
                        insert.addBatch();
                        insert.setString(1, "auch geheim");
                        insert.addBatch();
                        return insert.executeBatch();
                    }
                }));
        assertThat(trace(batch)).doesNotContain("geheim");
    }

    @Test
    void readsSeeWhatIsCommittedAndLeaveTheConnectionAsItWas() {
        insert("a");
        assertThat(texts()).containsExactly("a");
        assertThatThrownBy(() -> database.inTransaction(session -> {
                    session.update("delete from note");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(texts()).containsExactly("a");
        assertThatThrownBy(() -> database.read(session -> session.update("no sql")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("42601");
    }

    @Test
    void aDeadlockIsGivenUpForAnotherTry() throws Exception {
        insert("one");
        insert("two");
        CountDownLatch both = new CountDownLatch(2);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<?> forth = pool.submit(() -> lockBoth("one", "two", both));
            Future<?> back = pool.submit(() -> lockBoth("two", "one", both));
            int failed = 0;
            for (Future<?> end : List.of(forth, back)) {
                try {
                    end.get();
                } catch (ExecutionException e) {
                    assertThat(e.getCause())
                            .isInstanceOf(DatabaseUnavailableException.class)
                            .hasMessageContaining("40P01");
                    failed++;
                }
            }
            assertThat(failed).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
    }

    private void lockBoth(String first, String second, CountDownLatch both) {
        database.inTransaction(session -> {
            session.update("update note set at = now() where text = ?", first);
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return session.update("update note set at = now() where text = ?", second);
        });
    }

    @Test
    void poolsFiguresAreBound() {
        insert("a");
        assertThat(METERS.get("hikaricp.connections").gauge().value()).isPositive();
        assertThat(database.health().up()).isTrue();
    }

    @Test
    void severalNodesMayMigrateAtOnce(PostgresService postgres) throws Exception {
        String fresh = postgres.newDatabase();
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(node -> nodes.submit(() -> {
                        try (Database own =
                                Database.open(DatabaseSettings.of(fresh, "app").withPoolSize(1), meters)) {
                            own.migrate("app", LOCATION);
                        }
                    }))
                    .toList();
            for (Future<?> node : done) {
                node.get();
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void theStateOfTheSchemaTellsWhatIsMissingAndWhatIsTooNew(PostgresService postgres) {
        try (Database fresh = Database.open(DatabaseSettings.of(postgres.newDatabase(), "app"), meters)) {
            SchemaState before = fresh.schemaState("app", LOCATION);
            assertThat(before.current()).isEmpty();
            assertThat(before.known()).isEqualTo("2");
            assertThat(before.pending()).isEqualTo(2);
            fresh.migrate("app", LOCATION);
            assertThat(fresh.schemaState("app", LOCATION).upToDate()).isTrue();
            SchemaState older = fresh.schemaState("app", LOCATION + "-older");
            assertThat(older.newerThanKnown()).isTrue();
            assertThat(older.current()).isEqualTo("2");
            assertThatThrownBy(() -> fresh.migrate("app", LOCATION + "-older"))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("newer");
        }
    }

    @Test
    void anAlteredMigrationIsRefused() {
        String checksums = "update flyway_schema_history set checksum = checksum + ?";
        database.inTransaction(session -> session.update(checksums, 1));
        assertThatThrownBy(() -> database.migrate("app", LOCATION)).isInstanceOf(SchemaException.class);
        database.inTransaction(session -> session.update(checksums, -1));
        database.migrate("app", LOCATION);
    }

    @Test
    void aUserWithoutTheRightToCreateNeedsNoneOnceTheTablesAreThere(PostgresService postgres) {
        String url = postgres.newDatabase();
        try (Database owner = Database.open(DatabaseSettings.of(url, "app").withPoolSize(1), meters);
                Database user = Database.open(asUser("reader", url), meters)) {
            owner.inTransaction(session -> session.update("create role reader login password 'reader'"));
            assertThatThrownBy(() -> user.migrate("app", LOCATION))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("CREATE SCHEMA app");
            owner.migrate("app", LOCATION);
            owner.inTransaction(session -> session.update("grant usage on schema app to reader")
                    + session.update("grant select, insert, update, delete on all tables in schema app to reader"));

            user.migrate("app", LOCATION);

            user.inTransaction(session -> session.update("insert into note (text, at) values ('mine', now())"));
            owner.inTransaction(session -> session.update("drop owned by reader") + session.update("drop role reader"));
        }
    }

    @Test
    void anOwnerOfTheSchemaNeedsNoRightOnTheDatabase(PostgresService postgres) {
        String url = postgres.newDatabase();
        try (Database owner = Database.open(DatabaseSettings.of(url, "app").withPoolSize(1), meters);
                Database user = Database.open(asUser("tenant", url), meters)) {
            owner.inTransaction(session -> session.update("create role tenant login password 'tenant'")
                    + session.update("create schema app authorization tenant"));

            user.migrate("app", LOCATION);

            assertThat(user.schemaState("app", LOCATION).upToDate()).isTrue();
            owner.inTransaction(session -> session.update("drop owned by tenant") + session.update("drop role tenant"));
        }
    }

    private static DatabaseSettings asUser(String name, String url) {
        DatabaseSettings settings = DatabaseSettings.of(url, "app");
        return new DatabaseSettings(
                url,
                name,
                name,
                "app",
                1,
                settings.connectionTimeout(),
                settings.statementTimeout(),
                settings.applicationName());
    }

    @Test
    void aFreshPoolHoldsFewConnectionsHoweverManyItMayHave(PostgresService postgres) {
        try (Database own = Database.open(named(postgres.newDatabase(), "few held", Duration.ofSeconds(30)), meters)) {
            own.read(session -> session.queryOne("select 1", row -> row.getInt(1)));
            // more would be opened within this time, one after the other
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> backends("few held") <= 2);
        }
    }

    @Test
    void aServerWithoutAFreeConnectionIsToldWithWhatToDo(PostgresService postgres) {
        String url = postgres.newDatabase();
        try (Database owner = Database.open(DatabaseSettings.of(url, "app").withPoolSize(1), meters);
                Database full = Database.open(asUser("crowded", url), meters)) {
            owner.inTransaction(
                    session -> session.update("create role crowded login password 'crowded' connection limit 0"));

            assertThatThrownBy(() -> full.read(session -> 1))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("53300")
                    .hasMessageContaining("max_connections")
                    .hasMessageContaining("pool-size");
            assertThat(full.health().detail()).contains("53300");
            assertThatThrownBy(() -> full.migrate("app", LOCATION))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("53300");
            owner.inTransaction(session -> session.update("drop role crowded"));
        }
    }

    @Test
    void aStatementThatTakesTooLongIsGivenUpByTheServerToo(PostgresService postgres) {
        try (Database own = Database.open(named(postgres.newDatabase(), "slow", Duration.ofSeconds(1)), meters)) {
            assertThatThrownBy(() -> own.read(session -> session.queryOne("select pg_sleep(60)", row -> 1)))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("57014");
            assertThat(transactions("slow")).isZero();
        }
    }

    @Test
    void aTransactionInWhichNothingHappensIsGivenUpByTheServer(PostgresService postgres) {
        try (Database own = Database.open(named(postgres.newDatabase(), "forgotten", Duration.ofSeconds(1)), meters)) {
            assertThatThrownBy(() -> own.inTransaction(session -> {
                        session.queryOne("select 1", row -> row.getInt(1));
                        await().until(() -> transactions("forgotten") == 0);
                        return session.queryOne("select 1", row -> row.getInt(1));
                    }))
                    .isInstanceOf(DatabaseUnavailableException.class);
            Optional<Integer> again = own.read(session -> session.queryOne("select 1", row -> row.getInt(1)));
            assertThat(again).contains(1);
        }
    }

    private static DatabaseSettings named(String url, String name, Duration statementTimeout) {
        return new DatabaseSettings(url, "", "", "app", 16, Duration.ofSeconds(5), statementTimeout, name);
    }

    private static int backends(String application) {
        return count("select count(*) from pg_stat_activity where application_name = ?", application);
    }

    private static int transactions(String application) {
        return count(
                "select count(*) from pg_stat_activity where application_name = ? and xact_start is not null",
                application);
    }

    private static int count(String sql, String parameter) {
        return database.read(session -> session.queryOne(sql, row -> row.getInt(1), parameter))
                .orElseThrow();
    }

    @Test
    void aConnectionToAServerThatOnlyReadsIsGivenUp(PostgresService postgres) {
        try (Database own =
                Database.open(DatabaseSettings.of(postgres.newDatabase(), "app").withPoolSize(1), meters)) {
            own.migrate("app", LOCATION);
            // as after a fail-over, when the pool still holds a connection to what has become a stand-by
            own.read(session -> session.update("set session characteristics as transaction read only"));
            assertThatThrownBy(() -> own.inTransaction(
                            session -> session.update("insert into note (text, at) values ('a', now())")))
                    .isInstanceOf(DatabaseUnavailableException.class);

            int rows = own.inTransaction(session -> session.update("insert into note (text, at) values ('a', now())"));
            assertThat(rows).isEqualTo(1);
        }
    }

    @Test
    void aKilledServerIsReportedAwayAndWorkSucceedsAgainOnceItIsBack(PostgresService postgres) {
        try (Database own =
                Database.open(DatabaseSettings.of(postgres.newDatabase(), "app").withPoolSize(2), meters)) {
            own.migrate("app", LOCATION);
            own.inTransaction(session -> session.update("insert into note (text, at) values ('a', now())"));
            postgres.kill();
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> own.read(session -> session.queryOne("select 1", row -> row.getInt(1))))
                        .isInstanceOf(DatabaseUnavailableException.class);
                // what succeeded a moment ago says nothing any more
                assertThat(own.health().up()).isFalse();
            }
            await().untilAsserted(() -> assertThat(own.health().detail()).contains("refused"));
            postgres.start();
            // one try, no loop: the pool's short pace finds the server within the connection timeout
            Optional<String> text =
                    own.read(session -> session.queryOne("select text from note", row -> row.getString(1)));
            assertThat(text).contains("a");
        }
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutTheCredentials() {
        DatabaseSettings wrong = new DatabaseSettings(
                "postgresql://127.0.0.1:1/none",
                "nobody",
                "secret",
                "app",
                1,
                Duration.ofMillis(250),
                Duration.ofSeconds(5),
                "test");
        try (Database away = Database.open(wrong, meters)) {
            assertThatThrownBy(() -> away.read(session -> 1))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("127.0.0.1:1")
                    .hasMessageNotContaining("secret");
            assertThatThrownBy(() -> away.migrate("app", LOCATION)).isInstanceOf(DatabaseUnavailableException.class);
            assertThatThrownBy(() -> away.schemaState("app", LOCATION))
                    .isInstanceOf(DatabaseUnavailableException.class);
        }
    }

    private void insert(String text) {
        database.inTransaction(
                session -> session.update("insert into note (text, at) values (?, ?)", text, Instant.EPOCH));
    }

    private List<String> texts() {
        return database.read(session -> session.query("select text from note", row -> row.getString("text")));
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
