package org.dupcheck.runtime.consume;

import org.jspecify.annotations.Nullable;

/** The record itself is at fault, and trying again cannot help: it goes to the dead letters with this reason. */
public final class RejectedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String path;

    /**
     * @param code a short name of the fault, for the dead letter's {@code dupcheck-error-code} header
     * @param path the field at fault, for {@code dupcheck-error-path}; empty where the whole record is
     */
    public RejectedRecordException(String code, String path, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.path = path;
    }

    public String code() {
        return code;
    }

    public String path() {
        return path;
    }
}
