package org.dupcheck.notifier.sms;

/** The provider will never take this message: a number that does not exist, a blocked recipient. */
public final class SmsRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message for operators; names neither the number nor the text */
    public SmsRefusedException(String message) {
        super(message);
    }

    /** @param message for operators; names neither the number nor the text */
    public SmsRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
