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
    INTERNAL
}
