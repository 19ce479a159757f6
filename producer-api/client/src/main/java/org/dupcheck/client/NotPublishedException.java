package org.dupcheck.client;

/**
 * The brokers did not acknowledge a message in time, or refused it. Unless they refused it, it may have been written all
 * the same; sending the same message again, with the same revision, is always safe and has no second effect.
 */
public final class NotPublishedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotPublishedException(String topic, Throwable cause) {
        super("not acknowledged by " + topic + ": " + cause.getMessage(), cause);
    }
}
