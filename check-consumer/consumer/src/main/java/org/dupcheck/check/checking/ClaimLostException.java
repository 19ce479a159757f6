package org.dupcheck.check.checking;

/** Another begin or a withdrawal has taken the row over. Not a fault. */
public final class ClaimLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClaimLostException() {
        super("the check has been taken over", null, false, false);
    }
}
