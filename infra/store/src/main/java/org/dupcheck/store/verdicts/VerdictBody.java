package org.dupcheck.store.verdicts;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A stored verdict, and how far the reference set has moved on since.
 *
 * @param json byte for byte as it is stored
 * @param changesBehind changes of the reference set between the verdict's corpus version and the newest one, 0 or more
 */
public record VerdictBody(String json, long changesBehind) {
    /**
     * The changes between the verdict {@code v} and the newest corpus version, as {@code changes_behind}. Both are of one
     * snapshot. The version is behind a verdict only where somebody set it back by hand; such a verdict is not current
     * either.
     */
    public static final String CHANGES_BEHIND =
            "abs((select s.version from corpus_state s) - v.corpus_version) as changes_behind";

    /** The columns of the verdict {@code v} that {@link #read} needs. */
    public static final String COLUMNS = "v.body, " + CHANGES_BEHIND;

    /** Null where the row has no verdict. */
    public static @Nullable VerdictBody read(ResultSet row) throws SQLException {
        String json = row.getString("body");
        return json == null ? null : new VerdictBody(json, row.getLong("changes_behind"));
    }

    /** Whether the reference set is still as the verdict was compared with. */
    public boolean current() {
        return changesBehind == 0;
    }
}
