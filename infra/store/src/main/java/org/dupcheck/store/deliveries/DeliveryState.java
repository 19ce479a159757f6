package org.dupcheck.store.deliveries;

/**
 * How a message that goes out of the house stands; the names are what {@code delivery.state} holds. Nothing leads from
 * SENDING back to INTENT but the receiver's own word that it did not take the message, or a channel whose receiver tells
 * repeated messages apart.
 */
public enum DeliveryState {
    /** It is to go, at once or after a pause. */
    INTENT(false),
    /** Somebody is sending it, and nobody else may. */
    SENDING(false),
    /** Whoever carries it has taken it over. */
    SENT(true),
    /** It has reached its receiver. */
    DELIVERED(true),
    FAILED(true),
    /** It may or may not have gone out, and may turn out yet. */
    UNKNOWN(false),
    /** It was no longer true before it went out. */
    VOIDED(true);

    private final boolean end;

    DeliveryState(boolean end) {
        this.end = end;
    }

    /** Whether the state is final; the recipient's address is then no longer needed. */
    public boolean isEnd() {
        return end;
    }
}
