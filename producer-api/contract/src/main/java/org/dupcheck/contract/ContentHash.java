package org.dupcheck.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names content by its SHA-256, as 64 lower-case hex digits. Every string goes in with its length before it, so that no
 * two contents are written alike ("ab","c" and "a","bc" differ). Stateless.
 */
public final class ContentHash {
    private ContentHash() {}

    /**
     * The content of a submission: its sections' keys and texts in their order, and what reading its file brought to
     * light, since the verdict tells it too. Without signals it is the hash of the sections.
     */
    public static String of(Submission submission) {
        MessageDigest digest = sha256();
        addSections(digest, submission.sections());
        for (Signal signal : submission.signals()) {
            add(digest, signal.kind().name());
            add(digest, signal.section());
            addLength(digest, signal.start());
            addLength(digest, signal.end());
            addLength(digest, signal.count());
        }
        return hex(digest);
    }

    /** The keys and texts of sections in their order. */
    public static String of(List<Section> sections) {
        MessageDigest digest = sha256();
        addSections(digest, sections);
        return hex(digest);
    }

    /** The hash of one section by itself, its key included. */
    public static String of(Section section) {
        return of(List.of(section));
    }

    /** The hash of a section's text alone, whatever its key. */
    public static String ofText(Section section) {
        MessageDigest digest = sha256();
        add(digest, section.text());
        return hex(digest);
    }

    /**
     * The content of a reference event: title, owner, origin and sections; not its revision, kind or time. Without an origin
     * it is the hash of the others.
     */
    public static String of(ReferenceEvent event) {
        MessageDigest digest = sha256();
        add(digest, event.title());
        add(digest, event.ownerId());
        addSections(digest, event.sections());
        BusinessKey origin = event.origin();
        if (origin != null) {
            add(digest, origin.businessType());
            add(digest, origin.businessId());
        }
        return hex(digest);
    }

    private static void addSections(MessageDigest digest, List<Section> sections) {
        addLength(digest, sections.size());
        for (Section section : sections) {
            add(digest, section.key());
            add(digest, section.text());
        }
    }

    /** Absent is another content than empty. */
    private static void add(MessageDigest digest, @Nullable String text) {
        if (text == null) {
            addLength(digest, -1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        addLength(digest, bytes.length);
        digest.update(bytes);
    }

    private static void addLength(MessageDigest digest, int length) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
