package org.dupcheck.store.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the log has it.
 *
 * @param number 1, 2, 3 … without a gap
 * @param at by the database's clock, to the microsecond
 * @param action as an {@link AuditAction} of this version or a later one
 * @param person who and why; null where that has been forgotten
 * @param personHash the hash of who and why, which stays
 * @param previous the hash of the entry before
 */
public record AuditedEntry(
        long number,
        UUID entryId,
        Instant at,
        String action,
        @Nullable String businessType,
        String subject,
        @Nullable Long revision,
        @Nullable String verdictId,
        @Nullable String detail,
        @Nullable Person person,
        String personHash,
        String previous,
        String hash) {
    static final String COLUMNS =
            "l.number, l.entry_id, l.at, l.action, l.business_type, l.subject, l.revision, l.verdict_id, l.detail,"
                    + " l.person, l.previous, l.hash, p.entry_id is not null as known, p.user_id, p.note, p.salt";

    private static final long MICROS = 1_000_000;

    /**
     * Who and why.
     *
     * @param userId null where nobody did, so the rules
     * @param salt keeps the hash from being guessed once they are forgotten
     */
    public record Person(@Nullable String userId, @Nullable String note, String salt) {
        /** 64 hex digits. */
        String hash() {
            return AuditHash.of(salt, userId, note);
        }
    }

    static AuditedEntry read(ResultSet row) throws SQLException {
        return new AuditedEntry(
                row.getLong("number"),
                row.getObject("entry_id", UUID.class),
                Session.instant(row, "at"),
                row.getString("action"),
                row.getString("business_type"),
                row.getString("subject"),
                row.getObject("revision", Long.class),
                row.getString("verdict_id"),
                row.getString("detail"),
                row.getBoolean("known")
                        ? new Person(row.getString("user_id"), row.getString("note"), row.getString("salt"))
                        : null,
                row.getString("person"),
                row.getString("previous"),
                row.getString("hash"));
    }

    /** The hash that the entry must have; the function {@code audit_chain} of the database works it out likewise. */
    String expectedHash() {
        long micros = at.getEpochSecond() * MICROS + at.getNano() / 1_000;
        return AuditHash.of(
                previous,
                number,
                entryId,
                micros,
                action,
                businessType,
                subject,
                revision,
                verdictId,
                detail,
                personHash);
    }
}
