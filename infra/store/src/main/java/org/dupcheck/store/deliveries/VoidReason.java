package org.dupcheck.store.deliveries;

/** Why a message did not go out; the names are what {@code delivery.void_reason} holds. */
public enum VoidReason {
    /** Before its time came, what it tells was decided, withdrawn or overtaken. */
    RECALLED,
    /** When its time came, it was no longer true. */
    UNTRUE,
    /** The person does not want it by that channel any more, or has no address there. */
    UNWANTED,
    /** It was read on the site. */
    READ,
    /** A newer one about the same document, told shortly after it, tells more. */
    MERGED,
    /** It could not go for so long that it is no news. */
    TOO_OLD
}
