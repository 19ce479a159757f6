package org.dupcheck.corpussync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dupcheck.contract.DocumentKey;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.references.DocumentState;
import org.dupcheck.store.references.StoredDocument;

/**
 * Applies changes to the tables of the reference set. Every transaction holds the lock of the one row of
 * {@code corpus_state} from its first statement to its commit: transactions on the reference set happen one after the
 * other, on however many nodes, so versions are handed out without gaps and in the order of the commits, and rows that
 * were read stay as they are. Five statements a transaction, whatever its size. Thread-safe.
 */
final class ReferenceStore {
    private final Store tables;
    private final Clock clock;
    private final CorpusMetrics metrics;

    ReferenceStore(Store tables, Clock clock, CorpusMetrics metrics) {
        this.tables = tables;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Applies the changes in one transaction, those of one document as if they had come as one. */
    void apply(List<ReferenceChange> changes) {
        Map<DocumentKey, List<ReferenceChange>> byDocument = new LinkedHashMap<>();
        for (ReferenceChange change : changes) {
            byDocument.computeIfAbsent(change.key(), key -> new ArrayList<>(1)).add(change);
        }
        Instant now = clock.instant();
        long started = System.nanoTime();
        Applied outcome = tables.inTransaction(within -> apply(within, byDocument, now));
        metrics.applied(
                changes.size(),
                outcome.visibleChanges(),
                outcome.version(),
                Duration.ofNanos(System.nanoTime() - started));
    }

    private static Applied apply(Tables tables, Map<DocumentKey, List<ReferenceChange>> changes, Instant now) {
        long version = tables.corpusState().lock();
        Map<DocumentKey, StoredDocument> rows = tables.referenceDocuments().read(changes.keySet());
        Map<DocumentKey, Long> replaced = new LinkedHashMap<>();
        Map<DocumentKey, StoredDocument> written = new LinkedHashMap<>();
        long nextVersion = version;
        for (Map.Entry<DocumentKey, List<ReferenceChange>> document : changes.entrySet()) {
            StoredDocument before = rows.getOrDefault(document.getKey(), StoredDocument.UNSEEN);
            DocumentState state = before.state();
            for (ReferenceChange change : document.getValue()) {
                state = DocumentMerge.merge(state, change);
            }
            if (state.equals(before.state())) {
                continue;
            }
            StoredDocument after = before.become(state, nextVersion + 1);
            nextVersion = Math.max(nextVersion, after.changedVersion());
            written.put(document.getKey(), after);
            if (before.losesItsText(after)) {
                replaced.put(document.getKey(), after.changedVersion());
            }
        }
        tables.replacedTexts().archive(replaced, now);
        tables.referenceDocuments().write(written, now);
        if (nextVersion != version) {
            tables.corpusState().setVersion(nextVersion);
        }
        return new Applied(nextVersion, (int) (nextVersion - version));
    }

    private record Applied(long version, int visibleChanges) {}
}
