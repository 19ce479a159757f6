package org.dupcheck.gateway.common;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Compares what must not be guessed. */
public final class Secrets {
    private Secrets() {}

    /** Whether both are the same; the time it takes does not tell how far they are. */
    public static boolean areSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
