package org.dupcheck.contract;

/** What happened to a reference document. */
public enum ReferenceEventKind {
    /** Adds the document or replaces it. */
    APPROVED,
    /** Replaces the document where it is in force. */
    EDITED,
    /** Removes the document where it is present. */
    DELETED
}
