package org.dupcheck.store.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A select with the conditions that somebody asks for, and no others: a plan for "is null or equal" would not walk along an
 * index. Values are parameters; the text comes from this code alone. Not thread-safe.
 */
public final class Select {
    private final StringBuilder text;
    private final List<@Nullable Object> parameters = new ArrayList<>();

    /** @param values of its parameters, in order */
    public Select(String text, @Nullable Object... values) {
        this.text = new StringBuilder(text);
        Collections.addAll(parameters, values);
    }

    /** Goes on with that text. */
    public Select add(String more, @Nullable Object... values) {
        text.append(more);
        Collections.addAll(parameters, values);
        return this;
    }

    /** The same, where there is something to compare with. */
    public Select addIfGiven(String condition, @Nullable Object value) {
        return value == null ? this : add(condition, value);
    }

    /** The statement. */
    public String text() {
        return text.toString();
    }

    /** Its values. */
    public @Nullable Object[] parameters() {
        return parameters.toArray();
    }
}
