package org.dupcheck.contract;

import java.time.Instant;

/**
 * The bounds every message keeps. They hold alike at the client, at HTTP and at the consumers. A character is a Unicode
 * code point, as PostgreSQL counts them, so that what is accepted fits its column.
 */
public final class Limits {
    /** Bytes of a message as UTF-8 JSON, 4 MiB; also of an HTTP body. */
    public static final int MAX_MESSAGE_BYTES = 4 << 20;

    /**
     * Bytes of a record that the topics take: twice the limit of a message. What lies between is refused by the
     * consumer with a reason everybody can look up in the dead letters; what is larger is refused by the broker.
     */
    public static final int MAX_RECORD_BYTES = 2 * MAX_MESSAGE_BYTES;

    /** What a record's key, headers and framing may add to its value, in bytes; dead letters add more headers. */
    public static final int RECORD_OVERHEAD_BYTES = 64 << 10;

    /** Levels of objects and arrays in a message, the outermost included; messages of today have 4 at most. */
    public static final int MAX_NESTING = 32;

    /** Digits of a number. */
    public static final int MAX_NUMBER_LENGTH = 64;

    /** Characters of a field's name. */
    public static final int MAX_FIELD_NAME_LENGTH = 1_000;

    /** Sections of a submission or a reference document. */
    public static final int MAX_SECTIONS = 64;

    /** Characters of a business type or a document type, at least 1; no colon and no control character. */
    public static final int MAX_TYPE_LENGTH = 32;

    /** Characters of a business id, at least 1; no control character. */
    public static final int MAX_BUSINESS_ID_LENGTH = 32;

    /** Characters of a reference document's id, at least 1; no control character. Files go by their path. */
    public static final int MAX_DOCUMENT_ID_LENGTH = 256;

    /** Signals that come with a submission. */
    public static final int MAX_SIGNALS = 1_000;

    /** Characters of a section's key, at least 1; no control character. */
    public static final int MAX_SECTION_KEY_LENGTH = 128;

    /** Characters of a title. */
    public static final int MAX_TITLE_LENGTH = 1_000;

    /** Characters of a user's id, at least 1; no control character. */
    public static final int MAX_USER_ID_LENGTH = 128;

    /** Characters of a telephone number, at least 1; no control character. */
    public static final int MAX_PHONE_LENGTH = 32;

    /** Characters of a BCP 47 language tag, at least 1; no control character. */
    public static final int MAX_LOCALE_LENGTH = 35;

    /** Characters of a work order's id, at least 1; no control character. */
    public static final int MAX_WORK_ORDER_ID_LENGTH = 128;

    /** Characters of a verdict's or a command's id (a UUID), at least 1; no control character. */
    public static final int MAX_UUID_LENGTH = 36;

    /** Reminders of one question. */
    public static final int MAX_REMINDERS = 16;

    /** Characters of a content hash. */
    public static final int MAX_HASH_LENGTH = 64;

    /** Characters of a reason or an error that a person or a program gives. */
    public static final int MAX_REASON_LENGTH = 2_000;

    /** What one request of a reviewer may leave out, and what it may take back. */
    public static final int MAX_EXCLUSIONS = 100;

    /** What reviewers may do about one verdict, decisions and exclusions and what takes them back together. */
    public static final int MAX_REVIEW_ACTS = 1_000;

    /** Templates of a policy. */
    public static final int MAX_TEMPLATES = 32;

    /** Characters of a template's name, at least 1; no control character. */
    public static final int MAX_TEMPLATE_NAME_LENGTH = 128;

    /** Characters of all templates of a policy together: every check of its type compares with them. */
    public static final int MAX_TEMPLATES_LENGTH = 100_000;

    /** Document types that a policy leaves out. */
    public static final int MAX_REFERENCE_TYPES = 64;

    /** The earliest time stamp; what lies outside is a mistake in units. */
    public static final Instant MIN_TIME = Instant.EPOCH;

    /** The latest time stamp, the last that ISO-8601 writes with four digits of a year. */
    public static final Instant MAX_TIME = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Limits() {}
}
