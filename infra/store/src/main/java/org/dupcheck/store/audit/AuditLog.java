package org.dupcheck.store.audit;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.dupcheck.store.sql.Select;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The audit log. An entry counts when its transaction commits, and the database chains it then: entries stand in the order of
 * commits. Nobody may change or delete one; who decided, and why, can be forgotten, and the chain still holds.
 */
public final class AuditLog {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 16;

    /** Entries that the driver holds while a chain is looked through. */
    private static final int FETCHED = 1_000;

    private static final String ADD = """
            with person as (
                insert into audit_person (entry_id, user_id, note, salt) values (?, ?, ?, ?))
            insert into audit_pending (entry_id, action, business_type, subject, revision, verdict_id, detail, person)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String FROM = " from audit_log l left join audit_person p on p.entry_id = l.entry_id";

    private static final String NEWEST = "select " + AuditedEntry.COLUMNS + FROM + " where l.number < ?";
    private static final String OF_TYPE = " and l.business_type = ?";
    private static final String OF_SUBJECT = " and l.subject = ?";
    private static final String OF_PERSON = " and p.user_id = ?";
    private static final String OF_ACTION = " and l.action = ?";
    private static final String SINCE = " and l.at >= ?";
    private static final String UNTIL = " and l.at < ?";
    private static final String IN_ORDER = " order by l.number desc limit ?";

    private static final String ALL = "select " + AuditedEntry.COLUMNS + FROM + " order by l.number";

    private static final String FORGET = """
            delete from audit_person where entry_id in (
                select entry_id from audit_person where at < ? order by at limit ?)
            """;

    private final Sql sql;

    public AuditLog(Sql sql) {
        this.sql = sql;
    }

    /** Adds an entry; it is in the log when the transaction has committed. */
    public void add(AuditEntry entry) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        AuditedEntry.Person person = new AuditedEntry.Person(
                entry.userId(), entry.note(), HexFormat.of().formatHex(salt));
        UUID id = UUID.randomUUID();
        sql.update(
                ADD,
                id,
                person.userId(),
                person.note(),
                person.salt(),
                id,
                entry.action().name(),
                entry.businessType(),
                entry.subject(),
                entry.revision(),
                entry.verdictId(),
                entry.detail(),
                person.hash());
    }

    /**
     * Entries before a number, the newest first.
     *
     * @param businessType null for all
     * @param subject what they are about; null for all
     * @param before {@link Long#MAX_VALUE} for the newest
     */
    public List<AuditedEntry> before(@Nullable String businessType, @Nullable String subject, long before, int limit) {
        return list(AuditFilter.of(businessType, subject), before, limit);
    }

    /** As {@link #before}, of those that are asked for. */
    public List<AuditedEntry> list(AuditFilter filter, long before, int limit) {
        AuditAction action = filter.action();
        Select select = new Select(NEWEST, before)
                .addIfGiven(OF_TYPE, filter.businessType())
                .addIfGiven(OF_SUBJECT, filter.subject())
                .addIfGiven(OF_PERSON, filter.userId())
                .addIfGiven(OF_ACTION, action == null ? null : action.name())
                .addIfGiven(SINCE, filter.from())
                .addIfGiven(UNTIL, filter.before())
                .add(IN_ORDER, limit);
        return sql.query(select.text(), AuditedEntry::read, select.parameters());
    }

    /** Looks through the whole log, or up to the first fault. Only within a transaction. */
    public AuditChain.Finding verify(AuditChain chain) {
        sql.stream(ALL, FETCHED, row -> chain.accept(AuditedEntry.read(row)));
        return chain.finding();
    }

    /**
     * Forgets who decided and why, of entries from before then.
     *
     * @return of how many, at most {@code limit}
     */
    public int forgetPersons(Instant before, int limit) {
        return sql.update(FORGET, before, limit);
    }
}
