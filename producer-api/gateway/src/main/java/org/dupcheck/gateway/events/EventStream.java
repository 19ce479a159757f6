package org.dupcheck.gateway.events;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.dupcheck.contract.JsonCodec;
import org.jspecify.annotations.Nullable;

/**
 * One stream of server-sent events. What is to be sent is set from any thread and written by a thread of the executor,
 * one at a time; a client that reads slowly misses states in between, never the last one.
 *
 * <p>{@code pending} counts what was set since the writing thread last looked; whoever raises it from 0 starts the
 * writing, so there is one writer at most.
 */
public final class EventStream<T> {
    private static final byte[] HEARTBEAT = ": heartbeat\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "event: end\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);

    private final OutputStream out;
    private final JsonCodec codec;
    private final Executor executor;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final String event;
    private final Predicate<T> last;
    private final AtomicReference<@Nullable T> next = new AtomicReference<>();
    private final AtomicBoolean heartbeatDue = new AtomicBoolean();
    private final AtomicBoolean endDue = new AtomicBoolean();
    private final AtomicInteger pending = new AtomicInteger();
    private @Nullable T written;

    /**
     * @param event the name of what is sent
     * @param last whether nothing follows after it
     */
    EventStream(OutputStream out, JsonCodec codec, Executor executor, String event, Predicate<T> last) {
        this.event = event;
        this.last = last;
        this.out = out;
        this.codec = codec;
        this.executor = executor;
    }

    /** Completes when the stream is over, for whatever reason. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Sends something where it differs from what was sent before; the stream ends after the last. May be called by any thread. */
    public void send(T something) {
        if (!something.equals(next.getAndSet(something))) {
            write();
        }
    }

    /** Sends a comment: the client sees that somebody is there. */
    public void heartbeat() {
        heartbeatDue.set(true);
        write();
    }

    /** Ends the stream after what was set before. */
    void end() {
        endDue.set(true);
        write();
    }

    private void write() {
        if (pending.getAndIncrement() == 0 && !ended.isDone()) {
            try {
                executor.execute(this::drain);
            } catch (RejectedExecutionException e) {
                ended.complete(null); // the server stops or is overrun: the client comes again
            }
        }
    }

    private void drain() {
        int taken = pending.get();
        while (taken > 0 && !ended.isDone()) {
            try {
                writeWhatIsDue();
            } catch (IOException | RuntimeException e) {
                ended.complete(null); // the client has gone
            }
            taken = pending.addAndGet(-taken);
        }
    }

    private void writeWhatIsDue() throws IOException {
        List<byte[]> due = new ArrayList<>(3);
        T something = next.get();
        boolean over = endDue.get();
        if (something != null && !something.equals(written)) {
            written = something;
            due.add(event(something));
            over |= last.test(something);
        }
        if (heartbeatDue.getAndSet(false) && due.isEmpty()) {
            due.add(HEARTBEAT);
        }
        if (over) {
            due.add(END);
        }
        for (byte[] bytes : due) {
            out.write(bytes);
        }
        out.flush();
        if (over) {
            ended.complete(null);
        }
    }

    private byte[] event(T something) {
        // JSON holds no line breaks of its own
        String data = new String(codec.write(something), StandardCharsets.UTF_8);
        return ("event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
