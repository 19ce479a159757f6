package org.dupcheck.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostgresProcessTest {
    private static PostgresProcess postgres;

    @BeforeAll
    static void start() throws SQLException {
        postgres = PostgresProcess.start(PostgresSettings.temporary());
        Probes.execute(postgres.jdbcUrl(), "create table kept (n int)");
    }

    @AfterAll
    static void close() {
        postgres.close();
        assertThat(postgres.directory()).doesNotExist();
        postgres.close();
    }

    @Test
    void isPostgres18AndKeepsText() throws SQLException {
        assertThat(Probes.query(postgres.jdbcUrl(), "show server_version")).startsWith("18.");
        assertThat(Probes.query(postgres.jdbcUrl(), "select lower('ÀÉ') || '查重' || octet_length('𠮷')"))
                .isEqualTo("àé查重4");
    }

    @Test
    void aDatabaseIsFilledOnceAndCopiedThen() throws SQLException {
        List<String> filled = new ArrayList<>();
        Consumer<String> fill = url -> {
            filled.add(url);
            createTable(url);
        };
        String one = postgres.copyOf("numbers", fill);
        Probes.execute(one, "insert into copied values (1)");
        String other = postgres.copyOf("numbers", fill);
        assertThat(filled).hasSize(1).doesNotContain(one, other);
        assertThat(Probes.query(one, "select count(*) from copied")).isEqualTo("1");
        assertThat(Probes.query(other, "select count(*) from copied")).isEqualTo("0");
        assertThatThrownBy(() -> postgres.copyOf("No name", fill)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void createTable(String url) {
        try {
            Probes.execute(url, "create table copied (n int)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void committedRowsSurviveKillsAndTheServerComesBackAtOnceOnTheSamePort() throws SQLException {
        String url = postgres.jdbcUrl();
        for (int round = 1; round <= 3; round++) {
            Probes.execute(url, "insert into kept values (" + round + ")");
            postgres.kill();
            assertThat(postgres.isRunning()).isFalse();
            assertThat(postgres.isWanted()).isTrue();
            assertThatThrownBy(() -> Probes.query(url, "select 1")).isInstanceOf(SQLException.class);

            postgres.start();

            assertThat(Probes.query(url, "select max(n) from kept")).isEqualTo(Integer.toString(round));
        }
    }

    @Test
    void aPostmasterKilledByOthersWhileItsChildIsBusyComesBack() throws Exception {
        ExecutorService busy = Executors.newSingleThreadExecutor();
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = connection.createStatement()) {
            CompletableFuture<Void> query = CompletableFuture.runAsync(
                    () -> assertThatThrownBy(() -> statement.execute("select pg_sleep(60)"))
                            .isInstanceOf(SQLException.class),
                    busy);
            await().atMost(Probes.PATIENCE)
                    .until(() -> Probes.query(
                                    postgres.jdbcUrl(),
                                    "select count(*) from pg_stat_activity where query like '%pg_sleep(60)' and state = 'active'")
                            .equals("1"));
            long pid = postgres.pid();

            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            await().atMost(Probes.PATIENCE).until(() -> !postgres.isRunning());
            postgres.revive();

            assertThat(postgres.pid()).isNotEqualTo(pid);
            assertThat(Probes.query(postgres.jdbcUrl(), "select 1")).isEqualTo("1");
            assertThat(query).succeedsWithin(Probes.PATIENCE);
        } finally {
            busy.shutdownNow();
        }
    }

    @Test
    void aKillTakesAllOfItsProcessesAlong() {
        List<ProcessHandle> children =
                ProcessHandle.of(postgres.pid()).orElseThrow().children().toList();
        assertThat(children).isNotEmpty();

        postgres.kill();

        assertThat(children).noneMatch(child -> Probes.isAlive(child.pid()));
        postgres.start();
    }

    @Test
    void whatWasStoppedStaysStopped() {
        postgres.stop();
        postgres.revive();

        assertThat(postgres.isRunning()).isFalse();
        assertThat(postgres.isWanted()).isFalse();
        assertThatThrownBy(postgres::pid).isInstanceOf(IllegalStateException.class);
        postgres.start();
    }

    @Test
    void aPausedServerLetsNobodyInUntilItGoesOn() throws Exception {
        ExecutorService clients = Executors.newSingleThreadExecutor();
        try {
            postgres.pause();
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return Probes.query(postgres.jdbcUrl(), "select 'in'");
                        } catch (SQLException e) {
                            throw new IllegalStateException(e);
                        }
                    },
                    clients);
            await().during(Duration.ofMillis(300)).until(() -> !answer.isDone());

            postgres.resume();

            assertThat(answer).succeedsWithin(Probes.PATIENCE).isEqualTo("in");
        } finally {
            postgres.resume();
            clients.shutdownNow();
        }
    }

    @Test
    void aNewObjectFindsTheDataThePasswordAndThePortOfTheFormer(@TempDir Path directory) throws SQLException {
        PostgresSettings settings = PostgresSettings.durable(directory.resolve("deep/down"))
                .withParameters(Map.of("max_connections", "20"));
        String url;
        try (PostgresProcess first = PostgresProcess.start(settings)) {
            url = first.jdbcUrl();
            assertThat(Probes.query(url, "show fsync")).isEqualTo("on");
            assertThat(Probes.query(url, "show max_connections")).isEqualTo("20");
            Probes.execute(url, "create table written (n int)");
        }
        try (PostgresProcess second = PostgresProcess.start(settings)) {
            assertThat(second.jdbcUrl()).isEqualTo(url);
            assertThat(Probes.query(url, "select count(*) from written")).isEqualTo("0");
        }
        assertThat(directory.resolve("deep/down/data/PG_VERSION")).exists();
    }

    @Test
    void sayWhyItDoesNotStart(@TempDir Path directory) {
        PostgresSettings settings = new PostgresSettings(directory, 0, false, Map.of("shared_buffers", "not a size"));

        assertThatThrownBy(() -> PostgresProcess.start(settings))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("postgresql ended at once")
                .hasMessageContaining("shared_buffers");
        assertThat(Files.exists(directory.resolve("data"))).isTrue();
    }

    @Test
    void whatCannotNameADatabaseIsRefused() {
        assertThatThrownBy(() -> postgres.createDatabase("a; drop table kept"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PostgresSettings.temporary().withPort(65_536))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void strangersWithoutThePasswordStayOutside() {
        String url = postgres.jdbcUrl().replaceFirst("password=.*", "password=guess");

        assertThatThrownBy(() -> Probes.query(url, "select 1"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }
}
