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
    /** This revision was used before, with other content. */
    REVISION_REUSED,
    /** Kafka only: a pre-check on the topic of submissions, or the other way round. */
    WRONG_TOPIC,
    STALE_VERDICT,
    /** HTTP only: another reviewer has acted on the verdict since. */
    STALE_REVIEW,
    /** HTTP only: the verdict is that of a pre-check, on which nothing is decided. */
    NOTHING_TO_REVIEW,
    /** HTTP only: the figures cannot be counted without a passage: a text is gone, or another version counts otherwise. */
    NOT_COUNTABLE,
    /** HTTP only: reviewers have done as much about the verdict as may be. */
    TOO_MANY_ACTS,
    /** HTTP only: another version of the policy is in force than the request begins from. */
    STALE_POLICY,
    /** HTTP only: as many previews of policies as may be wait or run. */
    TOO_MANY_PREVIEWS,
    /** HTTP only: a business type has as many webhooks as may be. */
    TOO_MANY_WEBHOOKS,
    /** HTTP only: a receipt of that id was taken before. */
    ALREADY_RECEIVED,
    /** HTTP only: what is to be sent anew is just being sent. */
    BEING_SENT,
    /** HTTP only: so many requests a minute are not taken of one caller, applicant or business type. */
    RATE_LIMITED,
    /** HTTP only: it did not fail, or it cannot be done once more. */
    NOTHING_TO_RETRY,
    /** HTTP only: nothing was heard of the node for a while, so that it cannot be told anything. */
    NODE_NOT_SEEN,
    /** HTTP only: the node has no role that takes work. */
    NOTHING_TO_DRAIN,
    /** HTTP only: no other node would do the work of one of its roles; whoever wants that says so. */
    LAST_OF_ROLE,
    /** HTTP only: the Idempotency-Key was given to another request before. */
    IDEMPOTENCY_KEY_REUSED,
    /** HTTP only: the first request of that Idempotency-Key is not answered yet. */
    IDEMPOTENCY_KEY_IN_USE,
    /** The verdict asks for no confirmation: it is clean, or that of a pre-check. */
    NOTHING_TO_CONFIRM,
    /** The applicant has decided on this verdict before, and otherwise. */
    ALREADY_DECIDED,
    /** The work order has been submitted: nothing can be taken back here any more. */
    ALREADY_SUBMITTED,
    /** HTTP only: the dead letter was published again before; whoever wants it once more says so. */
    ALREADY_REPLAYED,
    /** HTTP only: two verdicts that are not of the same document have nothing to tell of one another. */
    DIFFERENT_DOCUMENTS,
    /** HTTP only: who asks is not known. */
    UNAUTHENTICATED,
    /** HTTP only: who asks is known, and this is for others. */
    FORBIDDEN,
    NOT_FOUND,
    /** HTTP only: a field or a query parameter that there is not; by Kafka unknown fields are ignored. */
    UNKNOWN_FIELD,
    /** HTTP only: the body did not come in in time. */
    BODY_TIMEOUT,
    /** HTTP only: not a request this server understands. */
    BAD_REQUEST,
    /** HTTP only. */
    METHOD_NOT_ALLOWED,
    /** HTTP only: bodies are application/json in UTF-8. */
    UNSUPPORTED_MEDIA_TYPE,
    /** HTTP only: an uploaded file has more bytes than are taken. */
    FILE_TOO_LARGE,
    /** HTTP only: an uploaded file is of a kind that is not read. */
    FILE_UNSUPPORTED,
    FILE_ENCRYPTED,
    /** HTTP only: an uploaded file is damaged, cut off, or not what its name says. */
    FILE_DAMAGED,
    /** HTTP only: it is not sure in which encoding an uploaded text is. */
    FILE_ENCODING,
    /** HTTP only: an uploaded file has no text that can be read. */
    FILE_WITHOUT_TEXT,
    /** HTTP only: reading an uploaded file breaks a bound, of time, memory or text. */
    FILE_BEYOND_BOUNDS,
    /** Kafka or the database is away, or too many are waiting: trying again helps. */
    UNAVAILABLE,
    INTERNAL
}
