package org.dupcheck.check.scan;

import java.util.function.BooleanSupplier;
import org.dupcheck.runtime.consume.CancelToken;

/**
 * Of a check that no record has asked for: it ends with the node, and nothing newer takes its place.
 *
 * @param stopped whether to give up
 */
public record StopToken(BooleanSupplier stopped) implements CancelToken {
    @Override
    public boolean cancelled() {
        return stopped.getAsBoolean();
    }

    @Override
    public boolean superseded() {
        return false;
    }
}
