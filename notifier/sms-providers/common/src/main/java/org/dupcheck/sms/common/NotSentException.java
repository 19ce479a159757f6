package org.dupcheck.sms.common;

import java.io.IOException;

/** The provider has certainly not taken the request: it was not written, or was turned away. Holds neither message nor number. */
public final class NotSentException extends IOException {
    private static final long serialVersionUID = 1L;

    NotSentException(String message) {
        super(message);
    }
}
