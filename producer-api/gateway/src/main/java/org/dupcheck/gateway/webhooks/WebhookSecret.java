package org.dupcheck.gateway.webhooks;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes secrets as Standard Webhooks has them: {@code whsec_} and 256 random bits in Base64. */
final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    private WebhookSecret() {}

    static String random(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return PREFIX + Base64.getEncoder().encodeToString(secret);
    }
}
