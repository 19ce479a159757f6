package org.dupcheck.app.api;

import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Problem;

/** The gateway refused a request; the message is its own. */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final ErrorCode code;

    GatewayException(Problem problem) {
        super(problem.code()
                + (problem.path() == null ? "" : " at " + problem.path())
                + (problem.detail() == null ? "" : ": " + problem.detail()));
        this.status = problem.status();
        this.code = problem.code();
    }

    GatewayException(int status, String message) {
        super(message);
        this.status = status;
        this.code = ErrorCode.INTERNAL;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    public ErrorCode code() {
        return code;
    }
}
