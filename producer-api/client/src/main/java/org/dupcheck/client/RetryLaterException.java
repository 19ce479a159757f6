package org.dupcheck.client;

/**
 * A callback throws it to say that nothing is wrong with the record: something it needs is away for now. Such a try does not
 * count, so the record is never set aside for it. What JDBC drivers say of a database that is away is understood without it.
 */
public class RetryLaterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RetryLaterException(String message) {
        super(message);
    }

    public RetryLaterException(String message, Throwable cause) {
        super(message, cause);
    }
}
