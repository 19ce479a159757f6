package org.dupcheck.contract;

/** Why a work order waits for the applicant's confirmation instead of being submitted by itself. */
public enum ConfirmationReason {
    /** Passages count as duplicates. */
    DUPLICATES,
    /** More than a set phrase stands in so many reference documents that it counts in no ratio. */
    COMMON_TEXT,
    /** There is hardly any text to compare. */
    TOO_LITTLE_TEXT,
    /** A part of the document could not be read. */
    UNREAD_TEXT,
    /** A bound of the search was reached. */
    SEARCH_LIMIT,
    /** Another open submission has so much of the same text that an approved one would count as duplicates. */
    PENDING,
    /** So much is found that a reviewer has to agree, once the applicant has confirmed. */
    REVIEW
}
