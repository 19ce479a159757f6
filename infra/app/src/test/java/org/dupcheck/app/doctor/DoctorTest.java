package org.dupcheck.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.dupcheck.app.node.NodeSettings;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.PostgresService;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.runtime.kafka.KafkaProperties;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.runtime.kafka.TopicSetup;
import org.dupcheck.store.Schema;
import org.dupcheck.testkit.DupcheckServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(DupcheckServices.class)
class DoctorTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void findsNothingWrongWhereNothingHasEverRun(KafkaService kafka, PostgresService postgres) {
        List<Finding> findings = doctor("fresh.", kafka.bootstrapServers(), postgres.newDatabase(), Clock.systemUTC());
        assertThat(findings).noneMatch(Finding::wrong);
        assertThat(findings)
                .extracting(Finding::what)
                .contains("none yet; serve makes them", "no tables yet; serve makes them")
                .anyMatch(what -> what.matches("the work of a killed node of dupcheck-check waits up to [0-9]+ s .*"));
    }

    @Test
    void findsTopicsThatAreNotAsTheyMustBe(KafkaService kafka, PostgresService postgres)
            throws ExecutionException, InterruptedException {
        KafkaSettings servers = KafkaSettings.of(kafka.bootstrapServers());
        NodeSettings settings = settings("askew.", kafka.bootstrapServers(), postgres.newDatabase());
        try (TopicSetup setup = TopicSetup.open(servers, "test", TIMEOUT);
                Admin admin = Admin.create(KafkaProperties.admin(servers, "test"))) {
            admin.createTopics(List.of(new NewTopic("askew.submissions", 3, (short) 1)))
                    .all()
                    .get();
            setup.ensure(settings.topicSpecs());
        }
        List<Finding> findings = new Doctor(settings, true, Clock.systemUTC()).examine();
        assertThat(findings)
                .filteredOn(Finding::wrong)
                .allMatch(finding -> finding.subject().equals("topic askew.submissions"))
                .extracting(Finding::what)
                .anyMatch(what -> what.contains("3 partitions"))
                .anyMatch(what -> what.contains("cleanup.policy"))
                .anyMatch(what -> what.contains("message.timestamp.type"));
    }

    @Test
    void findsTablesOfANewerProgram(KafkaService kafka, PostgresService postgres) {
        String url = postgres.newDatabase();
        try (Database database = Database.open(DatabaseSettings.of(url, Schema.NAME), new SimpleMeterRegistry())) {
            database.migrate(Schema.NAME, Schema.MIGRATIONS);
            database.inTransaction(
                    session -> session.update("insert into flyway_schema_history (installed_rank, version,"
                            + " description, type, script, checksum, installed_by, execution_time, success) values (99, '99',"
                            + " 'later', 'SQL', 'V99__later.sql', 1, 'x', 1, true)"));
        }
        assertThat(doctor("newer.", kafka.bootstrapServers(), url, Clock.systemUTC()))
                .filteredOn(Finding::wrong)
                .singleElement()
                .returns("schema", Finding::subject)
                .satisfies(finding -> assertThat(finding.what()).contains("99"));
    }

    @Test
    void findsThatOurClockIsNotThatOfTheServers(KafkaService kafka, PostgresService postgres) {
        Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10));
        assertThat(doctor("clock.", kafka.bootstrapServers(), postgres.newDatabase(), slow))
                .filteredOn(Finding::wrong)
                .extracting(Finding::what)
                .hasSize(2)
                .allMatch(what -> what.endsWith("ms ahead of ours"))
                .anyMatch(what -> what.contains("the brokers"))
                .anyMatch(what -> what.contains("the database"));
    }

    @Test
    void findsThatNobodyAnswers() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        List<Finding> findings = doctor(
                "away.", "127.0.0.1:" + nobody, "jdbc:postgresql://127.0.0.1:" + nobody + "/x", Clock.systemUTC());
        assertThat(findings)
                .filteredOn(Finding::wrong)
                .extracting(Finding::subject)
                .containsExactly("Kafka", "database");
    }

    @Test
    void findsAReplicationFactorThatTheBrokersCannotMeet(KafkaService kafka, PostgresService postgres) {
        List<Finding> findings = doctor(
                Map.of("dupcheck.topics.replication-factor", "9"),
                "replicas.",
                kafka.bootstrapServers(),
                postgres.newDatabase());
        assertThat(findings).filteredOn(Finding::wrong).singleElement().satisfies(finding -> {
            assertThat(finding.what()).contains("cannot be created").contains("eplication factor");
            assertThat(finding.remedy()).contains("DUPCHECK_TOPICS_REPLICATION_FACTOR");
        });
    }

    @Test
    void findsThatTheUserMayNotMakeTheSchemaOrUseItsTables(KafkaService kafka, PostgresService postgres)
            throws SQLException {
        String url = postgres.newDatabase();
        String user = "reader" + url.hashCode() % 1_000_000 + "x";
        execute(url, "create role \"" + user + "\" login password 'p'");
        String asUser = url.replaceAll("user=[^&]*", "user=" + user).replaceAll("password=[^&]*", "password=p");
        assertThat(doctor("rights.", kafka.bootstrapServers(), asUser, Clock.systemUTC()))
                .filteredOn(Finding::wrong)
                .singleElement()
                .returns("rights", Finding::subject)
                .satisfies(finding -> assertThat(finding.remedy()).contains("CREATE SCHEMA", user));
        try (Database database = Database.open(DatabaseSettings.of(url, Schema.NAME), new SimpleMeterRegistry())) {
            database.migrate(Schema.NAME, Schema.MIGRATIONS);
        }
        assertThat(doctor("rights.", kafka.bootstrapServers(), asUser, Clock.systemUTC()))
                .filteredOn(Finding::wrong)
                .extracting(Finding::remedy)
                .anyMatch(remedy -> remedy.contains("GRANT USAGE ON SCHEMA"))
                .anyMatch(remedy -> remedy.contains("GRANT SELECT, INSERT, UPDATE, DELETE"))
                .noneMatch(remedy -> remedy.contains("see that PostgreSQL runs"));
        execute(url, "grant usage on schema dupcheck to \"" + user + "\"");
        execute(url, "grant select, insert, update, delete on all tables in schema dupcheck to \"" + user + "\"");
        assertThat(doctor("rights.", kafka.bootstrapServers(), asUser, Clock.systemUTC()))
                .noneMatch(Finding::wrong);
    }

    @Test
    void findsAGroupBeyondTheEndOfATopicThatWasMadeAnew(KafkaService kafka, PostgresService postgres)
            throws ExecutionException, InterruptedException {
        KafkaSettings servers = KafkaSettings.of(kafka.bootstrapServers());
        NodeSettings settings = settings("anew.", kafka.bootstrapServers(), postgres.newDatabase());
        try (TopicSetup setup = TopicSetup.open(servers, "test", TIMEOUT);
                Admin admin = Admin.create(KafkaProperties.admin(servers, "test"))) {
            setup.ensure(settings.topicSpecs());
            admin.alterConsumerGroupOffsets(
                            settings.groups().get(0),
                            Map.of(new TopicPartition("anew.submissions", 0), new OffsetAndMetadata(7)))
                    .all()
                    .get();
            assertThat(new Doctor(settings, true, Clock.systemUTC()).examine())
                    .filteredOn(Finding::wrong)
                    .singleElement()
                    .returns("offsets", Finding::subject)
                    .satisfies(finding -> assertThat(finding.what())
                            .contains("stands at 7 of anew.submissions-0, which ends at 0")
                            .contains("start over"));
            admin.deleteConsumerGroups(List.of(settings.groups().get(0))).all().get();
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Finding> doctor(Map<String, String> further, String prefix, String kafka, String databaseUrl) {
        return new Doctor(settings(further, prefix, kafka, databaseUrl), true, Clock.systemUTC()).examine();
    }

    private List<Finding> doctor(String prefix, String kafka, String databaseUrl, Clock clock) {
        return new Doctor(settings(prefix, kafka, databaseUrl), true, clock).examine();
    }

    private NodeSettings settings(String prefix, String kafka, String databaseUrl) {
        return settings(Map.of(), prefix, kafka, databaseUrl);
    }

    private NodeSettings settings(Map<String, String> further, String prefix, String kafka, String databaseUrl) {
        Map<String, String> given = new HashMap<>(further);
        given.put("dupcheck.data-dir", folder.toString());
        given.put("dupcheck.http.port", "0");
        given.put("dupcheck.auth", "keys");
        given.put("dupcheck.kafka", kafka);
        given.put("dupcheck.database.url", databaseUrl);
        given.put("dupcheck.topics.prefix", prefix);
        return NodeSettings.load(null, Map.of(), given);
    }
}
