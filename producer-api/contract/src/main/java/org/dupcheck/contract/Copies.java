package org.dupcheck.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Defensive copies that keep what is wrong with a message for {@link Validator} to find. */
final class Copies {
    private Copies() {}

    /** An unmodifiable copy; empty for null. Unlike {@code List.copyOf} it lets null elements pass. */
    static <T> List<T> of(@Nullable List<T> list) {
        return list == null || list.isEmpty() ? List.of() : Collections.unmodifiableList(new ArrayList<>(list));
    }
}
