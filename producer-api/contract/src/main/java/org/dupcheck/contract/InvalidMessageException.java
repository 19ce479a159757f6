package org.dupcheck.contract;

/** The user's fault: an input that breaks the contract. Trying it again cannot help. */
public final class InvalidMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String path;

    /** @param path the field, as in {@code sections[3].text}; empty where the whole message is meant */
    public InvalidMessageException(ErrorCode code, String path, String message) {
        super(message);
        this.code = code;
        this.path = path;
    }

    public ErrorCode code() {
        return code;
    }

    public String path() {
        return path;
    }
}
