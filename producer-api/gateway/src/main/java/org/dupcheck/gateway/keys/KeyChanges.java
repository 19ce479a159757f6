package org.dupcheck.gateway.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dupcheck.gateway.access.ApiKey;
import org.dupcheck.gateway.access.Grants;
import org.dupcheck.store.Tables;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditEntry;
import org.dupcheck.store.keys.ApiKeys;
import org.jspecify.annotations.Nullable;

/** What is done to keys, from the page and from the command line alike; each change is in the audit log. */
public final class KeyChanges {
    private KeyChanges() {}

    /**
     * Somebody changes keys.
     *
     * @param by who, as the audit log names them
     */
    public record Author(String by, Instant at) {}

    /**
     * Adds a key.
     *
     * @param name who has it
     * @param until null for without end
     */
    public static void add(
            Tables tables, ApiKey key, String name, Grants grants, @Nullable Instant until, Author author) {
        tables.apiKeys().add(key.row(name, grants, author.at(), until));
        audit(tables, AuditAction.KEY_ADDED, key.id(), String.join(",", grants.written()), author);
    }

    /** The key that may be replaced: one that counts. */
    public static Optional<ApiKeys.Key> replaceable(Tables tables, String id, Instant now) {
        return tables.apiKeys().find(id).filter(found -> found.isValid(now));
    }

    /** Makes a key with the name and the roles of another one, which counts for that long yet. */
    public static void replace(Tables tables, ApiKeys.Key old, ApiKey key, Duration kept, Author author) {
        tables.apiKeys().add(key.row(old.name(), Grants.read(old.grants()), author.at(), null));
        tables.apiKeys().expire(old.id(), author.at().plus(kept));
        audit(tables, AuditAction.KEY_REPLACED, old.id(), key.id(), author);
    }

    /** Whether there was such a key that was not revoked before. */
    public static boolean revoke(Tables tables, String id, Author author) {
        boolean revoked = tables.apiKeys().revoke(id, author.at());
        if (revoked) {
            audit(tables, AuditAction.KEY_REVOKED, id, null, author);
        }
        return revoked;
    }

    private static void audit(Tables tables, AuditAction action, String id, @Nullable String detail, Author author) {
        tables.auditLog().add(AuditEntry.of(action, null, id, detail, author.by()));
    }
}
