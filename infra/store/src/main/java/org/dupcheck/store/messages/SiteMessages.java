package org.dupcheck.store.messages;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.runtime.database.Session;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The messages that applicants find on the site. Who writes them holds the lock of the check, and writes one where the state
 * of the work order has changed: so a repeated event writes none.
 */
public final class SiteMessages {
    private static final String WRITE = """
            insert into site_message
                   (business_type, business_id, revision, verdict_id, user_id, kind, title, body, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            returning id
            """;

    private static final String NEWEST = """
            select id from site_message
             where business_type = ? and business_id = ? and revision = ? and kind = ? and voided_at is null
             order by id desc limit 1
            """;

    private static final String HOLDS = """
            select 1 from site_message
             where business_type = ? and business_id = ? and revision = ? and kind = any (?::text[]) and voided_at is null
             limit 1
            """;

    private static final String CARRY_OVER = """
            update site_message m set revision = ?, verdict_id = ? from verdict v
             where m.business_type = ? and m.business_id = ? and m.revision < ? and m.voided_at is null
               and v.verdict_id = m.verdict_id
               and v.content_hash = (select n.content_hash from verdict n where n.verdict_id = ?)
            """;

    /** What was told of a revision whose work order went out stays true, and so do some kinds. */
    private static final String VOID_ALL = """
            update site_message m set voided_at = ?
             where business_type = ? and business_id = ? and revision <= ? and voided_at is null
               and kind <> all (?::text[])
               and not exists (
                   select from work_order_history h
                    where h.business_type = m.business_type and h.business_id = m.business_id
                      and h.revision = m.revision and h.state = 'SUBMITTED')
            """;

    /** What was asked for or left open so far is overtaken; what was told of submitted work orders stays true. */
    private static final String VOID_OVERTAKEN = """
            update site_message set voided_at = ?
             where business_type = ? and business_id = ? and voided_at is null
               and revision <= ? and kind = any (?::text[])
            """;

    private static final String LIST = """
            select id, business_type, business_id, revision, verdict_id, kind, title, body, created_at, read_at
              from site_message
             where user_id = ? and id < ? and voided_at is null
               and (?::text[] is null or business_type = any (?::text[]))
             order by id desc limit ?
            """;

    private static final String MARK_READ = """
            update site_message set read_at = coalesce(read_at, ?)
             where id = ? and (?::text is null or user_id = ?) and (?::text[] is null or business_type = any (?::text[]))
            """;

    /** What asks for a decision that is still open stays, as long as the submission does that it is about. */
    private static final String PURGE = """
            delete from site_message where id in (
                select m.id from site_message m
                 where m.created_at < ?
                   and not (m.voided_at is null and m.kind in ('DUPLICATES', 'CONFIRMATION_NEEDED')
                        and exists (select from work_order w
                                     where w.business_type = m.business_type and w.business_id = m.business_id
                                       and w.revision = m.revision and w.state = 'AWAITING_CONFIRMATION')
                        and exists (select from submission s
                                     where s.business_type = m.business_type and s.business_id = m.business_id
                                       and s.revision = m.revision))
                 order by m.created_at limit ? for update of m skip locked)
            """;

    private final Sql sql;

    public SiteMessages(Sql sql) {
        this.sql = sql;
    }

    /**
     * Adds a message.
     *
     * @return its id
     */
    public long write(NewMessage message, Instant now) {
        return sql.queryOne(
                        WRITE,
                        row -> row.getLong(1),
                        message.key().businessType(),
                        message.key().businessId(),
                        message.revision(),
                        message.verdictId(),
                        message.userId(),
                        message.kind().name(),
                        message.title(),
                        message.body(),
                        now)
                .orElseThrow();
    }

    /** The newest message of that kind about a revision that still holds. */
    public Optional<Long> newest(BusinessKey key, long revision, MessageKind kind) {
        return sql.queryOne(NEWEST, row -> row.getLong(1), key.businessType(), key.businessId(), revision, kind.name());
    }

    /** Whether a message of one of those kinds about a revision still holds. */
    public boolean holds(BusinessKey key, long revision, Collection<MessageKind> kinds) {
        Array names = sql.texts(kinds, MessageKind::name);
        return sql.queryOne(HOLDS, row -> true, key.businessType(), key.businessId(), revision, names)
                .isPresent();
    }

    /**
     * What was told of older revisions with the same content is told of this one: the same text was sent once more.
     *
     * @param verdictId of this revision
     */
    public void carryOver(BusinessKey key, long revision, String verdictId) {
        sql.update(CARRY_OVER, revision, verdictId, key.businessType(), key.businessId(), revision, verdictId);
    }

    /** Voids what was told about this and older revisions, but for {@link MessageKind#LASTING} and what went out. */
    public void voidAll(BusinessKey key, long revision, Instant now) {
        Array lasting = sql.texts(MessageKind.LASTING, MessageKind::name);
        sql.update(VOID_ALL, now, key.businessType(), key.businessId(), revision, lasting);
    }

    /** Voids what a new outcome of this revision makes untrue; before that outcome is told. */
    public void voidOvertaken(BusinessKey key, long revision, Instant now) {
        Array kinds = sql.texts(MessageKind.OVERTAKABLE, MessageKind::name);
        sql.update(VOID_OVERTAKEN, now, key.businessType(), key.businessId(), revision, kinds);
    }

    /**
     * Newest first; voided ones are not for the user's eyes.
     *
     * @param before of smaller ids only
     */
    public List<SiteMessage> list(String userId, long before, int limit) {
        return list(userId, null, before, limit);
    }

    /**
     * As {@link #list(String, long, int)}, of some business types.
     *
     * @param types null for all
     */
    public List<SiteMessage> list(String userId, @Nullable Collection<String> types, long before, int limit) {
        Array some = texts(types);
        return sql.query(LIST, SiteMessages::message, userId, before, some, some, limit);
    }

    private @Nullable Array texts(@Nullable Collection<String> types) {
        return types == null ? null : sql.texts(types, type -> type);
    }

    private static SiteMessage message(ResultSet row) throws SQLException {
        return new SiteMessage(
                row.getLong("id"),
                row.getString("business_type"),
                row.getString("business_id"),
                row.getLong("revision"),
                row.getString("verdict_id"),
                MessageKind.valueOf(row.getString("kind")),
                row.getString("title"),
                row.getString("body"),
                Session.instant(row, "created_at"),
                Session.instantOrNull(row, "read_at"));
    }

    /**
     * Deletes messages written before that time, read or not, but for those that ask for a decision that is still open.
     *
     * @return how many, at most {@code limit}
     */
    public int purge(Instant before, int limit) {
        return sql.update(PURGE, before, limit);
    }

    /** Whether that user has such a message; the first reading counts. */
    public boolean markRead(long id, String userId, Instant now) {
        return markRead(id, userId, null, now);
    }

    /**
     * Whether there is such a message; the first reading counts.
     *
     * @param userId whose it must be; null for whoever's
     * @param types the business types it may be of; null for all
     */
    public boolean markRead(long id, @Nullable String userId, @Nullable Collection<String> types, Instant now) {
        Array some = texts(types);
        return sql.update(MARK_READ, now, id, userId, userId, some, some) > 0;
    }
}
