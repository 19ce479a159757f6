package org.dupcheck.notifier.outgoing;

import java.io.IOException;

/** Nothing of the request's body has left this system: the server cannot have taken it. */
public final class NotSentException extends IOException {
    private static final long serialVersionUID = 1L;

    NotSentException(String message, Throwable cause) {
        super(message, cause);
    }
}
