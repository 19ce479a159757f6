package org.dupcheck.store.workorders;

/** What becomes of a decision that came in. */
public enum Recorded {
    /** It is kept, and waits to be applied. */
    RECORDED,
    /** Just this was decided before, or the event was handled before. */
    SAME,
    /** The opposite was decided before and stands, or the decision is about another content: it has no effect. */
    OTHER,
    /** The document never had such a verdict. */
    UNKNOWN
}
