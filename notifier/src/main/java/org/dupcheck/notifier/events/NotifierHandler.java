package org.dupcheck.notifier.events;

import java.time.Clock;
import java.time.Instant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.CloudEvents;
import org.dupcheck.contract.ConfirmationEvent;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.Sender;
import org.dupcheck.contract.Topics;
import org.dupcheck.contract.VerdictEvent;
import org.dupcheck.contract.WorkOrderEvent;
import org.dupcheck.role.Rejections;
import org.dupcheck.runtime.consume.Delivery;
import org.dupcheck.runtime.consume.RecordHandler;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.topics.LogPosition;

/**
 * The way of one event: one transaction in which everything is decided. What it leaves to be sent is due from its commit on,
 * whoever sends it; those of this process are woken. A record that is handed in again finds everything decided. Thread-safe.
 */
public final class NotifierHandler implements RecordHandler {
    private final JsonCodec codec;
    private final Topics topics;
    private final Store store;
    private final Clock clock;
    private final Steps steps;
    private final Wake wake;

    /** @param topics tells the events apart by their topic */
    public NotifierHandler(JsonCodec codec, Topics topics, Store store, Clock clock, Steps steps, Wake wake) {
        this.codec = codec;
        this.topics = topics;
        this.store = store;
        this.clock = clock;
        this.steps = steps;
        this.wake = wake;
    }

    /** What the way leads over. */
    public record Steps(VerdictHandler verdicts, ConfirmationHandler confirmations, AnswerHandler answers) {}

    /**
     * Whom to wake after a transaction.
     *
     * @param messages what sends messages to people
     * @param news what sends messages to business modules
     * @param commands what publishes commands
     */
    public record Wake(Runnable messages, Runnable news, Runnable commands) {}

    @Override
    public void handle(Delivery delivery) {
        try {
            String topic = delivery.topic();
            if (topic.equals(topics.confirmations())) {
                ConfirmationEvent event = codec.read(delivery.key(), delivery.value(), ConfirmationEvent.class);
                LogPosition position = new LogPosition(delivery.partition(), delivery.offset(), delivery.timestamp());
                String sender = Sender.idIn(delivery.header(CloudEvents.AUTH_ID));
                handle((tables, now) -> steps.confirmations().apply(tables, event, sender, position, now));
            } else if (topic.equals(topics.workOrderEvents())) {
                WorkOrderEvent event = codec.read(delivery.key(), delivery.value(), WorkOrderEvent.class);
                handle((tables, now) -> steps.answers().apply(tables, event, now));
            } else {
                VerdictEvent event = codec.read(delivery.key(), delivery.value(), VerdictEvent.class);
                // of the event only says where to look: whoever can write to the topic could have written it
                BusinessKey key = event.key();
                long revision = event.revision();
                VerdictHandler.End end = new VerdictHandler.End(event.state(), event.error());
                handle((tables, now) -> steps.verdicts().apply(tables, key, revision, end, now));
            }
        } catch (InvalidMessageException e) {
            throw Rejections.of(e);
        }
    }

    private void handle(Step step) {
        Instant now = clock.instant();
        FollowUp followUp = store.inTransaction(tables -> step.apply(tables, now));
        if (followUp.deliveries()) {
            wake.messages().run();
        }
        wake.news().run();
        if (followUp.commands()) {
            wake.commands().run();
        }
    }

    /** What happens within the transaction. */
    @FunctionalInterface
    private interface Step {
        FollowUp apply(Tables tables, Instant now);
    }
}
