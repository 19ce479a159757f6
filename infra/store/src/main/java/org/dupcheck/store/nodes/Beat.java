package org.dupcheck.store.nodes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a node says of itself, again and again.
 *
 * @param nodeId of this start of it
 * @param name that it has from start to start; several may have the same
 * @param http where it is reached; null until it is ready, as of the next
 * @param drains whether it takes no work now
 * @param atWork what it is at; only where it takes no work
 * @param inFlight records that it has read and not done
 */
public record Beat(
        String nodeId,
        String name,
        List<String> roles,
        String version,
        @Nullable String http,
        @Nullable String management,
        boolean drains,
        List<String> atWork,
        int inFlight) {
    public Beat {
        roles = List.copyOf(roles);
        atWork = List.copyOf(atWork);
    }

    /** Whether it takes no work and is at none. */
    boolean isDrained() {
        return drains && atWork.isEmpty() && inFlight == 0;
    }
}
