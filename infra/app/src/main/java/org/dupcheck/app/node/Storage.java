package org.dupcheck.app.node;

/** What becomes of the data of embedded servers. */
public enum Storage {
    /** Kept in the data folder, written through to the disk: what was accepted survives a power cut. */
    KEPT,
    /** In a temporary folder that goes with the process, however that ends; not written through. */
    TEMPORARY
}
