package org.dupcheck.notifier;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Topics;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.consume.RecordHandler;
import org.dupcheck.runtime.consume.RejectedRecordException;
import org.dupcheck.store.Store;
import org.dupcheck.store.Transaction;
import org.dupcheck.store.workorders.UnsentCommand;
import org.jspecify.annotations.Nullable;

/**
 * The way of one event: one transaction in which everything is decided, then what it decided is published. A record that
 * is handed in again finds everything decided and publishes what is not marked as sent. Thread-safe.
 */
final class NotifierHandler implements RecordHandler {
    private final JsonCodec codec;
    private final Topics topics;
    private final Store store;
    private final Clock clock;
    private final Steps steps;

    NotifierHandler(JsonCodec codec, Topics topics, Store store, Clock clock, Steps steps) {
        this.codec = codec;
        this.topics = topics;
        this.store = store;
        this.clock = clock;
        this.steps = steps;
    }

    /** What the way leads over. */
    record Steps(
            VerdictHandling verdicts, ConfirmationHandling confirmations, CommandPublisher commands, SmsSending sms) {}

    @Override
    public void handle(Delivery delivery) {
        try {
            if (delivery.topic().equals(topics.confirmations())) {
                ConfirmationEvent event = codec.read(delivery.key(), delivery.value(), ConfirmationEvent.class);
                handle(event.key(), event.verdictId(), (tables, now) -> {
                    steps.confirmations().apply(tables, event, now);
                    return false;
                });
            } else {
                VerdictEvent event = codec.read(delivery.key(), delivery.value(), VerdictEvent.class);
                handle(
                        event.key(),
                        event.verdictId(),
                        (tables, now) -> steps.verdicts().apply(tables, event, now));
            }
        } catch (InvalidMessageException e) {
            throw new RejectedRecordException(e.code().name(), e.path(), String.valueOf(e.getMessage()), e);
        }
    }

    private void handle(BusinessKey key, @Nullable String verdictId, Decision decision) {
        Instant now = clock.instant();
        Decided decided = database.inTransaction(session -> new Decided(
                decision.apply(tables, now),
                verdictId == null ? List.of() : steps.commands().unsentOf(session, key, verdictId)));
        if (decided.sms()) {
            steps.sms().nudge();
        }
        decided.unsent().forEach(steps.commands()::publish);
    }

    /** What a transaction leaves to be done after it. */
    private record Decided(boolean sms, List<UnsentCommand> unsent) {}

    /** What happens within the transaction; tells whether there is something to send by SMS. */
    @FunctionalInterface
    private interface Decision {
        boolean apply(Transaction tables, Instant now);
    }
}
