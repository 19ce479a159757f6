package org.dupcheck.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.Condition;
import org.dupcheck.embedded.KafkaService;
import org.dupcheck.embedded.LaunchException;
import org.dupcheck.embedded.PostgresService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

@ExtendWith(DupcheckServices.class)
final class DupcheckServicesTest {
    @Test
    void everyNewDatabaseIsEmptyAndOnesOwn(PostgresService postgres) throws SQLException {
        String first = postgres.newDatabase();
        String second = postgres.newDatabase();

        assertThat(first).isNotEqualTo(second).isNotEqualTo(postgres.jdbcUrl());
        for (String url : new String[] {first, second}) {
            assertThat(query(url, "select count(*) from pg_tables where schemaname = 'public'"))
                    .isEqualTo("0");
            query(url, "create table only_here (id int)");
        }
    }

    @Test
    void recordsComeBackAsTheyWerePublished(KafkaService kafka, TestTopics topics) {
        String topic = topics.create("echo", 3);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < 10; i++) {
                var unused = producer.send(new ProducerRecord<>(topic, "key-" + i, "value-" + i));
            }
        }

        var records = topics.readUntil(topic, Duration.ofSeconds(20), read -> read.size() >= 10);

        assertThat(records)
                .extracting(record -> new String(record.value(), UTF_8))
                .contains("value-0", "value-9");
        assertThat(topics.read(topic)).hasSize(10);
    }

    @Test
    void ownServicesAreNobodyElses(PostgresService shared, @Own PostgresService one, @Own PostgresService other)
            throws SQLException {
        assertThat(shared).isNotSameAs(one);
        assertThat(one).isNotSameAs(other);
        one.kill();
        assertThat(query(other.jdbcUrl(), "select 1")).isEqualTo("1");
        assertThat(query(shared.jdbcUrl(), "select 1")).isEqualTo("1");
        one.start();
        one.restart();
        assertThat(query(one.jdbcUrl(), "select 1")).isEqualTo("1");
    }

    @Test
    void aTopicThatNeverHoldsWhatIsWantedIsReported(TestTopics topics) {
        String topic = topics.create("empty", 1, Map.of("cleanup.policy", "compact"));

        assertThat(topic).isEqualTo(topics.prefix() + "empty");
        assertThatThrownBy(() -> topics.readUntil(topic, Duration.ofMillis(200), read -> !read.isEmpty()))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("there are 0");
        assertThatThrownBy(() -> topics.create("empty", 1)).isInstanceOf(LaunchException.class);
    }

    @Test
    void onContainersTheSameTestsPassOrAreSkippedAndSayWhy() {
        EngineExecutionResults results = run("testcontainers");

        String unavailable = new ContainerProvider().unavailable();
        if (unavailable == null) {
            results.testEvents().assertStatistics(statistics -> statistics.succeeded(1));
        } else {
            assertThat(unavailable).contains("no Docker answers");
            results.containerEvents()
                    .assertThatEvents()
                    .haveExactly(1, event(skippedWithReason(reason -> reason.equals(unavailable))));
            results.testEvents().assertStatistics(statistics -> statistics.started(0));
        }
    }

    @Test
    void whatIsKeptIsTheSameForTheNextRunOfTestsUntilOneFails() throws SQLException {
        run("kept", KeptSample.class);
        run("kept", KeptSample.class);
        assertThat(KeptSample.DATABASES).hasSize(2);
        String first = KeptSample.DATABASES.get(0);
        assertThat(KeptSample.DATABASES).containsOnly(first);
        assertThat(query(first, "select 1")).as("it outlives the run").isEqualTo("1");
        assertThat(KeptSample.CLOSED).isEmpty();

        KeptSample.FAILS.set(true);
        run("kept", KeptSample.class);
        KeptSample.FAILS.set(false);
        run("kept", KeptSample.class);
        assertThat(KeptSample.DATABASES).hasSize(4);
        assertThat(KeptSample.DATABASES.get(3)).as("after a failure").isNotEqualTo(first);
        assertThat(KeptSample.CLOSED).containsExactly(first);
    }

    @Test
    void whatIsNotKeptIsMadeAnewAndClosed(PostgresService postgres) {
        List<String> closed = new ArrayList<>();
        KeptFixture<Made> fixture = new KeptFixture<>(service -> new Made(service.newDatabase(), closed));
        Made first = fixture.open(postgres);
        fixture.close(first);
        assertThat(closed).containsExactly(first.database());
        assertThat(fixture.open(postgres).database()).isNotEqualTo(first.database());
    }

    @Test
    void anUnknownProviderIsRefused() {
        run("magic")
                .containerEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(new Condition<>(
                                failure -> causes(failure).contains("processes, kept or testcontainers"),
                                "names the choices"))));
    }

    /** Runs the statement and returns its first value, or nothing if it has no result. */
    private static String query(String jdbcUrl, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    private static String causes(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }

    private static EngineExecutionResults run(String provider) {
        return run(provider, Sample.class);
    }

    private static EngineExecutionResults run(String provider, Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter(DupcheckServices.PROVIDER, provider)
                .selectors(selectClass(tests))
                .execute();
    }

    /** Run by the tests above only: a nested class of no annotation is not looked for. */
    @ExtendWith(DupcheckServices.class)
    static final class Sample {
        @Test
        void usesBoth(@Own KafkaService kafka, @Own PostgresService postgres) throws SQLException {
            try (TestTopics topics = TestTopics.on(kafka.bootstrapServers())) {
                String topic = topics.create("sample", 1);
                kafka.kill();
                kafka.start();
                assertThat(topics.read(topic)).isEmpty();
            }
            query(postgres.jdbcUrl(), "create table kept (n int)");
            postgres.kill();
            postgres.start();
            assertThat(query(postgres.jdbcUrl(), "select count(*) from kept")).isEqualTo("0");
            assertThat(query(postgres.newDatabase(), "select 1")).isEqualTo("1");
        }
    }

    private record Made(String database, List<String> closed) implements AutoCloseable {
        @Override
        public void close() {
            closed.add(database);
        }
    }

    /** Likewise. */
    @ExtendWith(DupcheckServices.class)
    static final class KeptSample {
        static final List<String> DATABASES = new ArrayList<>();
        static final List<String> CLOSED = new ArrayList<>();
        static final AtomicBoolean FAILS = new AtomicBoolean();
        private static final KeptFixture<Made> FIXTURE =
                new KeptFixture<>(postgres -> new Made(postgres.newDatabase(), CLOSED));

        private Made made;

        @BeforeEach
        void open(PostgresService postgres) {
            made = FIXTURE.open(postgres);
        }

        @AfterEach
        void close() {
            FIXTURE.close(made);
        }

        @Test
        void usesIt() {
            DATABASES.add(made.database());
            assertThat(FAILS).isFalse();
        }
    }
}
