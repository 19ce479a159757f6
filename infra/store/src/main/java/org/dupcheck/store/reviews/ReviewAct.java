package org.dupcheck.store.reviews;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.dupcheck.contract.ReviewDecision;
import org.dupcheck.runtime.database.Session;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a reviewer did about a verdict.
 *
 * @param number from 1 on, in the order in which they were done
 * @param note of a decision; of the others the reason
 * @param target what is left out or taken back; null for a decision
 */
public record ReviewAct(
        int number,
        Kind kind,
        String userId,
        String userName,
        Instant actedAt,
        @Nullable String note,
        @Nullable ReviewTarget target) {
    static final String COLUMNS = "number, kind, user_id, user_name, acted_at, note, document_type, document_id,"
            + " section_key, span_start, span_end";

    /** What was done. */
    public enum Kind {
        ACCEPT,
        RETURN,
        EXPLAIN,
        /** Something is left out of the figures. */
        EXCLUDE,
        /** It counts again. */
        RESTORE;

        /** That decision. */
        public static Kind of(ReviewDecision decision) {
            return switch (decision) {
                case ACCEPT -> ACCEPT;
                case RETURN -> RETURN;
                case EXPLAIN -> EXPLAIN;
            };
        }

        /** Null for what is none. */
        public @Nullable ReviewDecision decision() {
            return switch (this) {
                case ACCEPT -> ReviewDecision.ACCEPT;
                case RETURN -> ReviewDecision.RETURN;
                case EXPLAIN -> ReviewDecision.EXPLAIN;
                case EXCLUDE, RESTORE -> null;
            };
        }
    }

    static ReviewAct read(ResultSet row) throws SQLException {
        String type = row.getString("document_type");
        return new ReviewAct(
                row.getInt("number"),
                Kind.valueOf(row.getString("kind")),
                row.getString("user_id"),
                row.getString("user_name"),
                Session.instant(row, "acted_at"),
                row.getString("note"),
                type == null
                        ? null
                        : new ReviewTarget(
                                type,
                                row.getString("document_id"),
                                row.getString("section_key"),
                                row.getObject("span_start", Integer.class),
                                row.getObject("span_end", Integer.class)));
    }
}
