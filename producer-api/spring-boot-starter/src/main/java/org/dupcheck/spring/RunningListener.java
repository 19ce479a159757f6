package org.dupcheck.spring;

import java.util.function.Supplier;
import org.dupcheck.client.Listener;
import org.dupcheck.client.ListenerCounts;
import org.jspecify.annotations.Nullable;

/** A listener of the application's, which is started anew whenever the context is. Thread-safe. */
final class RunningListener {
    private static final ListenerCounts NOTHING = new ListenerCounts(0, 0, 0, 0, 0, 0, 0);

    private final String name;
    private final Supplier<Listener> starter;
    private volatile @Nullable Listener listener;

    RunningListener(String name, Supplier<Listener> starter) {
        this.name = name;
        this.starter = starter;
    }

    String name() {
        return name;
    }

    void start() {
        listener = starter.get();
    }

    void stop() {
        Listener running = listener;
        if (running != null) {
            running.close();
        }
    }

    /** Of the run that is or was the last. */
    ListenerCounts counts() {
        Listener running = listener;
        return running == null ? NOTHING : running.counts();
    }

    /** Why it hears nothing although nobody stopped it; null where all is well. */
    @Nullable
    Throwable failure() {
        Listener running = listener;
        if (running == null || !running.ended().isCompletedExceptionally()) {
            return null;
        }
        return running.ended().handle((ended, failure) -> failure).join();
    }
}
