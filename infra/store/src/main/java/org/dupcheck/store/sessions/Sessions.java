package org.dupcheck.store.sessions;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dupcheck.store.sql.Sql;
import org.jspecify.annotations.Nullable;

/** Who is signed in to the pages, by the hash of what the cookie holds. */
public final class Sessions {
    private static final String OPEN = """
            insert into session (session_hash, subject, name, roles, form_token, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String FIND = """
            select s.subject, s.name, s.roles, s.form_token, s.expires_at, c.zone
              from session s left join contact c on c.user_id = s.subject
             where s.session_hash = ? and s.expires_at > ?
            """;

    private static final String EXTEND = "update session set expires_at = ? where session_hash = ? and expires_at < ?";

    private static final String CLOSE = "delete from session where session_hash = ?";

    private static final String PURGE = """
            delete from session where session_hash in (
                select session_hash from session where expires_at < ? order by expires_at limit ? for update skip locked)
            """;

    private final Sql sql;

    public Sessions(Sql sql) {
        this.sql = sql;
    }

    /**
     * Somebody who is signed in.
     *
     * @param subject names the person for good: the applicant's user id
     * @param roles as the gateway names them: each for all types, or for one
     * @param formToken what a form of this session must send along
     * @param zone the time zone that the person has named; null for none. Not kept with the session
     */
    public record Session(
            String subject,
            String name,
            List<String> roles,
            String formToken,
            Instant expires,
            @Nullable String zone) {
        public Session {
            roles = List.copyOf(roles);
        }
    }

    /** @param hash of a random number that only the cookie holds */
    public void open(String hash, Session session, Instant now) {
        sql.update(
                OPEN,
                hash,
                session.subject(),
                session.name(),
                roles(session.roles()),
                session.formToken(),
                now,
                session.expires());
    }

    private Object roles(Collection<String> roles) {
        return sql.texts(roles, role -> role);
    }

    /** Empty where there is none, or its time is up. */
    public Optional<Session> find(String hash, Instant now) {
        return sql.queryOne(
                FIND,
                row -> new Session(
                        row.getString("subject"),
                        row.getString("name"),
                        org.dupcheck.runtime.database.Session.texts(row, "roles"),
                        row.getString("form_token"),
                        org.dupcheck.runtime.database.Session.instant(row, "expires_at"),
                        row.getString("zone")),
                hash,
                now);
    }

    /** Makes a session last until then; no effect where it does anyhow, or there is none. */
    public void extend(String hash, Instant expires) {
        sql.update(EXTEND, expires, hash, expires);
    }

    /** Signs out; no effect where there is none. */
    public void close(String hash) {
        sql.update(CLOSE, hash);
    }

    /**
     * Deletes sessions whose time was up before then.
     *
     * @return how many, at most {@code limit}
     */
    public int purge(Instant before, int limit) {
        return sql.update(PURGE, before, limit);
    }
}
