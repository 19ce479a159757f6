package org.dupcheck.gateway.pages.applicants;

/** A submission of the document came that the form in the browser knows nothing of: what the form says is not kept. */
final class OutdatedFormException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutdatedFormException() {
        super("a newer submission of the document has come");
    }
}
