package org.dupcheck.gateway.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list that goes on behind its last line, whatever was added meanwhile.
 *
 * @param next what to ask the following page with; null of the last one
 */
public record KeysetPage<T>(List<T> shown, @Nullable String next) {
    /** Copies the list. */
    public KeysetPage {
        shown = List.copyOf(shown);
    }

    /**
     * The page of what was read to see whether there is more.
     *
     * @param oneMore up to {@code limit} lines and one
     * @param limit at least 1
     * @param cursor of the last line shown, as of {@link Cursor#of}
     */
    public static <T> KeysetPage<T> of(List<T> oneMore, int limit, Function<T, String> cursor) {
        List<T> shown = oneMore.subList(0, Math.min(limit, oneMore.size()));
        return new KeysetPage<>(shown, oneMore.size() > limit ? cursor.apply(shown.get(limit - 1)) : null);
    }

    /** The same page with the lines as somebody is to see them. */
    public <V> List<V> shownAs(Function<T, V> view) {
        return shown.stream().map(view).toList();
    }
}
