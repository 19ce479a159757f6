package org.dupcheck.gateway.http;

import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.Limits;
import org.jspecify.annotations.Nullable;

/** Where a page ended of a list of things with ids, the newest first. */
public record TimeCursor(Instant time, String id) {
    private static final TimeCursor START = new TimeCursor(Limits.MAX_TIME, "");

    /**
     * Of the parameter {@code after}; before the first page where it is absent.
     *
     * @throws ProblemException where it is no such cursor
     */
    public static TimeCursor parse(@Nullable String after) {
        if (after == null) {
            return START;
        }
        List<String> parts = Cursor.parse(after, 2);
        return new TimeCursor(Cursor.time(parts.get(0)), Cursor.id(parts.get(1)));
    }

    /** For the client to send back. */
    public String text() {
        return Cursor.of(time, id);
    }
}
