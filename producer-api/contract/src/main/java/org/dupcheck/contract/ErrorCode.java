package org.dupcheck.contract;

/** Why an input was refused; the name is what outside users see in problem+json and in dead-letter headers. */
public enum ErrorCode {
    MALFORMED_JSON,
    MISSING_FIELD,
    INVALID_FIELD,
    UNKNOWN_ENUM,
    EMPTY_TEXT,
    TEXT_NOT_UNICODE,
    TEXT_HAS_NUL,
    TOO_MANY_SECTIONS,
    DUPLICATE_SECTION,
    MESSAGE_TOO_LARGE,
    NESTED_TOO_DEEP,
    KEY_MISMATCH,
    MISSING_VALUE,
    STALE_VERDICT,
    NOT_FOUND,
    /** HTTP only: not a request this server understands. */
    BAD_REQUEST,
    /** HTTP only. */
    METHOD_NOT_ALLOWED,
    /** HTTP only: bodies are application/json in UTF-8. */
    UNSUPPORTED_MEDIA_TYPE,
    /** Kafka or the database is away, or too many are waiting: trying again helps. */
    UNAVAILABLE,
    INTERNAL
}
