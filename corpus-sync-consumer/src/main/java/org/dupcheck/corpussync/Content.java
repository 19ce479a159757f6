package org.dupcheck.corpussync;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.dupcheck.contract.Section;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a reference document that a check can see.
 *
 * @param sectionsJson the sections as the column {@code sections} holds them
 * @param hash SHA-256 over title, owner and sections, lower-case hex: two contents are the same if and only if their
 *     hashes are
 */
record Content(@Nullable String title, @Nullable String ownerId, String sectionsJson, String hash) {

    static Content of(@Nullable String title, @Nullable String ownerId, List<Section> sections, String sectionsJson) {
        MessageDigest digest = sha256();
        add(digest, title);
        add(digest, ownerId);
        for (Section section : sections) {
            add(digest, section.key());
            add(digest, section.text());
        }
        return new Content(title, ownerId, sectionsJson, HexFormat.of().formatHex(digest.digest()));
    }

    /** Each field goes in behind its length, so that no two lists of fields give the same bytes; -1 stands for null. */
    private static void add(MessageDigest digest, @Nullable String field) {
        byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        int length = field == null ? -1 : bytes.length;
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (length >>> shift));
        }
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
