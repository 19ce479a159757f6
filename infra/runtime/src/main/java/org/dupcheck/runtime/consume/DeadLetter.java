package org.dupcheck.runtime.consume;

/**
 * Why a record cannot be processed.
 *
 * @param code a short name of the fault
 * @param path the field at fault; empty where the whole record is
 */
record DeadLetter(String code, String path, String message) {
    /** Of a record that failed as often as the policy allows. */
    static final String FAILED = "PROCESSING_FAILED";

    private static final int MAX_MESSAGE = 1_000;

    DeadLetter {
        message = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
    }

    static DeadLetter of(Throwable failure) {
        if (failure instanceof RejectedRecordException rejected) {
            return new DeadLetter(rejected.code(), rejected.path(), String.valueOf(rejected.getMessage()));
        }
        return new DeadLetter(FAILED, "", failure.toString());
    }
}
