package org.dupcheck.documents.reading;

/** How a piece of text looks. */
public enum Look {
    PLAIN,
    /** Of a colour that nobody sees on what it stands on, as far as the file says that. */
    WHITE,
    /** Not drawn, or too small to be seen. */
    HIDDEN
}
