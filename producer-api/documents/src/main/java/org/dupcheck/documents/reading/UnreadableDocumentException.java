package org.dupcheck.documents.reading;

import org.jspecify.annotations.Nullable;

/** The user's fault: a file that is no document that can be checked. The message says why, for people. */
public final class UnreadableDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is the matter, for programs. */
    public enum Fault {
        /** A kind of file that is not read. */
        UNSUPPORTED,
        ENCRYPTED,
        /** Damaged, cut off, or not what its name says. */
        DAMAGED,
        /** A text whose encoding is not sure. */
        ENCODING,
        /** Empty, or nothing in it is text that can be read. */
        WITHOUT_TEXT,
        /** It breaks a bound: of size, of time, or of memory. */
        TOO_LARGE
    }

    private final Fault fault;

    public UnreadableDocumentException(Fault fault, String message) {
        this(fault, message, null);
    }

    public UnreadableDocumentException(Fault fault, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
