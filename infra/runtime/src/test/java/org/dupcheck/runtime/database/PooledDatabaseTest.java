package org.dupcheck.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
final class PooledDatabaseTest {
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
    private static Database database;

    @BeforeAll
    static void open(PostgresService postgres) {
        database =
                Database.open(DatabaseSettings.of(postgres.newDatabase(), "app").withPoolSize(4), METERS);
        database.start();
        database.migrate("app", TestSettings.LOCATION);
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
