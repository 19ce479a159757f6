package org.dupcheck.gateway;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.gateway.ReferenceQueries.ReferenceSet;
import org.dupcheck.runtime.database.Database;
import org.jspecify.annotations.Nullable;

/** Takes changes of the reference set, and tells what it holds. */
final class ReferenceResource {
    private final Database database;
    private final JsonCodec codec;
    private final Publishing publishing;
    private final Clock clock;
    private final Executor executor;

    /** Counting reads every row; the counts hold as long as the corpus version does. */
    private volatile @Nullable ReferenceSet counted;

    ReferenceResource(Database database, JsonCodec codec, Publishing publishing, Clock clock, Executor executor) {
        this.database = database;
        this.codec = codec;
        this.publishing = publishing;
        this.clock = clock;
        this.executor = executor;
    }

    void addTo(RoutesConfig routes) {
        routes.post(Links.API + "/reference-events", this::publish);
        routes.get(Links.API + "/reference-set", this::get);
    }

    /** All events are validated before the first is published: a refusal leaves nothing half done. */
    private void publish(Context ctx) throws IOException {
        List<ReferenceEvent> events = codec.readOneOrMany(
                RequestBody.read(ctx), ReferenceEvent.class, Map.of("occurredAt", Instant.now(clock)));
        Answers.later(
                ctx,
                CompletableFuture.allOf(send(events)),
                executor,
                done -> Answers.json(ctx, 202, new Published(events.size())));
    }

    /**
     * Stops at the first event that fails at once: Kafka took it not within the client's patience, and would let each
     * of the thousands behind it wait as long, one after the other, on the request's thread.
     */
    private CompletableFuture<?>[] send(List<ReferenceEvent> events) {
        List<CompletableFuture<?>> sent = new ArrayList<>(events.size());
        boolean failed = false;
        for (int i = 0; i < events.size() && !failed; i++) {
            CompletableFuture<?> one = publishing.publish(events.get(i));
            sent.add(one);
            failed = one.isCompletedExceptionally();
        }
        return sent.toArray(CompletableFuture<?>[]::new);
    }

    private void get(Context ctx) {
        ReferenceSet known = counted;
        ReferenceSet current =
                database.read(session -> known != null && known.corpusVersion() == ReferenceQueries.version(session)
                        ? known
                        : ReferenceQueries.count(session));
        counted = current;
        Answers.json(ctx, 200, current);
    }

    /** @param accepted events that Kafka has acknowledged */
    record Published(int accepted) {}
}
