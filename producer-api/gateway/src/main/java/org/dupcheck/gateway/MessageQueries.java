package org.dupcheck.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/** What the gateway does with site messages. */
final class MessageQueries {
    private MessageQueries() {}

    /** Newest first; voided ones are not for the user's eyes. */
    static List<SiteMessage> list(Session session, String userId, long before, int limit) throws SQLException {
        return session.query(
                "select id, business_type, business_id, revision, verdict_id, kind, title, body, created_at, read_at"
                        + " from site_message where user_id = ? and id < ? and voided_at is null"
                        + " order by id desc limit ?",
                MessageQueries::message,
                userId,
                before,
                limit);
    }

    private static SiteMessage message(ResultSet row) throws SQLException {
        return new SiteMessage(
                row.getLong("id"),
                row.getString("business_type"),
                row.getString("business_id"),
                row.getLong("revision"),
                row.getString("verdict_id"),
                row.getString("kind"),
                row.getString("title"),
                row.getString("body"),
                Session.instant(row, "created_at"),
                Session.instantOrNull(row, "read_at"));
    }

    /** Whether there is such a message; the first reading counts. */
    static boolean markRead(Session session, long id, Instant now) throws SQLException {
        return session.update("update site_message set read_at = coalesce(read_at, ?) where id = ?", now, id) > 0;
    }

    /** A message to one user. */
    record SiteMessage(
            long id,
            String businessType,
            String businessId,
            long revision,
            @Nullable String verdictId,
            String kind,
            String title,
            String body,
            Instant createdAt,
            @Nullable Instant readAt) {}
}
