package org.dupcheck.notifier.channels;

import java.time.Duration;
import java.util.LinkedList;
import java.util.List;
import org.dupcheck.store.Tables;
import org.dupcheck.store.deliveries.OpenDelivery;
import org.dupcheck.store.deliveries.VoidReason;
import org.dupcheck.store.due.DueKind;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message is to go, asked when its time has come and it is locked: much may have happened since it was written. All
 * times are the database's. Thread-safe.
 *
 * <p>Of several messages to one person about one document the newest goes. An older one waits for it, and is void once it has
 * gone: where it does not go after all, the older one does.
 */
final class DeliveryGate {
    private final DeliverySettings settings;

    DeliveryGate(DeliverySettings settings) {
        this.settings = settings;
    }

    /**
     * What is to become of it.
     *
     * @param fault why it is void; null where it is not
     * @param pause how long it waits, to be judged again then; zero where it goes now, or is void
     */
    record Judgement(@Nullable VoidReason fault, Duration pause) {
        private static final Judgement GO = new Judgement(null, Duration.ZERO);

        private static Judgement voided(VoidReason fault) {
            return new Judgement(fault, Duration.ZERO);
        }

        private static Judgement wait(Duration pause) {
            return new Judgement(null, pause);
        }
    }

    /** Judges a message that is locked. */
    Judgement judge(Tables tables, OpenDelivery delivery, Channel channel) {
        VoidReason fault = fault(delivery);
        if (fault != null) {
            return Judgement.voided(fault);
        }
        if (!delivery.toPerson()) {
            return Judgement.GO;
        }
        List<OpenDelivery> newer = newer(tables, delivery);
        if (newer.stream().anyMatch(OpenDelivery::hasGone)) {
            return Judgement.voided(VoidReason.MERGED);
        }
        Duration disturbing = untilItDisturbsNobody(tables, delivery, channel);
        if (!disturbing.isZero()) {
            return Judgement.wait(disturbing);
        }
        for (OpenDelivery one : newer) {
            if (one.isWanted() || one.isUnderWay()) {
                bringForward(tables, one);
                return Judgement.wait(settings.mergeWithin());
            }
        }
        return Judgement.GO;
    }

    private @Nullable VoidReason fault(OpenDelivery delivery) {
        if (!delivery.stillTrue()) {
            return VoidReason.UNTRUE;
        }
        if (!delivery.toPerson()) {
            return null;
        }
        if (delivery.read()) {
            return VoidReason.READ;
        }
        return delivery.age().compareTo(settings.expireAfter()) > 0 ? VoidReason.TOO_OLD : null;
    }

    private Duration untilItDisturbsNobody(Tables tables, OpenDelivery delivery, Channel channel) {
        Duration quiet =
                channel.isDisturbing() ? settings.quiet().left(delivery.now(), delivery.zone()) : Duration.ZERO;
        return quiet.isZero() ? settings.limits().wait(tables, delivery) : quiet;
    }

    /**
     * Goes in the place of an older one that waits for it, so at once: who is told something again and again is told by the end
     * of the first message's time. One that was tried keeps its pause.
     */
    private static void bringForward(Tables tables, OpenDelivery newer) {
        if (newer.isWanted() && newer.attempts() == 0) {
            tables.due().schedule(DueKind.ofChannel(newer.channel()), newer.deliveryId(), Duration.ZERO);
        }
    }

    /** Those that may take its place, locked, newest first. Locks are taken from older to newer ones, so nobody waits in a circle. */
    private List<OpenDelivery> newer(Tables tables, OpenDelivery delivery) {
        List<String> newestFirst = tables.openDeliveries().newerWithin(delivery, settings.mergeWithin());
        LinkedList<OpenDelivery> locked = new LinkedList<>();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            tables.openDeliveries().lock(newestFirst.get(i)).ifPresent(locked::addFirst);
        }
        return locked;
    }
}
