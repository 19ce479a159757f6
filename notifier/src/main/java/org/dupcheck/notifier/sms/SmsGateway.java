package org.dupcheck.notifier.sms;

/**
 * Sends short messages: the port that an operator's provider is plugged into. Must be thread-safe, and must return or
 * throw within {@link SmsSettings#sendingTimeout}.
 *
 * <p>A message is offered again only after {@link SmsPostponedException}, always with the same {@code deliveryId}. An
 * implementation should hand the id to the provider as its idempotency key where the provider has one. Whatever leaves
 * open whether the message went out (a timeout, a lost connection, a crash of this process) is never repeated: nobody
 * wants the same message twice.
 */
@FunctionalInterface
public interface SmsGateway {
    /**
     * Sends one message. Returning means that the provider has taken it over.
     *
     * <p>Messages of the exceptions are stored and logged: they must name neither the number nor the text.
     *
     * @param deliveryId unique for the message, a UUID; the same message always has the same
     * @param phone the recipient's number, as the business module gave it
     * @param text the message in the applicant's language
     * @throws SmsRefusedException where the provider will never take this message: it is given up
     * @throws SmsPostponedException where the provider did not take it, and may later: it is offered again after a pause
     * @throws SmsOutcomeUnknownException where nobody can tell whether it went out; any other exception counts as this one
     */
    void send(String deliveryId, String phone, String text);
}
