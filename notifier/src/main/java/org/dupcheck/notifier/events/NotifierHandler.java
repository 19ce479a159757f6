package org.dupcheck.notifier.events;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Topics;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.notifier.sms.SmsSending;
import org.dupcheck.notifier.workorders.CommandPublisher;
import org.dupcheck.role.Rejections;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.consume.RecordHandler;
import org.dupcheck.store.Store;
import org.dupcheck.store.Transaction;
import org.dupcheck.store.workorders.UnsentCommand;

/**
 * The way of one event: one transaction in which everything is decided, then what it decided is published. A record that
 * is handed in again finds everything decided and publishes what is not marked as sent. Thread-safe.
 */
public final class NotifierHandler implements RecordHandler {
    private final JsonCodec codec;
    private final Topics topics;
    private final Store store;
    private final Clock clock;
    private final Steps steps;

    /** @param topics tells confirmations from verdicts by their topic */
    public NotifierHandler(JsonCodec codec, Topics topics, Store store, Clock clock, Steps steps) {
        this.codec = codec;
        this.topics = topics;
        this.store = store;
        this.clock = clock;
        this.steps = steps;
    }

    /** What the way leads over. */
    public record Steps(
            VerdictHandling verdicts, ConfirmationHandling confirmations, CommandPublisher commands, SmsSending sms) {}

    @Override
    public void handle(Delivery delivery) {
        try {
            if (delivery.topic().equals(topics.confirmations())) {
                ConfirmationEvent event = codec.read(delivery.key(), delivery.value(), ConfirmationEvent.class);
                handle(event.key(), (tables, now) -> steps.confirmations().apply(tables, event, now));
            } else {
                VerdictEvent event = codec.read(delivery.key(), delivery.value(), VerdictEvent.class);
                // nothing else of the event counts: whoever can write to the topic could have written it
                BusinessKey key = event.key();
                long revision = event.revision();
                handle(key, (tables, now) -> steps.verdicts().apply(tables, key, revision, now));
            }
        } catch (InvalidMessageException e) {
            throw Rejections.of(e);
        }
    }

    private void handle(BusinessKey key, Decision decision) {
        Instant now = clock.instant();
        Decided decided = store.inTransaction(tables -> {
            Handled handled = decision.apply(tables, now);
            String verdictId = handled.verdictId();
            return new Decided(
                    handled.sms(),
                    verdictId == null ? List.of() : tables.workOrderCommands().unsentOf(key, verdictId));
        });
        if (decided.sms()) {
            steps.sms().signal();
        }
        decided.unsent().forEach(steps.commands()::publish);
    }

    private record Decided(boolean sms, List<UnsentCommand> unsent) {}

    /** What happens within the transaction. */
    @FunctionalInterface
    private interface Decision {
        Handled apply(Transaction tables, Instant now);
    }
}
