package org.dupcheck.contract;

/** What a {@link Signal} is a trace of. */
public enum SignalKind {
    /** Text that the file holds and no reader sees. It is not part of the text. */
    HIDDEN_TEXT,
    /** Text in the colour of the paper. It is part of the text. */
    WHITE_TEXT,
    /** Characters without a shape, within words. */
    INVISIBLE_CHARACTERS,
    /** Letters of another script that look like those of their word. */
    MIXED_SCRIPT,
    /** A part of the document that could not be read: what stands there was not checked. */
    UNREAD_TEXT,
    /** A bound that keeps a check in time was reached: a passage may have been missed. */
    SEARCH_LIMIT;

    /** Whether something was not looked at: such a verdict submits no work order by itself. */
    public boolean leavesTextUnchecked() {
        return this == UNREAD_TEXT || this == SEARCH_LIMIT;
    }
}
