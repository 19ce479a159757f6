package org.dupcheck.runtime.database;

import org.jspecify.annotations.Nullable;

/** The schema does not fit this program: newer than it knows, or altered by hand. The message says what to do. */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SchemaException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
