package org.dupcheck.gateway.checks;

import io.javalin.config.RoutesConfig;
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
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.gateway.common.Deadlines;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.checks.CheckQueries.Awaited;
import org.jspecify.annotations.Nullable;

/**
 * Tells a check's changes as server-sent events: one event at once, or as soon as the document is known, one at every
 * change, and the end of the stream with a final state or when the time for streams is up. Streams are bounded in number; none holds a thread.
 */
public final class CheckEventsResource {
    private final Checks checks;
    private final CheckWatch watch;
    private final Deadlines deadlines;
    private final JsonCodec codec;
    private final Executor executor;
    private final Duration duration;
    private final Duration heartbeat;
    private final Semaphore places;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param executor writes the events */
    public CheckEventsResource(
            Checks checks,
            CheckWatch watch,
            Deadlines deadlines,
            JsonCodec codec,
            Executor executor,
            StreamBounds bounds) {
        this.checks = checks;
        this.watch = watch;
        this.deadlines = deadlines;
        this.codec = codec;
        this.executor = executor;
        this.duration = bounds.streamDuration();
        this.heartbeat = bounds.heartbeat();
        this.places = new Semaphore(bounds.maxStreams());
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(Links.API + "/checks/{type}/{id}/events", Parameters.only(this::open));
    }

    private void open(Context ctx) throws IOException {
        BusinessKey key = Parameters.businessKey(ctx);
        Check first = checks.find(key).orElse(null);
        if (closed || !places.tryAcquire()) {
            throw ProblemException.unavailable("too many event streams are open", 5);
        }
        try {
            EventStream stream = begin(ctx.res());
            ctx.future(() -> follow(key, first, stream));
        } catch (IOException | RuntimeException e) {
            places.release();
            throw e;
        }
    }

    private EventStream begin(HttpServletResponse response) throws IOException {
        response.setStatus(200);
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // a proxy that buffers would hold the events back
        response.flushBuffer();
        return new EventStream(response.getOutputStream(), codec, executor);
    }

    private CompletableFuture<Void> follow(BusinessKey key, @Nullable Check first, EventStream stream) {
        streams.add(stream);
        if (first == null) {
            stream.heartbeat(); // it may be on its way: the client sees that somebody listens
        } else {
            stream.send(first);
        }
        CheckWatch.Watching watching = watch.watch(Awaited.newest(key), (row, verdict) -> {
            Check check = checks.view(key, row);
            if (check != null) {
                stream.send(check);
            }
        });
        Future<?> beat = deadlines.every(heartbeat, stream::heartbeat);
        Future<?> end = deadlines.after(duration, stream::end);
        CompletableFuture<Void> ended = stream.ended().whenComplete((done, failure) -> {
            watching.close();
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
