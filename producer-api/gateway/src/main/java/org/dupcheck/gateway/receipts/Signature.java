package org.dupcheck.gateway.receipts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message was signed as Standard Webhooks has it: HMAC-SHA256 over id, time and the body's bytes. Of several signatures
 * one is enough, so that a sender may change its key.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">the specification</a>
 */
final class Signature {
    /** How far the sender's time may be off, and how old a message may be. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1,";
    private static final int MAX_SIGNATURES = 5;
    private static final int MAX_ID = 128;

    private Signature() {}

    /** The headers of a signed message, as they came. */
    record Headers(
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signature) {}

    /** Whether the body is just what the key's owner has sent, not long ago. */
    static boolean isRight(byte[] key, Headers headers, byte[] body, Instant now) {
        String id = headers.id();
        String timestamp = headers.timestamp();
        String signature = headers.signature();
        if (id == null || id.isEmpty() || id.length() > MAX_ID || timestamp == null || signature == null) {
            return false;
        }
        if (!timestamp.matches("\\d{1,11}") || !isNear(Long.parseLong(timestamp), now)) {
            return false;
        }
        byte[] expected = hmac(key, id + "." + timestamp + ".", body);
        boolean right = false;
        String[] given = signature.split(" ", MAX_SIGNATURES + 1);
        for (int i = 0; i < Math.min(given.length, MAX_SIGNATURES); i++) {
            right |= given[i].startsWith(VERSION)
                    && MessageDigest.isEqual(expected, decoded(given[i].substring(VERSION.length())));
        }
        return right;
    }

    private static boolean isNear(long seconds, Instant now) {
        return Duration.between(Instant.ofEpochSecond(seconds), now).abs().compareTo(TOLERANCE) <= 0;
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] hmac(byte[] key, String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
