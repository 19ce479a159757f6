package org.dupcheck.sms.common;

import org.dupcheck.notifier.channels.Outcome;

/** What it means for a message that a provider's SDK has thrown something. */
public final class Failures {
    private static final int MAX_CAUSES = 10;

    private Failures() {}

    /** Only where it was certainly not sent is it offered again. Tells the kind alone: messages of SDKs have answers in them. */
    public static Outcome ofSending(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            if (cause instanceof NotSentException) {
                return Outcome.postponed(String.valueOf(cause.getMessage()));
            }
            cause = cause.getCause();
        }
        return Outcome.unknown(failure.getClass().getSimpleName());
    }

    /** A question that was not answered says nothing about the message. */
    public static Outcome ofAsking(Throwable failure) {
        return Outcome.unknown(
                "the provider could not be asked: " + failure.getClass().getSimpleName());
    }
}
