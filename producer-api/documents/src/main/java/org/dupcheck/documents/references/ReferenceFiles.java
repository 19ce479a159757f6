package org.dupcheck.documents.references;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.InvalidMessageException;
import org.dupcheck.contract.Limits;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.contract.ReferenceEventKind;
import org.dupcheck.contract.Section;
import org.dupcheck.contract.Validator;
import org.dupcheck.documents.DocumentReader;
import org.dupcheck.documents.FileTree;
import org.dupcheck.documents.reading.DocumentReading;
import org.dupcheck.documents.reading.UnreadableDocumentException;

/**
 * Reads files and folders as reference documents, one after the other in the order of their names, holding no more than
 * one document or line in memory. A file that cannot be read costs its neighbours nothing. Files of other endings than
 * {@code .txt .md .docx .pdf .jsonl .jsonl.gz} are passed over within folders, and named. Not thread-safe.
 */
public final class ReferenceFiles {
    private static final char REPLACEMENT = '\uFFFD';

    private final String defaultType;
    private final LongSupplier revisions;
    private final DocumentReader reader;
    private final String prefix;

    /** Ids are the files' paths as they are. Otherwise as the other constructor. */
    public ReferenceFiles(String defaultType, LongSupplier revisions, DocumentReader reader) {
        this(defaultType, revisions, reader, "");
    }

    /**
     * Readies to read.
     *
     * @param defaultType the type of documents that do not say theirs
     * @param revisions gives each document that says none the next revision; must grow, also from one run to the next
     * @param reader reads the files that are documents
     * @param prefix what the ids of files begin with, before their paths
     */
    public ReferenceFiles(String defaultType, LongSupplier revisions, DocumentReader reader, String prefix) {
        this.reader = reader;
        this.prefix = prefix;
        this.defaultType = defaultType;
        this.revisions = revisions;
    }

    /** What becomes of the documents. */
    public interface Sink {
        void accept(ReferenceEvent document, String where);

        /** A document was read, and this could not be; the document is accepted all the same. */
        void unread(String where, List<String> what);

        /** A file of a kind that is none of documents. */
        void passOver(String where);

        /** What was refused, and why; {@code where} is the file, with a line number where it has lines. */
        void reject(String where, String reason);
    }

    /** Bytes of all the files that {@link #read} would read. */
    public static long bytes(Path path) throws IOException {
        long bytes = 0;
        for (Path file : FileTree.of(path).files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /**
     * Reads a file, or all the files of a folder and of the folders in it.
     *
     * @param progress told how many more bytes of the files have been read
     */
    public void read(Path path, Sink sink, LongConsumer progress) throws IOException {
        boolean folder = Files.isDirectory(path);
        FileTree tree = FileTree.of(path);
        tree.faults().forEach(fault -> sink.reject(path.relativize(fault.path()).toString(), fault.reason()));
        for (Path file : tree.files()) {
            String name = folder ? path.relativize(file).toString() : String.valueOf(file.getFileName());
            if (name.indexOf(REPLACEMENT) >= 0) {
                // all the names that Java could not read would be one and the same document
                sink.reject(name, "its name cannot be read in this locale; set LC_ALL to a UTF-8 one, such as C.UTF-8");
            } else if (folder && !isReadable(file)) {
                sink.passOver(name);
                progress.accept(Files.size(file));
            } else {
                readFile(file, name, sink, progress);
            }
        }
    }

    /** One file; where it cannot be read, it is refused and its neighbours lose nothing. */
    private void readFile(Path file, String name, Sink sink, LongConsumer progress) throws IOException {
        try {
            if (JsonLines.isOne(file)) {
                readLines(file, name, sink, progress);
            } else {
                readDocument(file, name, sink);
                progress.accept(Files.size(file));
            }
        } catch (AccessDeniedException e) {
            sink.reject(name, "it may not be read");
        } catch (NoSuchFileException e) {
            sink.reject(name, "it is no longer there");
        }
    }

    private static boolean isReadable(Path file) {
        return JsonLines.isOne(file) || DocumentReader.ENDINGS.contains(DocumentReader.ending(file));
    }

    private void readDocument(Path file, String name, Sink sink) throws IOException {
        try {
            DocumentReading document = reader.read(file);
            if (!document.unread().isEmpty()) {
                sink.unread(name, document.unread());
            }
            accept(documentId(prefix + name), document.title(), document.sections(), name, sink);
        } catch (UnreadableDocumentException e) {
            sink.reject(name, String.valueOf(e.getMessage()));
        }
    }

    private void accept(String id, String title, List<Section> sections, String where, Sink sink) {
        ReferenceEvent document = new ReferenceEvent(
                defaultType, id, revisions.getAsLong(), ReferenceEventKind.APPROVED, title, null, sections, null);
        try {
            Validator.check(document);
        } catch (InvalidMessageException e) {
            sink.reject(where, e.path() + ": " + e.getMessage());
            return;
        }
        sink.accept(document, where);
    }

    /** The file's path within the folder loaded; one too long for an id is cut and told apart by its hash. */
    private static String documentId(String name) {
        String id = name.replace('\\', '/');
        if (id.codePointCount(0, id.length()) <= Limits.MAX_DOCUMENT_ID_LENGTH) {
            return id;
        }
        String hash = ContentHash.of(new Section(id, "")).substring(0, 16);
        int room = Limits.MAX_DOCUMENT_ID_LENGTH - hash.length() - 1;
        return id.substring(0, id.offsetByCodePoints(0, room)) + '~' + hash;
    }

    private void readLines(Path file, String name, Sink sink, LongConsumer progress) throws IOException {
        ReferenceLines lines = new ReferenceLines(defaultType, revisions);
        JsonLines.read(file, name, progress, new JsonLines.Sink() {
            @Override
            public void line(LineReader line, String where) {
                lines.read(line, where, sink);
            }

            @Override
            public void reject(String where, String reason) {
                sink.reject(where, reason);
            }
        });
    }
}
