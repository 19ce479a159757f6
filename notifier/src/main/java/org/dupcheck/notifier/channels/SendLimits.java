package org.dupcheck.notifier.channels;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.dupcheck.runtime.settings.Require;
import org.dupcheck.store.Tables;
import org.dupcheck.store.deliveries.AddressUses;
import org.dupcheck.store.deliveries.OpenDelivery;

/**
 * How many messages to people may go by one channel; of each 0: any number.
 *
 * @param addressPerHour to one telephone or mailbox
 * @param typePerHour of one business type
 */
public record SendLimits(int addressPerHour, int addressPerDay, int typePerHour, int typePerDay) {
    public static final SendLimits DEFAULT = new SendLimits(5, 20, 0, 0);
    public static final SendLimits NONE = new SendLimits(0, 0, 0, 0);

    public SendLimits {
        Require.that(
                addressPerHour >= 0 && addressPerDay >= 0 && typePerHour >= 0 && typePerDay >= 0,
                "limits: 0 or more expected");
    }

    /** How long a message has to wait; zero where it may go. It counts once an attempt begins in the same transaction. */
    Duration wait(Tables tables, OpenDelivery delivery) {
        AddressUses uses = tables.addressUses();
        return Stream.of(
                        uses.untilRecipientIsFree(delivery, new AddressUses.Limit(addressPerHour, addressPerDay)),
                        uses.untilTypeIsFree(delivery, new AddressUses.Limit(typePerHour, typePerDay)))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
