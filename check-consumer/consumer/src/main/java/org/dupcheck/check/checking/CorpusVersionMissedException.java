package org.dupcheck.check.checking;

/** The reference set did not come to the corpus version that a submission asks for. */
final class CorpusVersionMissedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CorpusVersionMissedException(String message) {
        super(message);
    }
}
