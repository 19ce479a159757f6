package org.dupcheck.runtime.consume;

/** The work on a record was given up because it is no longer wanted. Not a fault. */
public final class SupersededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SupersededException() {
        super("no longer wanted", null, false, false);
    }
}
