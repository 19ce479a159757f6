package org.dupcheck.runtime.outgoing;

import java.net.UnknownHostException;

/** The name leads to an address that must not be called; whoever wants to connect takes it for a name without addresses. */
public final class ForbiddenAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(String message) {
        super(message);
    }
}
