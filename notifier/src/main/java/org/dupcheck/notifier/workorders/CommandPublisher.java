package org.dupcheck.notifier.workorders;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dupcheck.contract.CloudEvents;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.runtime.kafka.RecordPublisher;
import org.dupcheck.store.Store;
import org.dupcheck.store.workorders.UnsentCommand;

/**
 * Publishes the work-order commands that were decided. A command that was published but not marked, because of a crash in
 * between, is published again as the same bytes under the same {@code commandId}. Thread-safe.
 */
public final class CommandPublisher {
    private static final String SOURCE = "/dupcheck/notifier";

    private final Store store;
    private final RecordPublisher publisher;
    private final String topic;
    private final Clock clock;
    private final CommandMeters meters;
    /** What a thread of this process is publishing: another one leaves it alone. */
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();

    /** @param topic that the commands go to */
    public CommandPublisher(Store store, RecordPublisher publisher, String topic, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.publisher = publisher;
        this.topic = topic;
        this.clock = clock;
        this.meters = new CommandMeters(meters);
    }

    /** Those that have been unsent since before that time, oldest first. */
    List<UnsentCommand> unsentSince(Instant time, int limit) {
        return store.read(tables -> tables.workOrderCommands().unsentSince(time, limit));
    }

    /** Tells the meters how many are unsent, those just being published included. */
    void countUnsent() {
        try {
            meters.unsent(store.read(tables -> tables.workOrderCommands().countUnsent()));
        } catch (RuntimeException e) {
            meters.unsent(Double.NaN);
            throw e;
        }
    }

    boolean isUnsent(UnsentCommand command) {
        return store.read(tables -> tables.workOrderCommands().isUnsent(command.commandId()));
    }

    /**
     * Publishes the command, waits until the brokers have it, and marks it sent; unless another thread of this process is
     * about it, which will do so or leave it to the sweep.
     */
    public void publish(UnsentCommand command) {
        if (inFlight.add(command.commandId())) {
            try {
                send(command);
                store.run(tables -> tables.workOrderCommands().markSent(command.commandId(), clock.instant()));
            } finally {
                inFlight.remove(command.commandId());
            }
        }
    }

    private void send(UnsentCommand command) {
        String key = command.key().toString();
        publisher.publishAndWait(
                topic,
                key,
                command.body().getBytes(StandardCharsets.UTF_8),
                CloudEvents.headers(WorkOrderCommand.class, command.commandId(), SOURCE, key, command.createdAt()));
        meters.published();
    }
}
