package org.dupcheck.store.checks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values for a statement, in the order of its question marks. */
final class Parameters {
    private final List<@Nullable Object> values;

    Parameters(@Nullable Object... first) {
        values = new ArrayList<>(Arrays.asList(first));
    }

    Parameters and(@Nullable Object... more) {
        values.addAll(Arrays.asList(more));
        return this;
    }

    @Nullable
    Object[] values() {
        return values.toArray(new @Nullable Object[0]);
    }
}
