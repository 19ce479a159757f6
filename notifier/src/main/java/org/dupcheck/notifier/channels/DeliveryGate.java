package org.dupcheck.notifier.channels;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.store.Tables;
import org.dupcheck.store.deliveries.OpenDelivery;
import org.dupcheck.store.deliveries.VoidReason;
import org.dupcheck.store.due.DueKind;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message is to go, asked when its time has come and it is locked: much may have happened since it was written. All
 * times are the database's. Thread-safe.
 */
final class DeliveryGate {
    private final DeliverySettings settings;

    DeliveryGate(DeliverySettings settings) {
        this.settings = settings;
    }

    /**
     * How long a message that may go has to wait, so as not to disturb; zero where it is to go now. It is judged
     * anew afterwards.
     */
    Duration wait(Tables tables, OpenDelivery delivery, Channel channel) {
        if (!delivery.toPerson()) {
            return Duration.ZERO;
        }
        Duration quiet =
                channel.isDisturbing() ? settings.quiet().left(delivery.now(), delivery.zone()) : Duration.ZERO;
        return quiet.isZero() ? settings.limits().wait(tables, delivery) : quiet;
    }

    /** Why it is not to go; null where it is. */
    @Nullable
    VoidReason fault(Tables tables, OpenDelivery delivery) {
        if (!delivery.stillTrue()) {
            return VoidReason.UNTRUE;
        }
        if (!delivery.toPerson()) {
            return null;
        }
        if (delivery.read()) {
            return VoidReason.READ;
        }
        if (delivery.age().compareTo(settings.expireAfter()) > 0) {
            return VoidReason.TOO_OLD;
        }
        return isMerged(tables, delivery) ? VoidReason.MERGED : null;
    }

    /**
     * Whether a newer one goes in its place, which it then does at once: so whoever is told something again and again is told
     * by the end of the first message's time. Locks are taken from older to newer ones, so nobody waits in a circle.
     */
    private boolean isMerged(Tables tables, OpenDelivery delivery) {
        List<String> newestFirst = tables.openDeliveries().newerWithin(delivery, settings.mergeWithin());
        Map<String, OpenDelivery> locked = lockOldestFirst(tables, newestFirst);
        for (String id : newestFirst) {
            OpenDelivery newer = locked.get(id);
            if (newer != null && newer.mayHaveGone()) {
                return true;
            }
            if (newer != null && newer.isWanted()) {
                tables.due().schedule(DueKind.ofChannel(newer.channel()), id, Duration.ZERO);
                return true;
            }
        }
        return false;
    }

    private static Map<String, OpenDelivery> lockOldestFirst(Tables tables, List<String> newestFirst) {
        Map<String, OpenDelivery> locked = new HashMap<>();
        for (int i = newestFirst.size() - 1; i >= 0; i--) {
            String id = newestFirst.get(i);
            tables.openDeliveries().lock(id).ifPresent(delivery -> locked.put(id, delivery));
        }
        return locked;
    }
}
