package org.dupcheck.notifier.sms;

/** What a provider's answer says about a message. */
public enum Meaning {
    /** The provider has taken it over. */
    SENT,
    /** It has reached the telephone. */
    DELIVERED,
    /** It certainly was not sent, and may be sent later, or by another provider. */
    NOT_SENT,
    /** It certainly was not sent and never will be, as to a number that there is not. */
    REFUSED,
    /** The answer does not tell. */
    UNKNOWN
}
