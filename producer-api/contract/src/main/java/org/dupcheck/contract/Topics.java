package org.dupcheck.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The topics' names under one prefix, and what each must be like.
 *
 * @param prefix {@value #DEFAULT_PREFIX} unless configured
 */
public record Topics(String prefix) {
    public static final String DEFAULT_PREFIX = "dupcheck.";

    /** Appended to a topic's name for its dead letters. */
    public static final String DEAD_LETTER_SUFFIX = ".dead-letter";

    /** Partitions of every topic but the dead letters, unless configured. */
    public static final int DEFAULT_PARTITIONS = 8;

    /**
     * How long submissions are kept, unless configured. The database is the memory; the log is for catching up after an
     * outage, and what no consumer has read by then is lost.
     */
    public static final Duration DEFAULT_SUBMISSIONS_RETENTION = Duration.ofDays(7);

    /** Nobody who fills in a form waits a whole day. */
    private static final Duration PRE_CHECKS = Duration.ofDays(1);

    /** The database holds what came of these records; the log is for catching up after an outage. */
    private static final Duration EVENTS = Duration.ofDays(30);

    /** Time to look into them, though not for ever: they may hold personal data. */
    private static final Duration DEAD_LETTERS = Duration.ofDays(90);

    /** A lost command would be a work order never submitted. */
    private static final Duration COMMANDS = Duration.ofDays(365);

    public Topics() {
        this(DEFAULT_PREFIX);
    }

    public String submissions() {
        return prefix + "submissions";
    }

    public String preChecks() {
        return prefix + "pre-checks";
    }

    public String referenceEvents() {
        return prefix + "reference-events";
    }

    public String verdicts() {
        return prefix + "verdicts";
    }

    public String confirmations() {
        return prefix + "confirmations";
    }

    public String workOrders() {
        return prefix + "work-orders";
    }

    /** What business modules answer to the commands. */
    public String workOrderEvents() {
        return prefix + "work-order-events";
    }

    /** Where records of {@code topic} go that can never be processed. */
    public static String deadLetter(String topic) {
        return topic + DEAD_LETTER_SUFFIX;
    }

    /**
     * Every topic, dead letters included, with the configuration that differs from the broker's default. Times are
     * always the broker's, so that retention counts from arrival and not from a sender's clock.
     */
    public List<TopicSpec> all() {
        return all(DEFAULT_SUBMISSIONS_RETENTION);
    }

    /** As {@link #all()}, with another retention of the submissions. */
    public List<TopicSpec> all(Duration submissionsRetention) {
        return Stream.of(
                        withDeadLetters(submissions(), compacted(submissionsRetention)),
                        withDeadLetters(preChecks(), compacted(PRE_CHECKS)),
                        withDeadLetters(referenceEvents(), kept(EVENTS)),
                        withDeadLetters(verdicts(), kept(EVENTS)),
                        withDeadLetters(confirmations(), kept(EVENTS)),
                        withDeadLetters(workOrderEvents(), kept(EVENTS)),
                        Stream.of(new TopicSpec(
                                workOrders(), TopicSpec.PARTITIONS_BY_SETTING, config(kept(COMMANDS), false))))
                .flatMap(specs -> specs)
                .toList();
    }

    private static Stream<TopicSpec> withDeadLetters(String topic, Map<String, String> cleanup) {
        return Stream.of(
                new TopicSpec(topic, TopicSpec.PARTITIONS_BY_SETTING, config(cleanup, false)),
                new TopicSpec(deadLetter(topic), 1, config(kept(DEAD_LETTERS), true)));
    }

    /** The newest record of a key, for so long; a null as long as the records that it takes back. */
    private static Map<String, String> compacted(Duration retention) {
        String millis = Long.toString(retention.toMillis());
        return Map.of(
                "cleanup.policy",
                "compact,delete",
                "retention.ms",
                millis,
                "delete.retention.ms",
                millis,
                // a good record must not go because of a later one of its key that is refused
                "min.compaction.lag.ms",
                Long.toString(retention.toMillis() / 2));
    }

    private static Map<String, String> kept(Duration retention) {
        return Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(retention.toMillis()));
    }

    private static Map<String, String> config(Map<String, String> cleanup, boolean deadLetter) {
        Map<String, String> config = new TreeMap<>(cleanup);
        config.put("message.timestamp.type", "LogAppendTime");
        // a dead letter is its source record with more headers: whatever came in must fit
        int overhead = deadLetter ? 2 * Limits.RECORD_OVERHEAD_BYTES : Limits.RECORD_OVERHEAD_BYTES;
        config.put("max.message.bytes", Integer.toString(Limits.MAX_RECORD_BYTES + overhead));
        return config;
    }

    /**
     * What one topic must be like.
     *
     * @param partitions how many, or {@link #PARTITIONS_BY_SETTING}
     * @param config the topic's configuration as far as it matters, by Kafka's names
     */
    public record TopicSpec(String name, int partitions, Map<String, String> config) {
        /** As many as the installation wants; {@link #DEFAULT_PARTITIONS} unless it says. */
        public static final int PARTITIONS_BY_SETTING = -1;

        public TopicSpec {
            config = Map.copyOf(config);
        }

        /** The number of partitions, given what the installation wants where the topic leaves it open. */
        public int partitions(int bySetting) {
            return partitions == PARTITIONS_BY_SETTING ? bySetting : partitions;
        }
    }
}
