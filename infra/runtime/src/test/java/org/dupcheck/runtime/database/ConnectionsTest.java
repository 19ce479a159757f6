package org.dupcheck.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
final class ConnectionsTest {
    /** Looks from outside at what the connections under test do. */
    private static Database watcher;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeAll
    static void open(PostgresService postgres) {
        watcher = Database.open(
                DatabaseSettings.of(postgres.newDatabase(), "app").withPoolSize(4), new SimpleMeterRegistry());
    }

    @AfterAll
    static void close() {
        watcher.close();
    }

    @Test
    void aFreshPoolHoldsFewConnectionsHoweverManyItMayHave(PostgresService postgres) {
        try (Database own = Database.open(named(postgres.newDatabase(), "few held", Duration.ofSeconds(30)), meters)) {
            own.read(session -> session.queryOne("select 1", row -> row.getInt(1)));
            // more would be opened within this time, one after the other
            await().during(Duration.ofSeconds(2)).until(() -> backends("few held") <= 2);
        }
    }

    @Test
    void aServerWithoutAFreeConnectionIsToldWithWhatToDo(PostgresService postgres) {
        String url = postgres.newDatabase();
        try (Database owner = Database.open(DatabaseSettings.of(url, "app").withPoolSize(1), meters);
                Database full = Database.open(TestSettings.asUser("crowded", url), meters)) {
            owner.inTransaction(
                    session -> session.update("create role crowded login password 'crowded' connection limit 0"));

            assertThatThrownBy(() -> full.read(session -> 1))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("53300")
                    .hasMessageContaining("max_connections")
                    .hasMessageContaining("pool-size");
            assertThat(full.health().detail()).contains("53300");
            assertThatThrownBy(() -> full.migrate("app", TestSettings.LOCATION))
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
        return watcher.read(session -> session.queryOne(sql, row -> row.getInt(1), parameter))
                .orElseThrow();
    }

    @Test
    void aConnectionToAServerThatOnlyReadsIsGivenUp(PostgresService postgres) {
        try (Database own =
                Database.open(DatabaseSettings.of(postgres.newDatabase(), "app").withPoolSize(1), meters)) {
            own.migrate("app", TestSettings.LOCATION);
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
            own.migrate("app", TestSettings.LOCATION);
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
            assertThatThrownBy(() -> away.migrate("app", TestSettings.LOCATION))
                    .isInstanceOf(DatabaseUnavailableException.class);
            assertThatThrownBy(() -> away.schemaState("app", TestSettings.LOCATION))
                    .isInstanceOf(DatabaseUnavailableException.class);
        }
    }
}
