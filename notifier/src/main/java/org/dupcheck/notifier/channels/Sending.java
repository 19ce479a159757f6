package org.dupcheck.notifier.channels;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.dupcheck.notifier.due.DueHandler;
import org.dupcheck.notifier.due.Next;
import org.dupcheck.runtime.failure.RetryLaterException;
import org.dupcheck.store.Store;
import org.dupcheck.store.Transaction;
import org.dupcheck.store.deliveries.DeliveryState;
import org.dupcheck.store.deliveries.OpenDelivery;
import org.dupcheck.store.deliveries.VoidReason;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of one delivery that is due: it is marked as being sent, handed to its channel, and its outcome is stored.
 * Before the channel is called, its row in the queue has moved on to when nobody will be at it any more. Whoever finds it
 * there and still marked knows that nobody saw it end. Unless the channel's receivers tell repeated messages apart, it is
 * never sent again then. No transaction is open while the channel is called. Thread-safe.
 */
final class Sending implements DueHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);
    private static final String LOST = "nobody saw it end; it may have gone out";

    private final Store store;
    private final Channels channels;
    private final Clock clock;
    private final RandomGenerator chance;
    private final DeliveryMeters meters;
    private final Judging judging;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param chance of the pauses between tries */
    Sending(
            Store store,
            Channels channels,
            Clock clock,
            RandomGenerator chance,
            DeliveryMeters meters,
            Judging judging) {
        this.store = store;
        this.channels = channels;
        this.clock = clock;
        this.chance = chance;
        this.meters = meters;
        this.judging = judging;
    }

    @Override
    public Next handle(Due due) {
        Begun begun = store.inTransaction(tables -> begin(tables, due));
        if (begun.ended() != null) {
            meters.delivered(begun.channel(), begun.ended());
        }
        if (begun.message() != null) {
            send(Objects.requireNonNull(channels.named(begun.channel())), begun.message());
        }
        return Next.SETTLED;
    }

    /** No outcome waits for the database any longer. */
    void close() {
        closing.countDown();
    }

    /**
     * How an attempt begins.
     *
     * @param ended where the message has come to an end without one
     * @param message where it is to be sent
     */
    private record Begun(
            String channel,
            @Nullable DeliveryState ended,
            @Nullable OutgoingMessage message) {
        static final Begun NOTHING = new Begun("", null, null);
    }

    private Begun begin(Transaction tables, Due due) {
        Optional<OpenDelivery> found = tables.openDeliveries().lock(due.subject());
        boolean open = found.map(OpenDelivery::state)
                .filter(state -> state == DeliveryState.INTENT || state == DeliveryState.SENDING)
                .isPresent();
        if (!open) {
            end(tables, due);
            return Begun.NOTHING;
        }
        OpenDelivery delivery = found.get();
        Channel channel = channels.named(delivery.channel());
        if (channel == null) {
            throw new IllegalStateException("this node has no channel " + delivery.channel());
        }
        boolean lost = delivery.state() == DeliveryState.SENDING;
        if (!tables.due().again(due, channel.plan().sendingTimeout())) {
            return Begun.NOTHING; // somebody else has claimed it since
        }
        if (lost
                && (!channel.plan().repeatable()
                        || delivery.attempts() >= channel.plan().tries().max())) {
            return giveUp(tables, delivery, channel);
        }
        VoidReason fault = judging.fault(tables, delivery);
        if (fault != null) {
            tables.deliveries().setVoided(delivery, fault, clock.instant());
            return new Begun(delivery.channel(), DeliveryState.VOIDED, null);
        }
        tables.deliveries().setSending(delivery.deliveryId(), clock.instant());
        return new Begun(delivery.channel(), null, message(delivery));
    }

    private Begun giveUp(Transaction tables, OpenDelivery delivery, Channel channel) {
        DeliveryState state = channel.plan().repeatable() ? DeliveryState.FAILED : DeliveryState.UNKNOWN;
        tables.deliveries().giveUp(delivery.deliveryId(), state, LOST, clock.instant());
        tables.due().cancel(DueKind.ofChannel(delivery.channel()), List.of(delivery.deliveryId()));
        return new Begun(delivery.channel(), state, null);
    }

    private static void end(Transaction tables, Due due) {
        boolean unused = tables.due().done(due);
    }

    private static OutgoingMessage message(OpenDelivery delivery) {
        return new OutgoingMessage(
                delivery.deliveryId(),
                delivery.key(),
                delivery.kind(),
                delivery.recipient(),
                delivery.title(),
                delivery.body(),
                delivery.attempts() + 1);
    }

    private void send(Channel channel, OutgoingMessage message) {
        Result result = resultOf(hand(channel, message), channel.plan(), message.attempt());
        if (result.error() != null) {
            LOG.warn(
                    "{} {} is {} after attempt {}: {}",
                    channel.name(),
                    message.deliveryId(),
                    result.state(),
                    message.attempt(),
                    result.error());
        }
        store(channel, message, result);
        meters.delivered(channel.name(), result.state());
    }

    private static Outcome hand(Channel channel, OutgoingMessage message) {
        try {
            return channel.send(message);
        } catch (RuntimeException e) {
            // not the channel's own word: its message may hold anything
            return Outcome.unknown(e.getClass().getName());
        }
    }

    /** @param pause before the next attempt, in state INTENT */
    private record Result(
            DeliveryState state,
            @Nullable String error,
            @Nullable Duration pause) {}

    private Result resultOf(Outcome outcome, ChannelPlan plan, int attempt) {
        return switch (outcome.kind()) {
            case TAKEN -> new Result(DeliveryState.SENT, null, null);
            case DELIVERED -> new Result(DeliveryState.DELIVERED, null, null);
            case REFUSED -> new Result(DeliveryState.FAILED, outcome.error(), null);
            case POSTPONED -> again(outcome, plan, attempt);
            case UNKNOWN ->
                plan.repeatable()
                        ? again(outcome, plan, attempt)
                        : new Result(DeliveryState.UNKNOWN, outcome.error(), null);
        };
    }

    private Result again(Outcome outcome, ChannelPlan plan, int attempt) {
        return plan.tries()
                .pauseAfter(attempt, chance)
                .map(pause -> new Result(DeliveryState.INTENT, outcome.error(), longer(pause, outcome.after())))
                .orElseGet(() -> new Result(DeliveryState.FAILED, outcome.error(), null));
    }

    private static Duration longer(Duration pause, @Nullable Duration asked) {
        return asked == null || asked.compareTo(pause) < 0 ? pause : asked;
    }

    /**
     * While the database is away the outcome waits here. Where it cannot be stored for another reason, or is lost with this
     * process, the message stays as being sent until its row in the queue comes up again: a failure of ours says nothing about
     * the message.
     */
    private void store(Channel channel, OutgoingMessage message, Result result) {
        while (true) {
            try {
                store.run(tables -> settle(tables, channel, message, result));
                return;
            } catch (RetryLaterException e) {
                if (isClosingWithin(channel.plan().pollInterval())) {
                    throw e;
                }
            }
        }
    }

    private void settle(Transaction tables, Channel channel, OutgoingMessage message, Result result) {
        boolean counts = tables.deliveries()
                .setOutcome(message.deliveryId(), message.attempt(), result.state(), result.error(), clock.instant());
        if (!counts) {
            return;
        }
        DueKind kind = DueKind.ofChannel(channel.name());
        if (result.pause() == null) {
            tables.due().cancel(kind, List.of(message.deliveryId()));
        } else {
            tables.due().schedule(kind, message.deliveryId(), result.pause());
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
