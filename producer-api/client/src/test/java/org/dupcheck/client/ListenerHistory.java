package org.dupcheck.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.testkit.SettableClock;

/**
 * A log of commands, a listener without its thread and its Kafka, and a module with an inbox in memory. Each step is one thing
 * that may happen at that moment.
 */
final class ListenerHistory {
    private static final int PARTITIONS = 3;
    private static final int KEYS = 7;
    private static final Retries RETRIES = new Retries(4, Duration.ofMillis(100), Duration.ofSeconds(10));

    private static final JsonCodec CODEC = new JsonCodec();

    private final Random random;
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> log = new HashMap<>();
    private final Map<TopicPartition, List<WorkOrderCommand>> commandsOf = new HashMap<>();
    private final Map<TopicPartition, Integer> fetched = new HashMap<>();
    private final Map<TopicPartition, Integer> committed = new HashMap<>();
    private final Set<TopicPartition> owned = new HashSet<>();

    /** By command: how often it will fail yet; the poisoned ones without end. */
    private final Map<String, Integer> failures = new HashMap<>();

    private final Set<String> poisoned = new HashSet<>();
    private final Set<String> inbox = new HashSet<>();
    private final Map<String, List<String>> carriedOut = new HashMap<>();
    private final Set<String> setAside = new HashSet<>();
    private boolean databaseAway;
    private int steps;

    private Counters counters;
    private PendingRecords pending;
    private RecordAttempt<WorkOrderCommand> attempt;

