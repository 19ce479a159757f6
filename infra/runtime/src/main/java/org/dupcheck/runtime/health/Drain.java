package org.dupcheck.runtime.health;

import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether a process takes work, and who is at it now. There is one for all components of a process that take some: each
 * enters before it begins, and leaves when it has ended. Where work is no longer taken, nobody enters, and those inside come
 * to an end by themselves. Everything else of the process goes on. Thread-safe.
 */
public final class Drain {
    private static final Health DRAINED = new Health(true, "drained");
    private static final Health DRAINING = new Health(true, "draining");

    /** How many are inside, by the name of what they do. */
    private final TreeMap<String, Integer> atWork = new TreeMap<>();

    private boolean on;

    /** Takes no work from now on; returns at once. May be called twice. */
    public synchronized void begin() {
        on = true;
    }

    /** Takes work again; returns at once. Has no effect where work is taken. */
    public synchronized void end() {
        on = false;
    }

    /** Whether no work is taken: whoever is at it looks at this, and ends as soon as that loses nothing. */
    public synchronized boolean isOn() {
        return on;
    }

    /** Whether no work is taken and nobody is at any. */
    public synchronized boolean isDone() {
        return on && atWork.isEmpty();
    }

    /** The names of those who are at work. */
    public synchronized Set<String> atWork() {
        return new TreeSet<>(atWork.keySet());
    }

    /**
     * Begins a piece of work.
     *
     * @param name of what is done, in a word, such as "sms"
     * @return to be closed when it has ended; empty where nothing is to be begun
     */
    public synchronized Optional<Work> enter(String name) {
        if (on) {
            return Optional.empty();
        }
        atWork.merge(name, 1, Integer::sum);
        return Optional.of(new Work(name));
    }

    private synchronized void leave(Work work) {
        if (!work.ended) {
            work.ended = true;
            atWork.computeIfPresent(work.name, (name, number) -> number == 1 ? null : number - 1);
        }
    }

    /** The health of a component that takes work: where it is up and takes none, its detail says so. */
    public synchronized Health tell(Health health) {
        if (!on || !health.up()) {
            return health;
        }
        return isDone() ? DRAINED : DRAINING;
    }

    /** A piece of work that was begun. */
    public final class Work implements AutoCloseable {
        private final String name;
        private boolean ended;

        private Work(String name) {
            this.name = name;
        }

        /** It has ended. May be called twice, by any thread. */
        @Override
        public void close() {
            leave(this);
        }
    }
}
