package org.dupcheck.documents.reading;

/** How a piece of text looks to whoever reads the file. */
public enum Look {
    PLAIN,
    /** Like what it stands on, as far as the file says it. */
    WHITE,
    HIDDEN
}
