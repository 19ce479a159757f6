package org.dupcheck.gateway.receipts;

import java.util.Base64;
import java.util.List;

/**
 * A provider whose receipts are taken.
 *
 * @param secret signs them: {@code whsec_} and Base64
 * @param id where in a receipt the delivery's id stands: a JSON pointer
 * @param state where it says what became of it: a JSON pointer
 * @param delivered texts of the state that mean that it has reached its receiver
 * @param failed texts that mean that it has not, and will not; what is in neither list changes nothing
 */
public record ReceiptSource(String secret, String id, String state, List<String> delivered, List<String> failed) {
    private static final String PREFIX = "whsec_";

    /** @throws IllegalArgumentException where the secret is none; the message does not hold it */
    public ReceiptSource {
        delivered = List.copyOf(delivered);
        failed = List.copyOf(failed);
        if (!secret.startsWith(PREFIX) || !isBase64(secret.substring(PREFIX.length()))) {
            throw new IllegalArgumentException("secret: whsec_ and at least 16 bytes in Base64 expected");
        }
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length >= 16;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    byte[] key() {
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ReceiptSource[" + id + ", " + state + "]";
    }
}