    ListenerHistory(Random random) {
        this.random = random;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            write(new TopicPartition("work-orders", partition));
        }
        owned.addAll(log.keySet());
        start();
    }

    private void write(TopicPartition partition) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        List<WorkOrderCommand> commands = new ArrayList<>();
        long offset = 0;
        for (int i = 0; i < 20; i++) {
            boolean again = !commands.isEmpty() && random.nextInt(6) == 0;
            WorkOrderCommand command = again
                    ? commands.get(commands.size() - 1) // Kafka has it twice
                    : Samples.command(
                            partition.partition() + "-" + i, partition.partition() + "-" + random.nextInt(KEYS));
            commands.add(command);
            int trouble = again ? -1 : random.nextInt(10);
            if (trouble == 0) {
                poisoned.add(command.commandId());
            } else if (trouble < 3 && trouble > 0) {
                failures.put(command.commandId(), 1 + random.nextInt(RETRIES.maxTries() - 1));
            }
            byte[] key = command.key().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            records.add(
                    new ConsumerRecord<>(partition.topic(), partition.partition(), offset, key, CODEC.write(command)));
            offset += 1 + random.nextInt(2); // there may be gaps
        }
        log.put(partition, records);
        commandsOf.put(partition, commands);
        fetched.put(partition, 0);
        committed.put(partition, 0);
    }

    private void start() {
        counters = new Counters();
        pending = new PendingRecords(clock, counters);
        WorkOrderListenerBuilder builder = WorkOrderListener.builder("none:1", "g", command -> {})
                .retries(RETRIES)
                .onSetAside(this::setAside);
        attempt = new RecordAttempt<>(WorkOrderCommand.class, this::carryOut, builder, counters);
    }

    /** As {@link WorkOrderListener} does with an inbox: mark and change are one. */
    private boolean carryOut(WorkOrderCommand command) {
        if (databaseAway) {
            throw new RetryLaterException("the database is away");
        }
        if (inbox.contains(command.commandId())) {
            return false;
        }
        if (poisoned.contains(command.commandId())) {
            throw new IllegalStateException("never");
        }
        int left = failures.getOrDefault(command.commandId(), 0);
        if (left > 0) {
            failures.put(command.commandId(), left - 1);
            throw new IllegalStateException("not now");
        }
        inbox.add(command.commandId());
        carriedOut
                .computeIfAbsent(command.key().toString(), key -> new ArrayList<>())
                .add(command.commandId());
        return true;
    }

    private void setAside(SetAside record) {
        if (databaseAway) {
            throw new RetryLaterException("nor can it be kept");
        }
        setAside.add(
                CODEC.read(record.key(), record.value(), WorkOrderCommand.class).commandId());
    }

    void step() {
        steps++;
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> poll();
            case 3, 4, 5, 6 -> hand();
            case 7 -> clock.advance(Duration.ofMillis(random.nextInt(3_000)));
            case 8 -> commit(owned);
            case 9 -> databaseAway = random.nextInt(3) == 0;
            case 10 -> rebalance();
            default -> crash();
        }
        assertBalanced();
    }

    int steps() {
        return steps;
    }

    private void poll() {
        for (TopicPartition partition : owned) {
            List<ConsumerRecord<byte[], byte[]>> records = log.get(partition);
            int from = fetched.get(partition);
            int to = Math.min(records.size(), from + random.nextInt(6));
            pending.offer(records.subList(from, to));
            fetched.put(partition, to);
        }
    }

    private void hand() {
        PendingRecord record = pending.next();
        if (record != null) {
            attempt.hand(record, pending);
        }
    }

    private void commit(Set<TopicPartition> partitions) {
        pending.committable().forEach((partition, offset) -> {
            if (partitions.contains(partition)) {
                long next = offset.offset();
                int index = (int) log.get(partition).stream()
                        .takeWhile(record -> record.offset() < next)
                        .count();
                committed.put(partition, index);
            }
        });
    }

    /** A partition goes or comes; as it goes, its place is kept or, where the brokers did not answer, not. */
    private void rebalance() {
        TopicPartition partition = new TopicPartition("work-orders", random.nextInt(PARTITIONS));
        if (owned.remove(partition)) {
            if (random.nextBoolean()) {
                commit(Set.of(partition));
            }
            pending.drop(Set.of(partition));
        } else {
            owned.add(partition);
            fetched.put(partition, committed.get(partition));
        }
    }

    private void crash() {
        if (random.nextInt(4) == 0) {
            start();
            owned.forEach(partition -> fetched.put(partition, committed.get(partition)));
        }
    }

    /** All is well again: what is left must be done within a bounded number of tries. */
    void comeToRest(Duration longestPause) {
        databaseAway = false;
        for (TopicPartition partition : log.keySet()) {
            if (owned.add(partition)) {
                fetched.put(partition, committed.get(partition));
            }
        }
        int bound = 20 * PARTITIONS * (RETRIES.maxTries() + 10);
        while (counters.waiting.get() > 0
                || log.keySet().stream()
                        .anyMatch(partition ->
                                fetched.get(partition) < log.get(partition).size())) {
            steps++;
            assertThat(bound--).as("tries left").isPositive();
            poll();
            if (pending.millisToNext() > 0) {
                clock.advance(longestPause);
            }
            for (PendingRecord next = pending.next(); next != null; next = pending.next()) {
                attempt.hand(next, pending);
            }
            steps++;
        }
        commit(owned);
    }

    void assertNothingIsCommittedThatIsUnfinished() {
        committed.forEach((partition, index) -> {
            for (WorkOrderCommand command : commandsOf.get(partition).subList(0, index)) {
                String id = command.commandId();
                if (!inbox.contains(id) && !setAside.contains(id)) {
                    throw new AssertionError(id + " is below the committed offset of " + partition);
                }
            }
        });
    }

    private void assertBalanced() {
        ListenerCounts counts = counters.now();
        assertThat(counts.received())
                .isEqualTo(counts.taken()
                        + counts.repeated()
                        + counts.setAside()
                        + counts.leftToOthers()
                        + counts.waiting());
    }

    void assertAllCameOutAsItMust() {
        Map<String, List<String>> expected = new HashMap<>();
        commandsOf
                .values()
                .forEach(commands -> commands.stream()
                        .filter(command -> !poisoned.contains(command.commandId()))
                        .forEach(command -> {
                            List<String> ids =
                                    expected.computeIfAbsent(command.key().toString(), key -> new ArrayList<>());
                            if (!ids.contains(command.commandId())) {
                                ids.add(command.commandId());
                            }
                        }));
        assertThat(carriedOut).isEqualTo(expected);
        assertThat(setAside).isEqualTo(poisoned);
        log.forEach((partition, records) -> assertThat(committed.get(partition)).isEqualTo(records.size()));
        assertThat(pending.bytes()).isZero();
    }
}
