package org.dupcheck.notifier.channels;

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
     * Where an applicant can be reached by this channel; empty where not at all. The answer is what
     * {@link OutgoingMessage#recipient} has later. Which messages go there the applicant says.
     *
     * @param contact what the applicant has said besides
     */
    default Optional<String> addressOf(Submitted applicant, Contact contact) {
        return Optional.empty();
    }

    /** Whether its messages have a title and a body of several sentences, and not one short text. */
    default boolean isLong() {
        return false;
    }

    /** Lets go of what it has opened. */
    @Override
    default void close() {}
}
