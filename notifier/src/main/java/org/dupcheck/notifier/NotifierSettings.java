package org.dupcheck.notifier;

import java.time.Duration;
import java.util.List;
import org.dupcheck.runtime.consume.ConsumeSettings;
import org.dupcheck.runtime.consume.RetryPolicy;
import org.dupcheck.runtime.settings.Require;
import org.dupcheck.store.Purge;
import org.dupcheck.store.Store;

/**
 * The settings of the notifier role.
 *
 * @param groupId Kafka consumer group; the same on all instances
 * @param consume bounds of the consume loop
 * @param commands when work-order commands that were decided but not seen to be sent are published again
 * @param sms how messages go out by SMS
 * @param kept how long what the role writes is kept
 */
public record NotifierSettings(String groupId, ConsumeSettings consume, Commands commands, Sms sms, Kept kept) {
    public static final String DEFAULT_GROUP_ID = "dupcheck-notifier";

    public static NotifierSettings defaults() {
        return new NotifierSettings(
                DEFAULT_GROUP_ID, ConsumeSettings.defaults(), Commands.defaults(), Sms.defaults(), Kept.defaults());
    }

    /**
     * When unsent work-order commands are looked for.
     *
     * @param sweepInterval between two looks; the first is at the start
     * @param sweepAfter how long a command may be unsent before another publishes it: longer than the publisher tries,
     *     so that a command goes out twice only where a node died or could not mark it
     */
    public record Commands(Duration sweepInterval, Duration sweepAfter) {
        public static final Duration DEFAULT_SWEEP_INTERVAL = Duration.ofSeconds(5);
        public static final Duration DEFAULT_SWEEP_AFTER = Duration.ofSeconds(30);

        public Commands {
            Require.aMillisecond(sweepInterval, "sweepInterval");
        }

        public static Commands defaults() {
            return new Commands(DEFAULT_SWEEP_INTERVAL, DEFAULT_SWEEP_AFTER);
        }
    }

    /**
     * How messages go out by SMS.
     *
     * @param workers threads that send, at least 1: as many messages are under way at once
     * @param pollInterval how often they look for messages of other nodes and for retries; their own node's are sent at
     *     once
     * @param retry how often a message that the gateway refused for now is offered, and the pauses between
     * @param sendingTimeout after which a message that is being sent counts as one of unknown outcome; longer than the
     *     gateway ever takes
     */
    public record Sms(int workers, Duration pollInterval, RetryPolicy retry, Duration sendingTimeout) {
        public static final int DEFAULT_WORKERS = 2;
        public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofSeconds(5);
        public static final RetryPolicy DEFAULT_RETRY =
                new RetryPolicy(5, Duration.ofSeconds(10), Duration.ofMinutes(10));
        public static final Duration DEFAULT_SENDING_TIMEOUT = Duration.ofMinutes(2);

        public Sms {
            if (workers < 1) {
                throw new IllegalArgumentException("workers: at least 1 expected, not " + workers);
            }
            Require.aMillisecond(pollInterval, "pollInterval");
            Require.aMillisecond(sendingTimeout, "sendingTimeout");
        }

        public static Sms defaults() {
            return new Sms(DEFAULT_WORKERS, DEFAULT_POLL_INTERVAL, DEFAULT_RETRY, DEFAULT_SENDING_TIMEOUT);
        }
    }

    /**
     * How long what the role writes is kept.
     *
     * @param messages on the site, read or not; what asks for a decision that is open stays as long as the submission
     * @param deliveries messages that went out of the house, with number and text; counted from when they were written
     * @param decisions of applicants, who decided and why
     * @param commands work-order commands; counted from when they were sent
     * @param interval between two looks
     */
    public record Kept(
            Duration messages, Duration deliveries, Duration decisions, Duration commands, Duration interval) {
        public static final Duration DEFAULT_MESSAGES = Duration.ofDays(180);
        public static final Duration DEFAULT_DELIVERIES = Duration.ofDays(90);
        public static final Duration DEFAULT_DECISIONS = Duration.ofDays(1_095);
        public static final Duration DEFAULT_COMMANDS = Duration.ofDays(180);

        public Kept {
            Require.aMillisecond(messages, "messages");
            Require.aMillisecond(deliveries, "deliveries");
            Require.aMillisecond(decisions, "decisions");
            Require.aMillisecond(commands, "commands");
            Require.aMillisecond(interval, "interval");
        }

        public static Kept defaults() {
            return new Kept(
                    DEFAULT_MESSAGES, DEFAULT_DELIVERIES, DEFAULT_DECISIONS, DEFAULT_COMMANDS, Purge.DEFAULT_INTERVAL);
        }

        List<Purge> purges(Store store) {
            return List.of(
                    new Purge(
                            "site messages",
                            messages,
                            (before, limit) -> store.inTransaction(
                                    tables -> tables.siteMessages().purge(before, limit))),
                    new Purge(
                            "deliveries",
                            deliveries,
                            (before, limit) -> store.inTransaction(
                                    tables -> tables.deliveries().purge(before, limit))),
                    new Purge(
                            "decisions",
                            decisions,
                            (before, limit) -> store.inTransaction(
                                    tables -> tables.confirmations().purge(before, limit))),
                    new Purge(
                            "persons in histories of work orders",
                            decisions,
                            (before, limit) -> store.inTransaction(
                                    tables -> tables.workOrders().forgetPersons(before, limit))),
                    new Purge(
                            "work-order commands",
                            commands,
                            (before, limit) -> store.inTransaction(
                                    tables -> tables.workOrderCommands().purge(before, limit))));
        }
    }
}
