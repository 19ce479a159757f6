package org.dupcheck.notifier.channels;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.dupcheck.notifier.due.DueHandler;
import org.dupcheck.notifier.due.Next;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.deliveries.DeliveryState;
import org.dupcheck.store.deliveries.OpenDelivery;
import org.dupcheck.store.due.Due;
import org.dupcheck.store.due.DueKind;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one delivery that is due: it is judged, marked as being sent, handed to its channel, and its outcome is stored.
 * Before the channel is called, its row in the queue has moved on to when nobody will be at it any more. Whoever finds it
 * there and still marked knows that nobody saw it end. Unless the channel's receivers tell repeated messages apart, it is
 * never sent again then, but by the provider's own word that it has not gone out. No transaction is open while the channel is
 * called. Thread-safe.
 */
final class DeliverySender implements DueHandler {
    private static final String LOST = "nobody saw it end; it may have gone out";

    private final Store store;
    private final Channels channels;
    private final Clock clock;
    private final DeliveryMeters meters;
    private final DeliveryGate gate;
    private final OutcomeRecorder outcomes;

    /** @param chance of the pauses between tries */
    DeliverySender(
            Store store,
            Channels channels,
            Clock clock,
            RandomGenerator chance,
            DeliveryMeters meters,
            DeliveryGate gate) {
        this.store = store;
        this.channels = channels;
        this.clock = clock;
        this.meters = meters;
        this.gate = gate;
        this.outcomes = new OutcomeRecorder(store, clock, chance, meters);
    }

    @Override
    public Next handle(Due due) {
        long start = System.nanoTime();
        Begun begun = begin(due);
        if (begun.ended() != null) {
            meters.delivered(begun.channel(), begun.ended());
        }
        if (begun.flagged()) {
            outcomes.alarm(begun.channel(), due.subject());
        }
        if (begun.message() != null) {
            Channel channel = Objects.requireNonNull(channels.named(begun.channel()));
            OutgoingMessage message = begun.message();
            Outcome outcome = begun.asked() > 0
                    ? answerOf(() -> channel.ask(message))
                    : isLate(start, channel)
                            ? Outcome.postponed("this node was held up before it could send")
                            : answerOf(() -> channel.send(message));
            outcomes.settle(channel, message, begun.asked(), outcome);
        }
        return Next.SETTLED;
    }

    /**
     * Whether the process stood still for so long that another one may soon take the message for lost. Then it does not send;
     * asking does no harm, and nothing that is found out late says that a message was not sent.
     */
    private static boolean isLate(long start, Channel channel) {
        return System.nanoTime() - start > channel.plan().sendingTimeout().toNanos() / 2;
    }

    /** No outcome waits for the database any longer. */
    void close() {
        outcomes.close();
    }

    /**
     * How an attempt begins.
     *
     * @param ended where the message has come to an end without one
     * @param message where it is to be sent, or asked about
     * @param asked how often it was asked about, this time included; 0 where it is to be sent
     * @param flagged whether nobody can tell any more what became of it
     */
    private record Begun(
            String channel,
            @Nullable DeliveryState ended,
            @Nullable OutgoingMessage message,
            int asked,
            boolean flagged) {
        static final Begun NOTHING = new Begun("", null, null, 0, false);

        static Begun ended(OpenDelivery delivery, DeliveryState state) {
            return new Begun(delivery.channel(), state, null, 0, false);
        }

        static Begun of(OpenDelivery delivery, OutgoingMessage message, int asked) {
            return new Begun(delivery.channel(), null, message, asked, false);
        }
    }

    /** Where the answer to the commit is lost, an attempt may stand in the database that nobody makes: that one is taken back. */
    private Begun begin(Due due) {
        AtomicReference<Begun> last = new AtomicReference<>(Begun.NOTHING);
        try {
            return store.inTransaction(tables -> {
                Begun begun = begin(tables, due);
                last.set(begun);
                return begun;
            });
        } catch (RuntimeException e) {
            Begun begun = Objects.requireNonNull(last.get());
            if (begun.message() != null && begun.asked() == 0) {
                outcomes.takeBack(Objects.requireNonNull(channels.named(begun.channel())), due, begun.message());
            }
            throw e;
        }
    }

