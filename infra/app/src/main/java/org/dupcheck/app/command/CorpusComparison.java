package org.dupcheck.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.dupcheck.app.api.GatewayApi;
import org.dupcheck.app.command.CorpusDifferences.Kind;
import org.dupcheck.app.command.CorpusTable.Mark;
import org.dupcheck.app.terminal.UserFaultException;
import org.dupcheck.contract.ContentHash;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.documents.references.ReferenceList;
import org.dupcheck.runtime.failure.Reason;
import org.dupcheck.store.references.ReferenceViews.Listed;
import org.jspecify.annotations.Nullable;

/**
 * Holds a list against the reference set. The list is read line by line and the set page by page; what is held of both is a
 * {@link CorpusTable}. Not thread-safe.
 */
final class CorpusComparison {
    /** As {@code corpus load} has it. */
    private static final String DEFAULT_TYPE = "reference";

    private static final int MAX_TYPES = 1_000;

    private final GatewayApi api;
    private final Path file;
    private final List<String> chosen;
    private final CorpusDifferences differences;
    private final CorpusTable table = new CorpusTable();
    private final Set<String> types = new TreeSet<>();
    private long lines;

    /** @param chosen the types to compare; empty for those that stand in the list */
    CorpusComparison(GatewayApi api, Path file, List<String> chosen, CorpusDifferences differences) {
        this.api = api;
        this.file = file;
        this.chosen = List.copyOf(chosen);
        this.differences = differences;
    }

    /**
     * Compares.
     *
     * @param progress told how many more bytes of the list have been read
     * @throws UserFaultException where the list cannot be read, or there is nothing to compare
     */
    void run(LongConsumer progress) {
        chosen.forEach(this::hold);
        read(
                new ReferenceList.Sink() {
                    @Override
                    public void accept(ReferenceList.Entry entry, String where) {
                        lines++;
                        compare(entry, where);
                    }

                    @Override
                    public void reject(String where, String reason) {
                        differences.unreadable(where, reason);
                    }
                },
                progress);
        if (types.isEmpty()) {
            throw new UserFaultException(
                    file + " names no document; with --type TYPE an empty list means that there should be none");
        }
        extras((key, number) -> differences.differs(Kind.EXTRA, key, "", "", true));
    }

    /** Lines read so far that name a document. */
    long lines() {
        return lines;
    }

    /** The types that were compared. */
    Set<String> types() {
        return types;
    }

    CorpusTable table() {
        return table;
    }

    /** Reads the list from its beginning. */
    void read(ReferenceList.Sink sink, LongConsumer progress) {
        try {
            new ReferenceList(chosen.isEmpty() ? DEFAULT_TYPE : chosen.get(0)).read(file, sink, progress);
        } catch (IOException e) {
            throw new UserFaultException(file + " cannot be read: " + Reason.of(e), e);
        }
    }

    /** A document that the list does not name, and its number in the table. */
    @FunctionalInterface
    interface Extra {
        void accept(DocumentKey key, int number);
    }

    /** Gives on what was in the reference set when it was compared, is there still, and stands in no line. */
    void extras(Extra extra) {
        for (String type : types) {
            if (differences.of(type).unnamed() == 0) {
                continue;
            }
            Documents.each(api, type, null, Long.MAX_VALUE, document -> {
                DocumentKey key = key(document);
                int number = table.find(key);
                if (number >= 0 && table.has(number, Mark.IN_FORCE) && !table.has(number, Mark.NAMED)) {
                    extra.accept(key, number);
                }
            });
        }
    }

    private static DocumentKey key(Listed document) {
        return new DocumentKey(document.documentType(), document.documentId());
    }

    /** Reads what the reference set has of a type, when the type first comes up. */
    private void hold(String type) {
        if (!types.add(type)) {
            return;
        }
        if (types.size() > MAX_TYPES) {
            throw new UserFaultException("the list names more than " + MAX_TYPES + " types");
        }
        differences.of(type);
        Documents.each(api, type, null, Long.MAX_VALUE, document -> {
            int number = table.add(key(document));
            table.hold(number, document.contentHash(), document.revision(), document.newestRevision());
            table.mark(number, Mark.IN_FORCE);
            if (document.title() == null) {
                table.mark(number, Mark.UNTITLED);
            }
            differences.inForce(type);
        });
    }

    private void compare(ReferenceList.Entry entry, String where) {
        DocumentKey key = entry.key();
        if (!chosen.isEmpty() && !chosen.contains(key.documentType())) {
            differences.ofOtherType();
            return;
        }
        hold(key.documentType());
        int number = table.add(key);
        if (table.has(number, Mark.NAMED)) {
            differences.repeated(where, key);
            return;
        }
        table.mark(number, Mark.NAMED);
        differences.listed(key.documentType());
        boolean missing = !table.has(number, Mark.IN_FORCE);
        String difference = missing ? "" : difference(entry, number);
        if (difference != null) {
            table.mark(number, Mark.TO_MEND);
            differences.differs(
                    missing ? Kind.MISSING : Kind.DIFFERENT, key, where, difference, entry.document() != null);
        }
    }

    /** What differs, in words; null where nothing does. A line without text is compared by what it has. */
    private @Nullable String difference(ReferenceList.Entry entry, int number) {
        ReferenceEvent document = entry.document();
        if (document != null) {
            String hash = ContentHash.of(titled(document, table.has(number, Mark.UNTITLED)));
            return table.hasContent(number, hash) ? null : "title, owner, origin or sections";
        }
        List<String> different = new ArrayList<>();
        String hash = entry.contentHash();
        if (hash != null && !table.hasContent(number, hash)) {
            different.add("contentHash");
        }
        Long revision = entry.revision();
        if (revision != null && revision != table.revision(number) && revision != table.newestRevision(number)) {
            different.add("revision " + table.newestRevision(number) + ", and not " + revision);
        }
        return different.isEmpty() ? null : String.join("; ", different);
    }

    /**
     * The document of a line. Where the line has no title, the document has none either or, as {@code corpus load} gives it,
     * its id: both are the same to a list.
     */
    static ReferenceEvent titled(ReferenceEvent document, boolean untitled) {
        return document.title() != null || untitled
                ? document
                : new ReferenceEvent(
                        document.documentType(),
                        document.documentId(),
                        document.revision(),
                        document.kind(),
                        document.documentId(),
                        document.ownerId(),
                        document.origin(),
                        document.sections(),
                        document.occurredAt());
    }
}
