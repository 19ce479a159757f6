package org.dupcheck.check.checking;

/**
 * A try of a check failed; the message is what people are shown. It has the stack of the failure but not the failure
 * itself, whose message may quote the submission: loggers print causes.
 */
public final class CheckFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckFailedException(String reason, Throwable failure) {
        super(reason);
        setStackTrace(failure.getStackTrace());
    }
}
