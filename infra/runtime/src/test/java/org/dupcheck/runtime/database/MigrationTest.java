package org.dupcheck.runtime.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DupcheckServices.class)
final class MigrationTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void severalNodesMayMigrateAtOnce(PostgresService postgres) throws Exception {
        String fresh = postgres.newDatabase();
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(node -> nodes.submit(() -> {
                        try (Database own =
                                Database.open(DatabaseSettings.of(fresh, "app").withPoolSize(1), meters)) {
                            own.migrate("app", TestSettings.LOCATION);
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
            SchemaState before = fresh.schemaState("app", TestSettings.LOCATION);
            assertThat(before.current()).isEmpty();
            assertThat(before.known()).isEqualTo("2");
            assertThat(before.pending()).isEqualTo(2);
            fresh.migrate("app", TestSettings.LOCATION);
            assertThat(fresh.schemaState("app", TestSettings.LOCATION).upToDate())
                    .isTrue();
            SchemaState older = fresh.schemaState("app", TestSettings.LOCATION + "-older");
            assertThat(older.newerThanKnown()).isTrue();
            assertThat(older.current()).isEqualTo("2");
            assertThatThrownBy(() -> fresh.migrate("app", TestSettings.LOCATION + "-older"))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("newer");
        }
    }

    @Test
    void anAlteredMigrationIsRefused(PostgresService postgres) {
        String checksums = "update flyway_schema_history set checksum = checksum + ?";
        try (Database own = Database.open(DatabaseSettings.of(postgres.newDatabase(), "app"), meters)) {
            own.migrate("app", TestSettings.LOCATION);
            own.inTransaction(session -> session.update(checksums, 1));
            assertThatThrownBy(() -> own.migrate("app", TestSettings.LOCATION)).isInstanceOf(SchemaException.class);
            own.inTransaction(session -> session.update(checksums, -1));
            own.migrate("app", TestSettings.LOCATION);
        }
    }

    @Test
    void aUserWithoutTheRightToCreateNeedsNoneOnceTheTablesAreThere(PostgresService postgres) {
        String url = postgres.newDatabase();
        try (Database owner = Database.open(DatabaseSettings.of(url, "app").withPoolSize(1), meters);
                Database user = Database.open(TestSettings.asUser("reader", url), meters)) {
            owner.inTransaction(session -> session.update("create role reader login password 'reader'"));
            assertThatThrownBy(() -> user.migrate("app", TestSettings.LOCATION))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("CREATE SCHEMA app");
            owner.migrate("app", TestSettings.LOCATION);
            owner.inTransaction(session -> session.update("grant usage on schema app to reader")
                    + session.update("grant select, insert, update, delete on all tables in schema app to reader"));

            user.migrate("app", TestSettings.LOCATION);

            user.inTransaction(session -> session.update("insert into note (text, at) values ('mine', now())"));
            owner.inTransaction(session -> session.update("drop owned by reader") + session.update("drop role reader"));
        }
    }

    @Test
    void anOwnerOfTheSchemaNeedsNoRightOnTheDatabase(PostgresService postgres) {
        String url = postgres.newDatabase();
        try (Database owner = Database.open(DatabaseSettings.of(url, "app").withPoolSize(1), meters);
                Database user = Database.open(TestSettings.asUser("tenant", url), meters)) {
            owner.inTransaction(session -> session.update("create role tenant login password 'tenant'")
                    + session.update("create schema app authorization tenant"));

            user.migrate("app", TestSettings.LOCATION);

            assertThat(user.schemaState("app", TestSettings.LOCATION).upToDate())
                    .isTrue();
            owner.inTransaction(session -> session.update("drop owned by tenant") + session.update("drop role tenant"));
        }
    }
}
