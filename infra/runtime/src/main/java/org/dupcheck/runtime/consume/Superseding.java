package org.dupcheck.runtime.consume;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Newest wins: a record replaces those that wait and raises the running one's cancel flag, wherever it takes precedence.
 * So a key has one running and at most one waiting record, and more only where {@link Precedence.Ruling#FOLLOWS} says so.
 */
final class Superseding implements Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Superseding.class);

    private final Precedence precedence;

    Superseding(Precedence precedence) {
        this.precedence = precedence;
    }

    @Override
    public @Nullable Object read(@Nullable String key, byte @Nullable [] value) {
        try {
            return precedence.read(key, value);
        } catch (RuntimeException e) {
            LOG.warn("a record cannot be read", e); // its handler will judge it
            return null;
        }
    }

    @Override
    public Place admit(Task incoming, Lane lane, List<Task> superseded) {
        List<Task> beaten = new ArrayList<>();
        for (Task earlier : lane.newestFirst()) {
            Precedence.Ruling ruling = rule(incoming, earlier);
            if (ruling == Precedence.Ruling.IS_SUPERSEDED) {
                return Place.NOWHERE;
            }
            if (ruling == Precedence.Ruling.STANDS_ALONE) {
                return Place.ALONE;
            }
            if (ruling == Precedence.Ruling.FOLLOWS) {
                break;
            }
            beaten.add(earlier);
        }
        for (Task earlier : beaten) {
            earlier.cancel(Task.Cancel.SUPERSEDED);
            if (lane.removeWaiting(earlier)) {
                superseded.add(earlier);
            }
        }
        return Place.BEHIND;
    }

    private Precedence.Ruling rule(Task incoming, Task earlier) {
        try {
            return precedence.rule(incoming, earlier);
        } catch (RuntimeException e) {
            // a record that cannot even be compared must not stop the others; its handler will judge it
            LOG.warn("{} cannot be compared with {}", incoming, earlier, e);
            return Precedence.Ruling.STANDS_ALONE;
        }
    }
}
