package org.dupcheck.runtime.health;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of a thread, or of a task that comes round, which ended though nobody stopped it: in the log, and by a health that
 * is broken from then on. Without it such a thread is gone in silence. Thread-safe.
 */
public final class Lifeline {
    private static final Logger LOG = LoggerFactory.getLogger(Lifeline.class);

    private final String what;
    private volatile @Nullable Throwable end;

    /** @param what is done by the thread, as in "sending SMS" */
    public Lifeline(String what) {
        this.what = what;
    }

    /** The work; what it throws is told, and goes no further: a scheduler runs it again at its next turn. */
    public Runnable guard(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                ended(e);
            }
        };
    }

    /** It is over, by this. The first one counts. */
    public void ended(Throwable cause) {
        LOG.error("{} has ended; restart the process", what, cause);
        if (end == null) {
            end = cause;
        }
    }

    /** Whether nothing has ended it. */
    public boolean holds() {
        return end == null;
    }

    /** Up, or broken for good. */
    public Health health() {
        Throwable cause = end;
        return cause == null ? Health.UP : Health.broken(what + " was ended by " + cause + "; restart the process");
    }
}
