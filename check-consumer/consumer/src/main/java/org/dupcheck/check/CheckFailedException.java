package org.dupcheck.check;

/** A try of a check failed; the message is what people are shown, and holds nothing of the submission. */
final class CheckFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckFailedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
