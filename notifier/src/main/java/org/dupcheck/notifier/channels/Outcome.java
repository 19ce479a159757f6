package org.dupcheck.notifier.channels;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a channel says of one attempt. Errors are stored and logged: they must name neither the address nor the text.
 *
 * @param error for operators; null where it went well
 * @param after how long to wait, where somebody said so; null for the channel's own pause
 */
public record Outcome(
        Kind kind, @Nullable String error, @Nullable Duration after) {
    /** How an attempt ends. */
    public enum Kind {
        /** Whoever carries it has taken it over. */
        TAKEN,
        /** It has reached its receiver. */
        DELIVERED,
        /** It will never be taken: it is given up. */
        REFUSED,
        /** It was certainly not taken, and may be later: it is offered again after a pause. */
        POSTPONED,
        /** Nobody can tell whether it was taken. */
        UNKNOWN
    }

    public static Outcome taken() {
        return new Outcome(Kind.TAKEN, null, null);
    }

    public static Outcome delivered() {
        return new Outcome(Kind.DELIVERED, null, null);
    }

    public static Outcome refused(String error) {
        return new Outcome(Kind.REFUSED, error, null);
    }

    public static Outcome postponed(String error) {
        return new Outcome(Kind.POSTPONED, error, null);
    }

    /** @param after null for the channel's own pause */
    public static Outcome postponed(String error, @Nullable Duration after) {
        return new Outcome(Kind.POSTPONED, error, after);
    }

    public static Outcome unknown(String error) {
        return new Outcome(Kind.UNKNOWN, error, null);
    }
}
