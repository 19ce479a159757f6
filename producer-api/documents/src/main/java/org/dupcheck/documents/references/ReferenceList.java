package org.dupcheck.documents.references;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Validator;
import org.jspecify.annotations.Nullable;

/**
 * A business module's own list of its reference documents: lines of JSON as {@link ReferenceFiles} reads them. Here a line
 * may also name a document without its text. Holds one line. Not thread-safe.
 */
public final class ReferenceList {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final JsonCodec codec = new JsonCodec();
    private final String defaultType;

    /** @param defaultType the type of documents that do not say theirs */
    public ReferenceList(String defaultType) {
        this.defaultType = defaultType;
    }

    /** What becomes of the lines. */
    public interface Sink {
        void accept(Entry entry, String where);

        /** A line, or the file, that was refused, and why. */
        void reject(String where, String reason);
    }

    /**
     * A line.
     *
     * @param revision null where the line does not say it
     * @param contentHash as {@link ContentHash} makes it of a reference document; null where the line does not say it
     * @param document APPROVED, with its text; null where the line has no text. It has no title where the line has none, and
     *     the revision 0 likewise
     */
    public record Entry(
            DocumentKey key,
            @Nullable Long revision,
            @Nullable String contentHash,
            @Nullable ReferenceEvent document) {}

    /** Whether a file has the ending of one. */
    public static boolean isOne(Path file) {
        return JsonLines.isOne(file);
    }

    /**
     * Reads a file of .jsonl or .jsonl.gz.
     *
     * @param progress told how many more bytes of the file have been read
     */
    public void read(Path file, Sink sink, LongConsumer progress) throws IOException {
        JsonLines.read(file, String.valueOf(file.getFileName()), progress, new JsonLines.Sink() {
            @Override
            public void line(LineReader line, String where) {
                Entry entry;
                try {
                    entry = entry(codec.read(line.bytes(), ReferenceLines.Line.class));
                } catch (InvalidMessageException e) {
                    sink.reject(where, JsonLines.reason(e));
                    return;
                } catch (RefusedLineException e) {
                    sink.reject(where, String.valueOf(e.getMessage()));
                    return;
                }
                sink.accept(entry, where);
            }

            @Override
            public void reject(String where, String reason) {
                sink.reject(where, reason);
            }
        });
    }

    private Entry entry(ReferenceLines.Line line) {
        if (line.kind() == ReferenceEventKind.DELETED) {
            throw new RefusedLineException("kind: a list names what is in force, and DELETED is not");
        }
        ReferenceEvent document = new ReferenceEvent(
                line.documentType() != null ? line.documentType() : defaultType,
                line.idOrEmpty(),
                line.revision() != null ? line.revision() : 0,
                // of what is deleted, the contract asks for the name alone
                line.hasText() ? ReferenceEventKind.APPROVED : ReferenceEventKind.DELETED,
                line.title(),
                line.ownerId(),
                line.origin(),
                line.sectionsOrText(),
                line.occurredAt());
        Validator.check(document);
        return new Entry(document.key(), line.revision(), hash(line.contentHash()), line.hasText() ? document : null);
    }

    private static @Nullable String hash(@Nullable String given) {
        if (given == null) {
            return null;
        }
        String hash = given.toLowerCase(Locale.ROOT);
        if (!HASH.matcher(hash).matches()) {
            throw new RefusedLineException("contentHash: a SHA-256 of 64 hex digits expected");
        }
        return hash;
    }

    /** The line is JSON of the right types, and yet no line of a list. */
    private static final class RefusedLineException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedLineException(String message) {
            super(message);
        }
    }
}
