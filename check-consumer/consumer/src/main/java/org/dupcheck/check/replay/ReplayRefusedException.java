package org.dupcheck.check.replay;

/** A verdict cannot be made once more: something that it rests on is not there any more, or was never kept. */
public final class ReplayRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    ReplayRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What is missing. */
    public Reason reason() {
        return reason;
    }

    /** What is missing. */
    public enum Reason {
        /** There is no verdict of that id. */
        UNKNOWN_VERDICT,
        /** Texts of pre-checks are kept without their applicants and signals. */
        PRE_CHECK,
        /** This engine is another one than the verdict's. */
        OTHER_ENGINE,
        /** The settings are others than the verdict's. */
        OTHER_SETTINGS,
        /** The submission's text is no longer kept. */
        NO_SUBMISSION,
        /** The version of the policy is not in the database. */
        NO_POLICY,
        /** The database has not come to that corpus version: it was put back. */
        NO_SUCH_VERSION,
        /** What was in force at that corpus version is not known any more, or was not written down yet. */
        NO_PAST,
        /** The text of a reference document that was in force is no longer kept, or is not what it was. */
        NO_REFERENCE_TEXT
    }
}
