package org.dupcheck.gateway;

/** How people sign in to the pages. */
public enum Auth {
    /** There are no pages. */
    NONE,
    /** Whoever opens the pages chooses one of four sample people: for a trial on one machine. */
    LOCAL
}
