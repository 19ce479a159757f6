package org.dupcheck.store.deliveries;

/**
 * How a message that goes out of the house stands; the names are what {@code delivery.state} holds. Nothing leads from
 * SENDING back to PENDING but the gateway's own word that it did not take the message.
 */
public enum DeliveryState {
    /** To be claimed, at once or after a pause. */
    PENDING(false),
    /** Its claimer, and nobody else, may send it. */
    SENDING(false),
    SENT(true),
    FAILED(true),
    /** It may or may not have gone out, and may turn out yet. */
    UNKNOWN(false),
    /** It was no longer true before it went out. */
    VOIDED(true);

    private final boolean end;

    DeliveryState(boolean end) {
        this.end = end;
    }

    /** Whether the state is final; the recipient's number is then no longer needed. */
    public boolean isEnd() {
        return end;
    }
}
