package org.dupcheck.store.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SHA-256 over fields that each have their length before them, so that no two lists read alike. */
final class AuditHash {
    /** What the first entry has as the one before. */
    static final String NONE = "0".repeat(64);

    private AuditHash() {}

    /** 64 hex digits. */
    static String of(@Nullable Object... fields) {
        String text = Arrays.stream(fields).map(AuditHash::field).collect(Collectors.joining(","));
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "-";
        }
        String text = value.toString();
        return text.getBytes(StandardCharsets.UTF_8).length + ":" + text;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }
}
