package org.dupcheck.notifier.sms;

/** The provider did not take the message, and may later: too many at once, maintenance. It certainly did not go out. */
public final class SmsPostponedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message for operators; names neither the number nor the text */
    public SmsPostponedException(String message) {
        super(message);
    }

    /** @param message for operators; names neither the number nor the text */
    public SmsPostponedException(String message, Throwable cause) {
        super(message, cause);
    }
}
