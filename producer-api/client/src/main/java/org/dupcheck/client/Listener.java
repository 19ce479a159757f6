package org.dupcheck.client;

import java.util.concurrent.CompletableFuture;

/** What the listeners have in common. Thread-safe. */
public sealed interface Listener extends AutoCloseable permits VerdictListener, WorkOrderListener {
    /**
     * Completes once the listener has its partitions and its place in them: every record published from then on will be
     * heard. With a group, an instance that gets no partition (there are more instances than partitions) never is ready.
     */
    CompletableFuture<Void> ready();

    /**
     * Completes when the listener has ended: normally after {@link #close}, and exceptionally with the {@link Error} that
     * ended it (of the callback's, say). It hears nothing from then on; start another one, or the process anew.
     */
    CompletableFuture<Void> ended();

    /** What came of the records so far. */
    ListenerCounts counts();

    /**
     * Stops listening, after the callback that is running, if it ends within the close timeout. What is finished is
     * committed. May be called twice, and by the callback itself.
     */
    @Override
    void close();
}
