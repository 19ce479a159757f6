package org.dupcheck.notifier.channels;

import java.util.List;
import java.util.Optional;
import org.dupcheck.store.preferences.Contact;
import org.dupcheck.store.workorders.Submitted;

/**
 * A way by which messages leave the house. Found by {@link ChannelProvider}, so a jar on the class path adds one. Thread-safe.
 *
 * <p>A channel says what it knows of an attempt and decides nothing: when a message goes, whether it is still true, whether
 * it is offered again. The table of deliveries keeps that, for all channels alike.
 */
public interface Channel extends AutoCloseable {
    /** In upper case, at most 16 characters, such as SMS; what {@code delivery.channel} holds. */
    String name();

    ChannelPlan plan();

    /**
     * Sends one message, within {@link ChannelPlan#sendingTimeout}. What it throws counts as {@link Outcome.Kind#UNKNOWN}.
     * No transaction is open.
     */
    Outcome send(OutgoingMessage message);

    /**
     * The ways by which it can send, in the order in which they are tried: the next one only where the one before certainly
     * did not send. At least one; each has a name of 1 to 32 characters.
     */
    default List<String> ways() {
        return List.of("default");
    }

    /**
     * When one can be asked what became of a message that was sent that way and whose outcome is unknown; empty where nobody
     * can be asked. The first pause is after the attempt.
     */
    default Optional<Tries> asks(String way) {
        return Optional.empty();
    }

    /**
     * Asks what became of a message of unknown outcome, as {@link #asks} says; sends nothing. POSTPONED means that it certainly
     * was not sent, and it is offered again; UNKNOWN that this cannot be told now.
     */
    default Outcome ask(OutgoingMessage message) {
        return Outcome.unknown("nobody can be asked");
    }

    /**
     * Where an applicant can be reached by this channel; empty where not at all. The answer is what
     * {@link OutgoingMessage#recipient} has later. Which messages go there the applicant says.
     *
     * @param contact what the applicant has said besides
     */
    default Optional<String> addressOf(Submitted applicant, Contact contact) {
        return Optional.empty();
    }

    /**
     * The servers that it calls, none of which is to hold up the others: each has half of the threads at most. Empty where all
     * messages go by the same ones.
     */
    default Optional<Receivers> receivers() {
        return Optional.empty();
    }

    /** Whether its messages ring: then they wait for the morning. */
    default boolean isDisturbing() {
        return false;
    }

    /** Whether its messages have a title and a body of several sentences, and not one short text. */
    default boolean isLong() {
        return false;
    }

    /** Lets go of what it has opened. */
    @Override
    default void close() {}
}
