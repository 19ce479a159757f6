package org.dupcheck.gateway.audit;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.dupcheck.gateway.http.Cursor;
import org.dupcheck.gateway.http.KeysetPage;
import org.dupcheck.store.Store;
import org.dupcheck.store.audit.AuditFilter;
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
        return page(AuditFilter.of(type, subject), after, limit);
    }

    /** As {@link #page(String, String, String, int)}, of those that are asked for. */
    public KeysetPage<AuditedEntry> page(AuditFilter filter, @Nullable String after, int limit) {
        long before = Cursor.before(after);
        return KeysetPage.of(
                store.read(tables -> tables.auditLog().list(filter, before, limit + 1)),
                limit,
                last -> Cursor.of(last.number()));
    }

    /** What those are called who decided some of these, by user id, as far as it is known. */
    public Map<String, String> names(Collection<AuditedEntry> entries) {
        Set<String> verdicts = entries.stream()
                .map(AuditedEntry::verdictId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return verdicts.isEmpty()
                ? Map.of()
                : store.read(tables -> tables.verdictReviews().names(verdicts));
    }
}
