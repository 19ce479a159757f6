package org.dupcheck.notifier.workorders;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CloudEvents;
import org.dupcheck.contract.WorkOrderCommand;
import org.dupcheck.notifier.due.DueHandler;
import org.dupcheck.notifier.due.Next;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.runtime.kafka.RecordPublisher;
import org.dupcheck.store.Store;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.workorders.UnsentCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the commands of a document in the order in which they were decided, by one node at a time. A command that was
 * published but not marked, because of a crash in between, is published again as the same bytes under the same
 * {@code commandId}. One that cannot be published is set aside after some tries, with an alarm. Thread-safe.
 */
public final class CommandPublisher implements DueHandler {
    /** Tries after which a command that cannot be published is set aside. Outages of the brokers do not count. */
    static final int MAX_TRIES = 5;

    private static final Logger LOG = LoggerFactory.getLogger(CommandPublisher.class);
    private static final Duration SHORTLY = Duration.ofSeconds(1);
    private static final String SOURCE = "/dupcheck/notifier";

    private final Store store;
    private final RecordPublisher publisher;
    private final String topic;
    private final Clock clock;
    private final CommandMeters meters;
    /** What a thread of this process is about: a clock that jumps ends its claim, and not its work. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** @param topic that the commands go to */
    public CommandPublisher(Store store, RecordPublisher publisher, String topic, Clock clock, CommandMeters meters) {
        this.store = store;
        this.publisher = publisher;
        this.topic = topic;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public Next handle(Due due) {
        if (!underWay.add(due.subject())) {
            return Next.again(SHORTLY);
        }
        try {
            BusinessKey key = BusinessKey.parse(due.subject());
            List<UnsentCommand> unsent =
                    store.read(tables -> tables.workOrderCommands().unsentOf(key));
            if (!unsent.isEmpty()) {
                publish(unsent.get(0));
            }
            // one for each claim, so that a claim is over before it runs out
            return unsent.size() > 1 ? Next.again(Duration.ZERO) : Next.DONE;
        } finally {
            underWay.remove(due.subject());
        }
    }

    private void publish(UnsentCommand command) {
        try {
            send(command);
        } catch (RetryLaterException e) {
            throw e;
        } catch (RuntimeException e) {
            int tries = store.inTransaction(tables -> tables.workOrderCommands().failed(command.commandId()));
            if (tries < MAX_TRIES) {
                throw e;
            }
            LOG.error(
                    "command {} of {} cannot be published and is set aside; its work order is not submitted",
                    command.commandId(),
                    command.key(),
                    e);
            store.run(tables -> tables.workOrderCommands().setAside(command.commandId(), clock.instant()));
            meters.setAside();
            return;
        }
        store.run(tables -> tables.workOrderCommands().markSent(command.commandId(), clock.instant()));
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
