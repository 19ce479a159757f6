package org.dupcheck.engine.base;

/** Bytes that are no value of the kind that was to be read, or one that does not fit the text and the pages it is about. */
public final class MalformedValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * @param field that is wrong
     * @param reason what is wrong with it
     */
    public MalformedValueException(String field, String reason) {
        super(field + ": " + reason);
    }
}
