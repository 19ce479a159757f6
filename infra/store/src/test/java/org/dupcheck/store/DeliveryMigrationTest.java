package org.dupcheck.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of the deliveries of before channels. */
@ExtendWith(DupcheckServices.class)
class DeliveryMigrationTest {
    private static final Path MIGRATIONS = Path.of("target", "classes", "db", "migration");
    private static final int CHANNELS = 16;

    @Test
    void whatWaitsIsDueAndWhatIsOverStaysSo(PostgresService postgres) throws IOException {
        try (Database database =
                Database.open(DatabaseSettings.of(postgres.newDatabase(), Schema.NAME), new SimpleMeterRegistry())) {
            run(database, "create schema " + Schema.NAME);
            for (Path file : files()) {
                if (version(file) < CHANNELS) {
                    run(database, Files.readString(file));
                }
            }
            run(database, """
                    insert into check_task (business_type, business_id, hash, create_time, update_time, record_partition,
                                            record_offset, record_time, revision, mode, state)
                    values ('t', 'a', 'h2', now(), now(), 0, 0, now(), 2, 'SUBMIT', 1)
                    """);
            insert(database, "d1", "a", 1, "SENT");
            insert(database, "d2", "a", 2, "PENDING");
            insert(database, "d3", "b", 1, "SENDING");
            insert(database, "d4", "c", 1, "VOIDED");

            for (Path file : files()) {
                if (version(file) == CHANNELS) {
                    run(database, Files.readString(file));
                }
            }

            assertThat(column(
                            database,
                            "select delivery_id || ' ' || state || ' ' || coalesce(content_hash, '-') || ' ' || occasion"
                                    + " from delivery order by 1"))
                    .containsExactly(
                            "d1 SENT - revision 1 DUPLICATES",
                            "d2 INTENT h2 h2 DUPLICATES",
                            "d3 SENDING - revision 1 DUPLICATES",
                            "d4 VOIDED - revision 1 DUPLICATES");
            assertThat(column(database, "select kind || ' ' || subject from due order by 1"))
                    .containsExactly("DELIVERY_SMS d2", "DELIVERY_SMS d3");
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.sorted(Comparator.comparingInt(DeliveryMigrationTest::version))
                    .toList();
        }
    }

    private static int version(Path file) {
        String name = file.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__")));
    }

    private static void insert(Database database, String id, String document, long revision, String state) {
        run(
                database,
                "insert into delivery (delivery_id, channel, business_type, business_id, revision, body, state,"
                        + " created_at, updated_at) values ('" + id + "', 'SMS', 't', '" + document + "', " + revision
                        + ", 'x', '" + state + "', now(), now())");
    }

    private static void run(Database database, String sql) {
        database.inTransaction(session -> session.update(sql));
    }

    private static List<String> column(Database database, String query) {
        return database.read(session -> session.query(query, row -> row.getString(1)));
    }
}
