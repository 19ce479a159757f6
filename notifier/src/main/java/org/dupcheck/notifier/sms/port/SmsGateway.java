package org.dupcheck.notifier.sms.port;

import org.dupcheck.notifier.channels.Outcome;

/**
 * Sends short messages: the port that an operator's provider is plugged into. Must be thread-safe, and must return within
 * {@code dupcheck.notifier.sms.sending-timeout}.
 *
 * <p>A message is offered again only after {@link Outcome.Kind#POSTPONED}, always with the same {@code deliveryId}. An
 * implementation should hand the id to the provider as its idempotency key where the provider has one. Whatever leaves
 * open whether the message went out (a timeout, a lost connection, a crash of this process) is not repeated, unless the
 * provider, once asked, says that it did not send it: nobody wants the same message twice.
 */
@FunctionalInterface
public interface SmsGateway {
    /**
     * Sends one message. Any exception counts as {@link Outcome.Kind#UNKNOWN}.
     *
     * @param deliveryId unique for the message, a UUID; the same message always has the same
     * @param phone the recipient's number, as the business module gave it
     * @param text the message in the applicant's language
     */
    Outcome send(String deliveryId, String phone, String text);

    /** Whether the provider can be asked what became of a message. */
    default boolean canBeAsked() {
        return false;
    }

    /**
     * Asks what became of a message of unknown outcome, and sends nothing. {@link Outcome.Kind#POSTPONED} means that the
     * provider certainly did not send it and will not, {@link Outcome.Kind#UNKNOWN} that it cannot tell now.
     */
    default Outcome ask(String deliveryId, String phone) {
        return Outcome.unknown("the provider cannot be asked");
    }
}
