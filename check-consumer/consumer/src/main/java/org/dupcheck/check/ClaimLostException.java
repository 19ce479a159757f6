package org.dupcheck.check;

/** Another begin or a withdrawal has taken the row over. Not a fault. */
final class ClaimLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ClaimLostException() {
        super("the check has been taken over", null, false, false);
    }
}