    private Begun begin(Tables tables, Due due) {
        OpenDelivery delivery = tables.openDeliveries().lock(due.subject()).orElse(null);
        if (delivery == null || delivery.state().isEnd()) {
            boolean unused = tables.due().done(due);
            return Begun.NOTHING;
        }
        Channel channel = channels.named(delivery.channel());
        if (channel == null) {
            throw new IllegalStateException("this node has no channel " + delivery.channel());
        }
        if (mayBeSent(delivery, channel)) {
            return judge(tables, due, delivery, channel);
        }
        if (!tables.due().again(due, channel.plan().sendingTimeout())) {
            return Begun.NOTHING; // somebody else has claimed it since
        }
        return delivery.state() == DeliveryState.UNKNOWN
                ? beginAsking(tables, delivery, channel)
                : giveUp(tables, delivery, channel);
    }

    /** Where nobody saw the last attempt end, it is sent again only if its receivers tell that, and not for ever. */
    private static boolean mayBeSent(OpenDelivery delivery, Channel channel) {
        return switch (delivery.state()) {
            case UNKNOWN -> false;
            case SENDING ->
                channel.plan().repeatable()
                        && delivery.attempts()
                                < channel.plan().tries().max() * channel.ways().size();
            default -> true;
        };
    }

    private Begun judge(Tables tables, Due due, OpenDelivery planned, Channel channel) {
        OpenDelivery delivery = gate.readdressed(tables, planned, channel);
        DeliveryGate.Judgement judgement = gate.judge(tables, delivery, channel);
        if (judgement.fault() != null) {
            tables.deliveries().setVoided(delivery, judgement.fault(), clock.instant());
            return Begun.ended(delivery, DeliveryState.VOIDED);
        }
        if (!judgement.pause().isZero()) {
            tables.due().schedule(DueKind.ofChannel(delivery.channel()), delivery.deliveryId(), judgement.pause());
            return Begun.NOTHING;
        }
        List<String> ways = channel.ways();
        String way = ways.get(delivery.attempts() % ways.size());
        // where somebody else has claimed it since, nothing is begun
        return tables.attempts().begin(due, way, channel.plan().sendingTimeout(), clock.instant())
                ? Begun.of(delivery, message(delivery, delivery.attempts() + 1, way), 0)
                : Begun.NOTHING;
    }

    private Begun giveUp(Tables tables, OpenDelivery delivery, Channel channel) {
        String id = delivery.deliveryId();
        DeliveryState state = channel.plan().repeatable() ? DeliveryState.FAILED : DeliveryState.UNKNOWN;
        tables.attempts().giveUp(id, state, LOST, clock.instant());
        Duration pause = state == DeliveryState.FAILED
                ? null
                : outcomes.pauseBeforeAsking(channel, wayOf(delivery), 0).orElse(null);
        outcomes.goOn(tables, delivery.channel(), id, state, pause);
        return new Begun(delivery.channel(), state, null, 0, state == DeliveryState.UNKNOWN && pause == null);
    }

    private Begun beginAsking(Tables tables, OpenDelivery delivery, Channel channel) {
        String way = wayOf(delivery);
        if (outcomes.pauseBeforeAsking(channel, way, delivery.asked()).isEmpty()) {
            outcomes.goOn(tables, delivery.channel(), delivery.deliveryId(), delivery.state(), null);
            return new Begun(delivery.channel(), null, null, 0, true);
        }
        tables.openDeliveries().setAsked(delivery.deliveryId(), clock.instant());
        return Begun.of(delivery, message(delivery, delivery.attempts(), way), delivery.asked() + 1);
    }

    private static String wayOf(OpenDelivery delivery) {
        return Objects.requireNonNullElse(delivery.via(), "");
    }

    private static OutgoingMessage message(OpenDelivery delivery, int attempt, String way) {
        return new OutgoingMessage(
                delivery.deliveryId(),
                delivery.key(),
                delivery.kind(),
                delivery.recipient(),
                delivery.title(),
                delivery.body(),
                attempt,
                way);
    }

    private static Outcome answerOf(Supplier<Outcome> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            // not the channel's own word: its message may hold anything
            return Outcome.unknown(e.getClass().getName());
        }
    }
}
