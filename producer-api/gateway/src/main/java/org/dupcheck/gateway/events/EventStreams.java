package org.dupcheck.gateway.events;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.gateway.common.Deadlines;
import org.dupcheck.gateway.http.HttpServer;
import org.dupcheck.gateway.http.ProblemException;

/**
 * All streams of server-sent events of a node. They are bounded in number and in time, and none holds a thread. Thread-safe.
 */
public final class EventStreams {
    private final Deadlines deadlines;
    private final JsonCodec codec;
    private final Executor executor;
    private final Duration duration;
    private final Duration heartbeat;
    private final Semaphore places;
    private final Set<EventStream<?>> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param executor writes the events */
    public EventStreams(Deadlines deadlines, JsonCodec codec, Executor executor, StreamBounds bounds) {
        this.deadlines = deadlines;
        this.codec = codec;
        this.executor = executor;
        this.duration = bounds.streamDuration();
        this.heartbeat = bounds.heartbeat();
        this.places = new Semaphore(bounds.maxStreams());
    }

    /**
     * Answers a request with a stream.
     *
     * @param event the name of what is sent
     * @param last whether nothing follows after it
     * @param follow begins to send, and returns what ends that
     * @throws ProblemException where too many are open
     */
    public <T> void open(Context ctx, String event, Predicate<T> last, Function<EventStream<T>, Runnable> follow)
            throws IOException {
        if (HttpServer.isHead(ctx)) {
            begin(ctx.res());
            return;
        }
        if (closed || !places.tryAcquire()) {
            throw ProblemException.unavailable("too many event streams are open", 5);
        }
        try {
            HttpServletResponse response = begin(ctx.res());
            EventStream<T> stream = new EventStream<>(response.getOutputStream(), codec, executor, event, last);
            ctx.future(() -> run(stream, follow));
        } catch (IOException | RuntimeException e) {
            places.release();
            throw e;
        }
    }

    private static HttpServletResponse begin(HttpServletResponse response) throws IOException {
        response.setStatus(200);
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // a proxy that buffers would hold the events back
        response.flushBuffer();
        return response;
    }

    private <T> CompletableFuture<Void> run(EventStream<T> stream, Function<EventStream<T>, Runnable> follow) {
        streams.add(stream);
        Runnable unfollow = follow.apply(stream);
        Future<?> beat = deadlines.every(heartbeat, stream::heartbeat);
        Future<?> end = deadlines.after(duration, stream::end);
        CompletableFuture<Void> ended = stream.ended().whenComplete((done, failure) -> {
            unfollow.run();
            beat.cancel(false);
            end.cancel(false);
            streams.remove(stream);
            places.release();
        });
        if (closed) {
            stream.end();
        }
        return ended;
    }

    /** Ends all streams; new ones are refused. */
    public void close() {
        closed = true;
        streams.forEach(EventStream::end);
    }
}
