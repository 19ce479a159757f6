package org.dupcheck.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.dupcheck.contract.VerdictEvent;

/**
 * Hands the events of {@code dupcheck.verdicts} to a callback, one at a time, on a thread of its own.
 *
 * <pre>{@code
 * VerdictListener listener = VerdictListener.builder("broker:9092", event -> store(event)).groupId("projects").start();
 * }</pre>
 *
 * <p><b>At least once</b> (with a group): an event counts as heard when the callback has returned; after a crash, a
 * take-over or an exception it comes again. An event can also be published twice. So the callback must not mind a
 * repetition; business key, revision and state name an event. Events of one business document come in order.
 *
 * <p><b>An exception</b> from the callback brings the event again, after a pause that grows. Only the later events of that
 * document wait meanwhile. After {@link Retries#maxTries} tries the event is set aside: {@link
 * VerdictListenerBuilder#onSetAside} is told. What cannot be read is set aside at once. A try that fails because a database is
 * away, or with a {@link RetryLaterException}, does not count.
 *
 * <p>Outages of the brokers are waited out, however long they take. An {@link Error} ends the listener, and {@link #ended}
 * tells. Thread-safe.
 */
public final class VerdictListener implements Listener {
    private final TopicListener listener;

    VerdictListener(VerdictListenerBuilder builder, Supplier<Consumer<byte[], byte[]>> consumers) {
        listener = new TopicListener(
                "dupcheck-verdict-listener",
                builder.topics.verdicts(),
                builder,
                VerdictEvent.class,
                event -> {
                    builder.callback.accept(event);
                    return true;
                },
                consumers);
    }

    /**
     * @param bootstrapServers some brokers' addresses
     * @param callback called for every event, never twice at once
     */
    public static VerdictListenerBuilder builder(
            String bootstrapServers, java.util.function.Consumer<VerdictEvent> callback) {
        return new VerdictListenerBuilder(bootstrapServers, callback);
    }

    static VerdictListener start(VerdictListenerBuilder builder) {
        VerdictListener listener = new VerdictListener(builder, TopicListener.consumers(builder));
        listener.begin();
        return listener;
    }

    void begin() {
        listener.begin();
    }

    @Override
    public CompletableFuture<Void> ready() {
        return listener.ready();
    }

    @Override
    public CompletableFuture<Void> ended() {
        return listener.ended();
    }

    @Override
    public ListenerCounts counts() {
        return listener.counts();
    }

    @Override
    public void close() {
        listener.close();
    }
}
