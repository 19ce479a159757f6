package org.dupcheck.store.keys;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Keys that programs call the API with, by the part of them that is no secret. */
public final class ApiKeys {
    private static final String ADD = """
            insert into api_key (key_id, key_hash, name, grants, created_at, expires_at) values (?, ?, ?, ?, ?, ?)
            """;

    private static final String COLUMNS =
            "select key_id, key_hash, name, grants, created_at, expires_at, revoked_at, last_used_at from api_key";

    private static final String FIND = COLUMNS + " where key_id = ?";

    private static final String LIST = COLUMNS + " order by created_at, key_id limit ?";

    private static final String REVOKE = "update api_key set revoked_at = ? where key_id = ? and revoked_at is null";

    private static final String EXPIRE = """
            update api_key set expires_at = ? where key_id = ? and revoked_at is null
               and (expires_at is null or expires_at > ?)
            """;

    private static final String USED = """
            update api_key set last_used_at = ? where key_id = ? and (last_used_at is null or last_used_at < ?)
            """;

    private final Sql sql;

    public ApiKeys(Sql sql) {
        this.sql = sql;
    }

    /**
     * One key.
     *
     * @param id the part of it that is no secret
     * @param hash of the whole of it, 64 hex digits
     * @param name who has it
     * @param grants roles as the gateway names them
     * @param expiresAt null for never
     * @param lastUsedAt about; null for never
     */
    public record Key(
            String id,
            String hash,
            String name,
            List<String> grants,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt) {
        public Key {
            grants = List.copyOf(grants);
        }

        /** Whether it opens anything at that time. */
        public boolean isValid(Instant now) {
            return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
        }
    }

    /** Adds a key that has not been used or revoked. */
    public void add(Key key) {
        sql.update(
                ADD,
                key.id(),
                key.hash(),
                key.name(),
                sql.texts(key.grants(), grant -> grant),
                key.createdAt(),
                key.expiresAt());
    }

    /** Whatever its state. */
    public Optional<Key> find(String id) {
        return sql.queryOne(FIND, ApiKeys::key, id);
    }

    /** All, the oldest first. */
    public List<Key> list(int limit) {
        return sql.query(LIST, ApiKeys::key, limit);
    }

    /** Whether there was such a key that was not revoked before. */
    public boolean revoke(String id, Instant now) {
        return sql.update(REVOKE, now, id) > 0;
    }

    /** Lets a key end at that time, unless it ends before; whether it did not. */
    public boolean expire(String id, Instant at) {
        return sql.update(EXPIRE, at, id, at) > 0;
    }

    /** Notes that it was used, unless that was noted since {@code since}. */
    public void used(String id, Instant now, Instant since) {
        sql.update(USED, now, id, since);
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(
                row.getString("key_id"),
                row.getString("key_hash"),
                row.getString("name"),
                Session.texts(row, "grants"),
                Session.instant(row, "created_at"),
                Session.instantOrNull(row, "expires_at"),
                Session.instantOrNull(row, "revoked_at"),
                Session.instantOrNull(row, "last_used_at"));
    }
}
