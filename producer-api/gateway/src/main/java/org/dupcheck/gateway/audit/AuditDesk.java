package org.dupcheck.gateway.audit;

import java.util.List;
import org.dupcheck.gateway.http.Cursor;
import org.dupcheck.store.Store;
import org.dupcheck.store.audit.AuditedEntry;
import org.jspecify.annotations.Nullable;

/** Reads the audit log page by page, the newest first. Thread-safe. */
public final class AuditDesk {
    private final Store store;

    public AuditDesk(Store store) {
        this.store = store;
    }

    /**
     * Entries, and where the list goes on.
     *
     * @param next for {@code after}; null where there are no more
     */
    public record Page(List<AuditedEntry> entries, @Nullable String next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A page of the log.
     *
     * @param type whose entries; null for all
     * @param subject what they are about; null for all
     * @param after as the page before says; null for the newest
     * @throws org.dupcheck.gateway.http.ProblemException where {@code after} is nothing of the kind
     */
    public Page page(@Nullable String type, @Nullable String subject, @Nullable String after, int limit) {
        long before = after == null
                ? Long.MAX_VALUE
                : Cursor.number(Cursor.parse(after, 1).get(0));
        List<AuditedEntry> found = store.read(tables -> tables.auditLog().before(type, subject, before, limit + 1));
        List<AuditedEntry> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                shown, found.size() > limit ? Cursor.of(shown.get(limit - 1).number()) : null);
    }
}
