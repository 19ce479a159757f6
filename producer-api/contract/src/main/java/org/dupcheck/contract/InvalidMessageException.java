package org.dupcheck.contract;

import java.util.Collection;
import java.util.List;

/** The user's fault: an input that breaks the contract. Trying it again cannot help. */
public final class InvalidMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String path;
    private final String message;
    private final transient Collection<String> known;

    /**
     * @param path the field, as in {@code sections[3].text}; empty where the whole message is meant
     * @param message what is wrong, for people; must quote nothing of the input, which may be personal
     */
    public InvalidMessageException(ErrorCode code, String path, String message) {
        this(code, path, message, List.of());
    }

    /** @param known the names that would have been right, where a name is at fault */
    InvalidMessageException(ErrorCode code, String path, String message, Collection<String> known) {
        super(message);
        this.code = code;
        this.path = path;
        this.message = message;
        this.known = List.copyOf(known);
    }

    /** The same refusal, for an element of an array: {@code [2]} before {@code sections[3].text}. */
    InvalidMessageException within(String prefix) {
        String separator = path.isEmpty() || prefix.isEmpty() ? "" : ".";
        return new InvalidMessageException(code, prefix + separator + path, message, known);
    }

    /** What is wrong, for people; quotes nothing of the input. */
    @Override
    public String getMessage() {
        return message;
    }

    public ErrorCode code() {
        return code;
    }

    public String path() {
        return path;
    }

    /** The names that would have been right where an unknown one was refused; otherwise empty. */
    public Collection<String> known() {
        return known;
    }
}
