package org.dupcheck.app.node;

import static org.dupcheck.runtime.settings.SettingType.duration;
import static org.dupcheck.runtime.settings.SettingType.integer;
import static org.dupcheck.runtime.settings.SettingType.secret;
import static org.dupcheck.runtime.settings.SettingType.text;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.dupcheck.contract.Topics;
import org.dupcheck.runtime.database.DatabaseSettings;
import org.dupcheck.runtime.failure.Reason;
import org.dupcheck.runtime.kafka.TopicSpec;
import org.dupcheck.runtime.settings.SettingsException;
import org.dupcheck.runtime.settings.SettingsReader;

/** What the settings say of Kafka and of the database. */
record ServerSettings(Kafka kafka, Database database) {
    /** Where the pool's size follows from the roles. */
    static final int BY_ROLES = 0;

    /**
     * Kafka and the topics.
     *
     * @param bootstrapServers empty where Kafka is embedded
     * @param propertiesFile empty where there is none
     */
    record Kafka(
            String bootstrapServers,
            String propertiesFile,
            String topicPrefix,
            int partitions,
            int replicationFactor,
            Duration submissionsRetention) {
        private static final String PROPERTIES_FILE = "dupcheck.kafka.properties-file";

        Topics topics() {
            return new Topics(topicPrefix);
        }

        /** Every topic as it must be in this installation. */
        List<TopicSpec> topicSpecs() {
            return topics().all(submissionsRetention).stream()
                    .map(topic -> new TopicSpec(
                            topic.name(), topic.partitions(partitions), (short) replicationFactor, topic.config()))
                    .toList();
        }

        private static Kafka read(SettingsReader in) {
            return new Kafka(
                    in.read(
                            "dupcheck.kafka",
                            "",
                            text(),
                            "bootstrap servers, host:port,host:port; empty for an embedded broker"),
                    in.read(
                            PROPERTIES_FILE,
                            "",
                            text(),
                            "file with further properties of Kafka's clients, such as security.protocol"),
                    in.read(
                            "dupcheck.topics.prefix",
                            Topics.DEFAULT_PREFIX,
                            text(),
                            "what the topics' names begin with"),
                    in.read(
                            "dupcheck.topics.partitions",
                            Topics.DEFAULT_PARTITIONS,
                            integer(1, 10_000, "partitions"),
                            "of the topics that have as many as the installation wants"),
                    in.read(
                            "dupcheck.topics.replication-factor",
                            (int) TopicSpec.BROKER_DEFAULT,
                            integer(TopicSpec.BROKER_DEFAULT, 1_000, "copies"),
                            "of the topics when they are created; -1 for the brokers' own default"),
                    in.read(
                            "dupcheck.topics.submissions-retention",
                            Topics.DEFAULT_SUBMISSIONS_RETENTION,
                            duration(Duration.ofMinutes(1), Duration.ofDays(36_500)),
                            "how long submissions stay in their topic; what no node has read by then is lost"));
        }

        /**
         * The further properties of Kafka's clients, by name.
         *
         * @throws SettingsException where the file cannot be read
         */
        Map<String, String> properties() {
            Properties properties = new Properties();
            if (!propertiesFile.isBlank()) {
                try (Reader reader = Files.newBufferedReader(Path.of(propertiesFile))) {
                    properties.load(reader);
                } catch (IOException | IllegalArgumentException e) {
                    throw new SettingsException(List.of(
                            PROPERTIES_FILE + ": " + propertiesFile + " cannot be read (" + Reason.of(e) + ")"));
                }
            }
            Map<String, String> map = new HashMap<>();
            properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
            return map;
        }
    }

    /**
     * The database.
     *
     * @param url empty where it is embedded
     * @param poolSize connections, or {@link #BY_ROLES}
     */
    record Database(
            String url,
            String user,
            String password,
            int poolSize,
            Duration connectionTimeout,
            Duration statementTimeout) {
        private static Database read(SettingsReader in) {
            return new Database(
                    in.read(
                            "dupcheck.database.url",
                            "",
                            secret(),
                            "jdbc:postgresql://host:port/database; empty for an embedded PostgreSQL; shown masked, for"
                                    + " it may hold a password"),
                    in.read("dupcheck.database.user", "", text(), "user, unless the URL names one"),
                    in.read("dupcheck.database.password", "", secret(), "password, unless the URL has it"),
                    in.read(
                            "dupcheck.database.pool-size",
                            BY_ROLES,
                            integer(BY_ROLES, 1_000, "connections"),
                            "to the database at most; 0 for what the node's roles need, 16 for all of them; idle ones"
                                    + " are given back"),
                    in.read(
                            "dupcheck.database.connection-timeout",
                            DatabaseSettings.DEFAULT_CONNECTION_TIMEOUT,
                            duration(Duration.ofMillis(250), Duration.ofMinutes(1)),
                            "how long work waits for a connection before the database counts as away"),
                    in.read(
                            "dupcheck.database.statement-timeout",
                            DatabaseSettings.DEFAULT_STATEMENT_TIMEOUT,
                            duration(Duration.ofSeconds(1), Duration.ofHours(1)),
                            "after which the database gives up a statement, or a transaction that does nothing"));
        }

        @Override
        public String toString() {
            return "Database[user=" + user + "]"; // the URL too may hold a password
        }
    }

    static ServerSettings read(SettingsReader in) {
        return new ServerSettings(Kafka.read(in), Database.read(in));
    }
}
