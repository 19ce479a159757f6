package org.dupcheck.gateway.checks;

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
import org.dupcheck.contract.Check;
import org.dupcheck.contract.JsonCodec;
import org.jspecify.annotations.Nullable;

/**
 * One stream of server-sent events. What is to be sent is set from any thread and written by a thread of the executor,
 * one at a time; a client that reads slowly misses states in between, never the last one.
 *
 * <p>{@code pending} counts what was set since the writing thread last looked; whoever raises it from 0 starts the
 * writing, so there is one writer at most.
 */
final class EventStream {
    private static final byte[] HEARTBEAT = ": heartbeat\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "event: end\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);

    private final OutputStream out;
    private final JsonCodec codec;
    private final Executor executor;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final AtomicReference<@Nullable Check> next = new AtomicReference<>();
    private final AtomicBoolean heartbeatDue = new AtomicBoolean();
    private final AtomicBoolean endDue = new AtomicBoolean();
    private final AtomicInteger pending = new AtomicInteger();
    private @Nullable Check written;

    EventStream(OutputStream out, JsonCodec codec, Executor executor) {
        this.out = out;
        this.codec = codec;
        this.executor = executor;
    }

    /** Completes when the stream is over, for whatever reason. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Sends the check where it differs from the one sent before; the stream ends after a final one. */
    void send(Check check) {
        if (!check.equals(next.getAndSet(check))) {
            write();
        }
    }

    void heartbeat() {
        heartbeatDue.set(true);
        write();
    }

    /** Ends the stream after what was set before. */
    void end() {
        endDue.set(true);
        write();
    }

    /**
     * Whether a check comes to no other state by itself. SUPERSEDED is not among them: the newer revision follows in
     * the same stream.
     */
    static boolean isFinal(Check check) {
        return switch (check.state()) {
            case FINISHED, FAILED, WITHDRAWN -> true;
            case QUEUED, RUNNING, SUPERSEDED -> false;
        };
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
        Check check = next.get();
        boolean last = endDue.get();
        if (check != null && !check.equals(written)) {
            written = check;
            due.add(event(check));
            last |= isFinal(check);
        }
        if (heartbeatDue.getAndSet(false) && due.isEmpty()) {
            due.add(HEARTBEAT);
        }
        if (last) {
            due.add(END);
        }
        for (byte[] bytes : due) {
            out.write(bytes);
        }
        out.flush();
        if (last) {
            ended.complete(null);
        }
    }

    private byte[] event(Check check) {
        // JSON holds no line breaks of its own
        String data = new String(codec.write(check), StandardCharsets.UTF_8);
        return ("event: check\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
