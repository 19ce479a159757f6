package org.dupcheck.notifier.outgoing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a server has answered.
 *
 * @param retryAfter what it asks for in the header of that name, not below zero; null where it asks for nothing that can be
 *     read
 * @param body as UTF-8, up to {@link OutgoingHttp#MAX_READ} bytes of it; what came of one that was cut off. Not to be logged:
 *     it may hold anything
 */
public record Answer(int status, @Nullable Duration retryAfter, String body) {
    private static final int OK = 200;
    private static final int REDIRECT = 300;

    /** 2xx. */
    public boolean isSuccess() {
        return status >= OK && status < REDIRECT;
    }

    /** Without the body. */
    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
