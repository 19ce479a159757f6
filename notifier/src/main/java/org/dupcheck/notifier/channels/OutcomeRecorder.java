package org.dupcheck.notifier.channels;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.deliveries.DeliveryState;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an outcome does to a delivery: it has come to its end, is offered again after a pause, or nobody knows, and the provider is
 * asked after a pause. Where nobody can be asked any more it is flagged for operators. Thread-safe.
 */
final class OutcomeRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeRecorder.class);
    private static final String NOT_BEGUN = "the database did not answer before it was sent";

    private final Store store;
    private final Clock clock;
    private final RandomGenerator chance;
    private final DeliveryMeters meters;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param chance of the pauses between tries */
    OutcomeRecorder(Store store, Clock clock, RandomGenerator chance, DeliveryMeters meters) {
        this.store = store;
        this.clock = clock;
        this.chance = chance;
        this.meters = meters;
    }

    /** No outcome waits for the database any longer. */
    void close() {
        closing.countDown();
    }

    /** @param pause until it is due again; null where it is not */
    private record Result(
            DeliveryState state,
            @Nullable String error,
            @Nullable Duration pause) {
        boolean isSuccess() {
            return state == DeliveryState.SENT || state == DeliveryState.DELIVERED;
        }
    }

    /** @param asked how often the provider has been asked about this attempt, the time that this is the answer to included */
    void settle(Channel channel, OutgoingMessage message, int asked, Outcome outcome) {
        Result result = resultOf(outcome, channel, message, asked);
        if (result.error() != null) {
            LOG.warn(
                    "{} {} is {} after attempt {} by {}: {}",
                    channel.name(),
                    message.deliveryId(),
                    result.state(),
                    message.attempt(),
                    message.way(),
                    result.error());
        }
        store(channel, message, result);
        meters.delivered(channel.name(), result.state());
        if (result.state() == DeliveryState.UNKNOWN && result.pause() == null) {
            alarm(channel.name(), message.deliveryId());
        }
    }

    /** Operators are told that nobody can tell. */
    void alarm(String channel, String deliveryId) {
        LOG.error("{} {}: nobody can tell whether it has gone out; it is not sent again", channel, deliveryId);
        meters.flagged(channel);
    }

    private Result resultOf(Outcome outcome, Channel channel, OutgoingMessage message, int asked) {
        return switch (outcome.kind()) {
            case TAKEN -> new Result(DeliveryState.SENT, null, null);
            case DELIVERED -> new Result(DeliveryState.DELIVERED, null, null);
            case REFUSED -> new Result(DeliveryState.FAILED, outcome.error(), null);
            case POSTPONED -> again(outcome, channel, message.attempt());
            case UNKNOWN ->
                channel.plan().repeatable()
                        ? again(outcome, channel, message.attempt())
                        : new Result(
                                DeliveryState.UNKNOWN,
                                outcome.error(),
                                pauseBeforeAsking(channel, message.way(), asked).orElse(null));
        };
    }

    /** Another way is tried at once; all of them again after a pause. */
    private Result again(Outcome outcome, Channel channel, int attempt) {
        int ways = channel.ways().size();
        if (attempt % ways != 0) {
            return new Result(DeliveryState.INTENT, outcome.error(), Duration.ZERO);
        }
        return channel.plan()
                .tries()
                .pauseAfter(attempt / ways, chance)
                .map(pause -> new Result(DeliveryState.INTENT, outcome.error(), longer(pause, outcome.after())))
                .orElseGet(() -> new Result(DeliveryState.FAILED, outcome.error(), null));
    }

    private static Duration longer(Duration pause, @Nullable Duration asked) {
        return asked == null || asked.compareTo(pause) < 0 ? pause : asked;
    }

    /**
     * Until the provider is asked what became of it; empty where nobody is asked any more.
     *
     * @param asked how often it was
     */
    Optional<Duration> pauseBeforeAsking(Channel channel, String way, int asked) {
        return channel.asks(way).flatMap(asks -> asks.pauseAfter(asked + 1, chance));
    }

    /**
     * An attempt that was begun is not made, since the database did not answer to its begin: it may have been committed all the
     * same. Nothing was sent, so the message is offered again, whatever others took it for meanwhile.
     *
     * @param due the claim that it was begun by
     */
    void takeBack(Channel channel, Due due, OutgoingMessage message) {
        onceTheDatabaseAnswers(
                channel,
                () -> store.run(tables -> {
                    if (tables.attempts().takeBack(due, message.attempt(), NOT_BEGUN, clock.instant())) {
                        tables.addressUses().release(message.deliveryId());
                        tables.due()
                                .schedule(
                                        due.kind(),
                                        message.deliveryId(),
                                        channel.plan().pollInterval());
                    }
                }));
    }

    private void store(Channel channel, OutgoingMessage message, Result result) {
        onceTheDatabaseAnswers(channel, () -> write(channel, message, result));
    }

    /**
     * While the database is away what is to be written waits here, with its thread. Where it cannot be stored for another
     * reason, or is lost with this process, the message stays as it is until its row in the queue comes up again: a failure of
     * ours says nothing about the message.
     */
    private void onceTheDatabaseAnswers(Channel channel, Runnable write) {
        while (true) {
            try {
                write.run();
                return;
            } catch (RetryLaterException e) {
                if (isClosingWithin(channel.plan().pollInterval())) {
                    throw e;
                }
            }
        }
    }

    private void write(Channel channel, OutgoingMessage message, Result result) {
        if (result.isSuccess()) {
            store.single(tables -> tables.attempts()
                    .succeed(
                            DueKind.ofChannel(channel.name()),
                            message.deliveryId(),
                            message.attempt(),
                            result.state(),
                            clock.instant()));
        } else {
            store.run(tables -> write(tables, channel, message, result));
        }
    }

    private void write(Tables tables, Channel channel, OutgoingMessage message, Result result) {
        String id = message.deliveryId();
        boolean counts =
                tables.attempts().setOutcome(id, message.attempt(), result.state(), result.error(), clock.instant());
        if (!counts) {
            return;
        }
        if (result.state() == DeliveryState.INTENT || result.state() == DeliveryState.FAILED) {
            tables.addressUses().release(id);
        }
        goOn(tables, channel.name(), id, result.state(), result.pause());
    }

    /**
     * When a message is due again; where nobody can tell what became of it, and nobody can be asked any more, an operator is
     * to look.
     *
     * @param state that it has come to
     * @param pause null where it is not due again
     */
    void goOn(Tables tables, String channel, String deliveryId, DeliveryState state, @Nullable Duration pause) {
        DueKind kind = DueKind.ofChannel(channel);
        if (pause == null) {
            tables.due().cancel(kind, List.of(deliveryId));
            if (state == DeliveryState.UNKNOWN) {
                tables.openDeliveries().flag(deliveryId, clock.instant());
            }
        } else {
            tables.due().schedule(kind, deliveryId, pause);
        }
    }

    private boolean isClosingWithin(Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true; // only close interrupts
        }
    }
}
