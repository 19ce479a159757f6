package org.dupcheck.notifier.sms;

/** Nobody can tell whether the message went out: a timeout after the request was sent, a connection that broke. */
public final class SmsOutcomeUnknownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message for operators; names neither the number nor the text */
    public SmsOutcomeUnknownException(String message) {
        super(message);
    }

    /** @param message for operators; names neither the number nor the text */
    public SmsOutcomeUnknownException(String message, Throwable cause) {
        super(message, cause);
    }
}
