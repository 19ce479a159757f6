package org.dupcheck.role;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Collection;
import org.dupcheck.contract.Topics;
import org.dupcheck.runtime.consume.ConsumeLoop;
import org.dupcheck.runtime.consume.ConsumeSettings;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.health.Drain;
import org.dupcheck.runtime.kafka.KafkaSettings;
import org.dupcheck.runtime.kafka.RecordPublisher;

/**
 * What a role stands on and shares with the others of its process. Whoever made these closes them, after the roles.
 *
 * @param database with its tables
 * @param drain whether this process takes work
 */
public record RoleContext(
        KafkaSettings kafka,
        Topics topics,
        Database database,
        RecordPublisher publisher,
        MeterRegistry meters,
        Clock clock,
        Drain drain) {
    /** Of a process that always takes work. */
    public RoleContext(
            KafkaSettings kafka,
            Topics topics,
            Database database,
            RecordPublisher publisher,
            MeterRegistry meters,
            Clock clock) {
        this(kafka, topics, database, publisher, meters, clock, new Drain());
    }

    /**
     * For a loop of a role.
     *
     * @param name the loop's name in threads, logs and metrics
     */
    public ConsumeLoop.Plan loop(String name, String groupId, Collection<String> topics, ConsumeSettings settings) {
        return new ConsumeLoop.Plan(
                name, groupId, topics, Topics.DEAD_LETTER_SUFFIX, kafka, settings, meters, clock, drain);
    }
}
