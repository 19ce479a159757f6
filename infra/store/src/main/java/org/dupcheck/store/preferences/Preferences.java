package org.dupcheck.store.preferences;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.dupcheck.store.messages.MessageKind;
import org.dupcheck.store.sql.Sql;

/** What people have chosen, and how they can be reached. */
public final class Preferences {
    /** Rows of one person: all events of today by six channels. */
    public static final int MAX_OF_USER = 100;

    /** One person's choices come one after the other, or two at once could go over the bound together. */
    private static final String LOCK_USER = "select pg_advisory_xact_lock(hashtextextended('preference ' || ?, 0))";

    /** An event that only a newer version knows is left out. */
    private static final String OF = """
            select event, channel, way from preference where user_id = ? and event = any (?::text[])
             order by event, channel
            """;

    private static final String PUT = """
            insert into preference (user_id, event, channel, way, changed_at)
            select ?, n.event, n.channel, n.way, ?
              from unnest(?::text[], ?::text[], ?::text[]) n (event, channel, way)
             where (select count(*) from (
                        select event, channel from preference where user_id = ?
                        union select * from unnest(?::text[], ?::text[])) a) <= ?
                on conflict (user_id, event, channel) do update
               set way = excluded.way, changed_at = excluded.changed_at
            """;

    private static final String CONTACT = "select email, zone, locale from contact where user_id = ?";

    private static final String PUT_CONTACT = """
            insert into contact (user_id, email, zone, locale, changed_at) values (?, ?, ?, ?, ?)
                on conflict (user_id) do update
               set email = excluded.email, zone = excluded.zone, locale = excluded.locale,
                   changed_at = excluded.changed_at
            """;

    /** Of people of whom no submission is kept any more. */
    private static final String PURGE = """
            delete from preference where (user_id, event, channel) in (
                select user_id, event, channel from preference p
                 where changed_at < ? and not exists (select from submission s where s.user_id = p.user_id)
                 order by changed_at limit ? for update skip locked)
            """;

    private static final String PURGE_CONTACTS = """
            delete from contact where user_id in (
                select user_id from contact c
                 where changed_at < ? and not exists (select from submission s where s.user_id = c.user_id)
                 order by changed_at limit ? for update skip locked)
            """;

    private final Sql sql;

    public Preferences(Sql sql) {
        this.sql = sql;
    }

    /** Of one person. */
    public UserPreferences of(String userId) {
        return new UserPreferences(sql.query(
                OF,
                row -> new Preference(
                        MessageKind.valueOf(row.getString("event")),
                        row.getString("channel"),
                        Way.valueOf(row.getString("way"))),
                userId,
                sql.texts(List.of(MessageKind.values()), MessageKind::name)));
    }

    /**
     * These are chosen from now on; the others stay as they are.
     *
     * @param chosen each event and channel once
     * @return false where the person would have more than {@link #MAX_OF_USER}; then nothing is written
     */
    public boolean put(String userId, Collection<Preference> chosen, Instant now) {
        if (chosen.isEmpty()) {
            return true;
        }
        var unused = sql.queryOne(LOCK_USER, row -> true, userId);
        return sql.update(
                        PUT,
                        userId,
                        now,
                        sql.texts(chosen, preference -> preference.event().name()),
                        sql.texts(chosen, Preference::channel),
                        sql.texts(chosen, preference -> preference.way().name()),
                        userId,
                        sql.texts(chosen, preference -> preference.event().name()),
                        sql.texts(chosen, Preference::channel),
                        MAX_OF_USER)
                > 0;
    }

    /** The defaults hold for that person again. How to be reached stays. */
    public void reset(String userId) {
        sql.update("delete from preference where user_id = ?", userId);
    }

    /** How somebody can be reached; {@link Contact#NONE} where nothing was said. */
    public Contact contact(String userId) {
        return sql.queryOne(
                        CONTACT,
                        row -> Contact.kept(row.getString("email"), row.getString("zone"), row.getString("locale")),
                        userId)
                .orElse(Contact.NONE);
    }

    /** Takes the place of all that was said before; nothing is kept of somebody who takes everything back. */
    public void putContact(String userId, Contact contact, Instant now) {
        if (contact.equals(Contact.NONE)) {
            sql.update("delete from contact where user_id = ?", userId);
        } else {
            sql.update(PUT_CONTACT, userId, contact.email(), contact.zone(), contact.locale(), now);
        }
    }

    /**
     * Deletes what was chosen before that time by people of whom no submission is kept.
     *
     * @return how many, at most {@code limit}
     */
    public int purge(Instant before, int limit) {
        return sql.update(PURGE, before, limit);
    }

    /** The same of how they can be reached. */
    public int purgeContacts(Instant before, int limit) {
        return sql.update(PURGE_CONTACTS, before, limit);
    }
}
