package org.dupcheck.notifier;

import java.sql.SQLException;
import java.time.Instant;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/** The messages that applicants find on the site: one of a kind a revision. Callers hold the lock of the check. */
final class SiteMessages {
    /** Of a document that was withdrawn and sent again under the same revision, the message counts as new. */
    private static final String WRITE = """
            insert into site_message as m
                   (business_type, business_id, revision, verdict_id, user_id, kind, title, body, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (business_type, business_id, revision, kind) do update
               set verdict_id = excluded.verdict_id, user_id = excluded.user_id, title = excluded.title,
                   body = excluded.body, created_at = excluded.created_at, read_at = null, voided_at = null
             where m.voided_at is not null
            """;

    /** What was told of a revision whose work order went out stays true. */
    private static final String VOID_ALL = """
            update site_message m set voided_at = ?
             where business_type = ? and business_id = ? and revision <= ? and voided_at is null
               and not exists (
                   select from work_order_command c
                    where c.business_type = m.business_type and c.business_id = m.business_id
                      and c.revision = m.revision)
            """;

    /** What was asked for or left open so far is overtaken; what was told of submitted work orders stays true. */
    private static final String VOID_OVERTAKEN = """
            update site_message set voided_at = ?
             where business_type = ? and business_id = ? and voided_at is null
               and revision <= ? and kind in ('DUPLICATES', 'CONFIRMATION_NEEDED', 'CHECK_FAILED')
            """;

    /** Writes the message, where the submission names somebody to tell. */
    void write(
            Session session,
            Submitted submitted,
            @Nullable String verdictId,
            MessageKind kind,
            Messages.Text text,
            Instant now)
            throws SQLException {
        if (submitted.userId() == null) {
            return;
        }
        session.update(
                WRITE,
                submitted.key().businessType(),
                submitted.key().businessId(),
                submitted.revision(),
                verdictId,
                submitted.userId(),
                kind.name(),
                text.title(),
                text.body(),
                now);
    }

    /** Voids everything told about this and older revisions. */
    void voidAll(Session session, BusinessKey key, long revision, Instant now) throws SQLException {
        session.update(VOID_ALL, now, key.businessType(), key.businessId(), revision);
    }

    /** Voids what a new outcome of this revision makes untrue; before that outcome is told. */
    void voidOvertaken(Session session, BusinessKey key, long revision, Instant now) throws SQLException {
        session.update(VOID_OVERTAKEN, now, key.businessType(), key.businessId(), revision);
    }
}
