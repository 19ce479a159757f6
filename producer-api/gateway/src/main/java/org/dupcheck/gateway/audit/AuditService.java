package org.dupcheck.gateway.audit;

import org.dupcheck.gateway.http.Cursor;
import org.dupcheck.gateway.http.KeysetPage;
import org.dupcheck.store.Store;
import org.dupcheck.store.audit.AuditedEntry;
import org.jspecify.annotations.Nullable;

/** Reads the audit log page by page, the newest first. Thread-safe. */
public final class AuditService {
    private final Store store;

    public AuditService(Store store) {
        this.store = store;
    }

    /**
     * A page of the log.
     *
     * @param type whose entries; null for all
     * @param subject what they are about; null for all
     * @param after as the page before says; null for the newest
     * @throws org.dupcheck.gateway.http.ProblemException where {@code after} is nothing of the kind
     */
    public KeysetPage<AuditedEntry> page(
            @Nullable String type, @Nullable String subject, @Nullable String after, int limit) {
        long before = Cursor.before(after);
        return KeysetPage.of(
                store.read(tables -> tables.auditLog().before(type, subject, before, limit + 1)),
                limit,
                last -> Cursor.of(last.number()));
    }
}
