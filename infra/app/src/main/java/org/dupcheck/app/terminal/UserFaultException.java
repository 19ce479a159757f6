package org.dupcheck.app.terminal;

import org.jspecify.annotations.Nullable;

/**
 * Something the person at the terminal can put right: a port that is taken, a folder in use, a server that is not
 * there. The message is one line that says what is wrong and, where that helps, what to do; no stack trace is shown.
 */
public final class UserFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserFaultException(String message) {
        this(message, null);
    }

    public UserFaultException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
