package org.dupcheck.documents;

import org.jspecify.annotations.Nullable;

/** The user's fault: a file that is no document that can be checked. The message says why, for people. */
public final class UnreadableDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableDocumentException(String message) {
        this(message, null);
    }

    public UnreadableDocumentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
