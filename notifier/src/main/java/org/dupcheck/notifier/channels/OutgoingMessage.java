package org.dupcheck.notifier.channels;

import org.dupcheck.contract.BusinessKey;
import org.jspecify.annotations.Nullable;

/**
 * One message for a channel to send. Personal data: not to be logged.
 *
 * @param deliveryId unique for the message: at every attempt the same, so a receiver can tell that it has had it
 * @param kind what it tells
 * @param recipient the address, as the channel gave it
 * @param title null where the channel asked for a short text
 * @param attempt from 1
 * @param way one of {@link Channel#ways}: by this one it goes, or went
 */
public record OutgoingMessage(
        String deliveryId,
        BusinessKey key,
        String kind,
        String recipient,
        @Nullable String title,
        String body,
        int attempt,
        String way) {
    /** Without personal data. */
    @Override
    public String toString() {
        return "OutgoingMessage[" + deliveryId + ", attempt " + attempt + "]";
    }
}
