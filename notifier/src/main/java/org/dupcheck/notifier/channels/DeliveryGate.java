package org.dupcheck.notifier.channels;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.dupcheck.store.Tables;
import org.dupcheck.store.deliveries.Addressee;
import org.dupcheck.store.deliveries.OpenDelivery;
import org.dupcheck.store.deliveries.VoidReason;
import org.dupcheck.store.due.DueKind;
import org.dupcheck.store.preferences.Way;
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

        private static Judgement later(Duration pause) {
            return new Judgement(null, pause);
        }
    }

    /**
     * The message as the person wants it now: to the address of now, which is empty where there is none any more. What is
     * another than it was is written.
     */
    OpenDelivery readdressed(Tables tables, OpenDelivery delivery, Channel channel) {
        Addressee to = delivery.addressee();
        if (to == null || to.way() == Way.NEVER) {
            return delivery;
        }
        String address = to.applicant() == null
                ? delivery.recipient()
                : channel.addressOf(to.applicant(), to.contact()).orElse("");
        boolean unlessRead = to.way() == Way.IF_UNREAD;
        if (!address.isEmpty() && (!address.equals(delivery.recipient()) || unlessRead != to.unlessRead())) {
            tables.openDeliveries().readdress(delivery.deliveryId(), address, unlessRead);
        }
        return delivery.to(address);
    }

    /** Judges a message that is locked and has the address of now. */
    Judgement judge(Tables tables, OpenDelivery delivery, Channel channel) {
        if (!delivery.stillTrue()) {
            return Judgement.voided(VoidReason.UNTRUE);
        }
        Addressee to = delivery.addressee();
        return to == null ? Judgement.GO : judge(tables, delivery, to, channel);
    }

    private Judgement judge(Tables tables, OpenDelivery delivery, Addressee to, Channel channel) {
        VoidReason fault = fault(delivery, to);
        if (fault != null) {
            return Judgement.voided(fault);
        }
        List<OpenDelivery> newer = newer(tables, delivery);
        if (newer.stream().anyMatch(OpenDelivery::hasGone)) {
            return Judgement.voided(VoidReason.MERGED);
        }
        Duration pause = untilItMayGo(tables, delivery, to, channel);
        if (!pause.isZero()) {
            return Judgement.later(pause);
        }
        for (OpenDelivery one : newer) {
            if (takesThePlace(one, to)) {
                bringForward(tables, one);
                return Judgement.later(settings.mergeWithin());
            }
        }
        return Judgement.GO;
    }

    private @Nullable VoidReason fault(OpenDelivery delivery, Addressee to) {
        if (to.way() == Way.NEVER || delivery.recipient().isEmpty()) {
            return VoidReason.UNWANTED;
        }
        if (to.hasRead()) {
            return VoidReason.READ;
        }
        return delivery.age().compareTo(settings.expireAfter()) > 0 ? VoidReason.TOO_OLD : null;
    }

    private Duration untilItMayGo(Tables tables, OpenDelivery delivery, Addressee to, Channel channel) {
        Duration unread = settings.unreadAfter().minus(delivery.age());
        if (to.way() == Way.IF_UNREAD && !to.unlessRead() && unread.compareTo(Duration.ZERO) > 0) {
            return unread; // it was to go at once, and is now to go only if it stays unread
        }
        Duration quiet = channel.isDisturbing()
                ? settings.quiet().left(delivery.now(), to.contact().zone())
                : Duration.ZERO;
        return quiet.isZero() ? settings.limits().wait(tables, delivery) : quiet;
    }

    /** What goes whether it is read or not gives way to nothing that reading makes void. */
    private static boolean takesThePlace(OpenDelivery newer, Addressee to) {
        boolean mayBeDropped = newer.addressee() != null && newer.addressee().way() == Way.IF_UNREAD;
        return (newer.isWanted() || newer.isUnderWay()) && (to.way() == Way.IF_UNREAD || !mayBeDropped);
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
        Deque<OpenDelivery> locked = new ArrayDeque<>();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            tables.openDeliveries().lock(newestFirst.get(i)).ifPresent(locked::addFirst);
        }
        return List.copyOf(locked);
    }
}
