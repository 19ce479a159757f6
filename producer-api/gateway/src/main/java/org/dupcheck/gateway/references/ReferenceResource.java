package org.dupcheck.gateway.references;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.contract.ReferenceEvent;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.cache.VerdictCache;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.common.MessagePublisher;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Cursor;
import org.dupcheck.gateway.http.KeysetPage;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.http.RequestBody;
import org.dupcheck.gateway.idempotency.IdempotentCalls;
import org.dupcheck.gateway.references.EventWaits.Applied;
import org.dupcheck.store.Store;
import org.dupcheck.store.references.ReferenceViews;
import org.jspecify.annotations.Nullable;

/** Takes changes of the reference set, and tells what it holds. */
public final class ReferenceResource {
    private static final Role[] READERS = {Role.MODULE, Role.REVIEWER, Role.OPERATOR, Role.AUDITOR};

    private final Gate gate;
    private final Store store;
    private final JsonCodec codec;
    private final IdempotentCalls calls;
    private final MessagePublisher publisher;
    private final EventWaits applied;
    private final VerdictCache cache;
    private final Clock clock;
    private final Executor executor;

    /** Counting reads every row; the counts hold as long as the corpus version does. */
    private volatile ReferenceViews.@Nullable Counts counted;

    /**
     * @param codec that refuses fields it does not know
     * @param cache is told where somebody is told of the reference set's state
     */
    public ReferenceResource(
            Gate gate,
            Store store,
            JsonCodec codec,
            IdempotentCalls calls,
            MessagePublisher publisher,
            EventWaits applied,
            VerdictCache cache,
            Clock clock,
            Executor executor) {
        this.gate = gate;
        this.store = store;
        this.codec = codec;
        this.calls = calls;
        this.publisher = publisher;
        this.applied = applied;
        this.cache = cache;
        this.clock = clock;
        this.executor = executor;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.post(
                Links.API + "/reference-events",
                Parameters.only(calls.once(this::publish), "waitMs"),
                Role.MODULE,
                Role.OPERATOR);
        routes.get(Links.API + "/reference-set", Parameters.only(this::get), READERS);
        routes.get(
                Links.API + "/reference-documents",
                Parameters.only(this::list, "type", "prefix", "after", "limit"),
                READERS);
        routes.get(Links.API + "/reference-documents/{type}/{id}", Parameters.only(this::document), READERS);
    }

    /** All events are validated before the first is published: a refusal leaves nothing half done. */
    private void publish(Context ctx) throws IOException {
        Duration wait = Duration.ofMillis(Parameters.waitMillis(ctx));
        List<ReferenceEvent> events = codec.readOneOrMany(
                RequestBody.read(ctx), ReferenceEvent.class, Map.of("occurredAt", Instant.now(clock)));
        requireTypes(ctx, events);
        boolean waits = !wait.isZero() && !events.isEmpty();
        if (waits) {
            applied.reserve();
        }
        CompletableFuture<Optional<Applied>> outcome = CompletableFuture.allOf(send(events))
                .whenComplete((sent, failure) -> {
                    if (failure != null && waits) {
                        applied.release();
                    }
                })
                .thenCompose(sent ->
                        waits ? applied.await(events, wait) : CompletableFuture.completedFuture(Optional.empty()));
        Answers.later(ctx, outcome, executor, done -> answer(ctx, events.size(), done));
    }

    private void requireTypes(Context ctx, List<ReferenceEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            String path = events.size() == 1 ? "documentType" : "[" + i + "].documentType";
            gate.requireType(ctx, events.get(i).documentType(), path);
        }
    }

    private void answer(Context ctx, int accepted, Optional<Applied> outcome) {
        if (outcome.isEmpty()) {
            Answers.json(ctx, 202, new PublishedEvents(accepted, null, null));
        } else {
            cache.lookAgain();
            Applied reached = outcome.get();
            Answers.json(ctx, 200, new PublishedEvents(accepted, reached.corpusVersion(), reached.events()));
        }
    }

    /**
     * Stops at the first event that fails at once: Kafka took it not within the client's patience, and would let each
     * of the thousands behind it wait as long, one after the other, on the request's thread.
     */
    private CompletableFuture<?>[] send(List<ReferenceEvent> events) {
        List<CompletableFuture<?>> sent = new ArrayList<>(events.size());
        boolean failed = false;
        for (int i = 0; i < events.size() && !failed; i++) {
            CompletableFuture<?> one = publisher.publish(events.get(i));
            sent.add(one);
            failed = one.isCompletedExceptionally();
        }
        return sent.toArray(CompletableFuture<?>[]::new);
    }

    private void get(Context ctx) {
        ReferenceViews.Counts known = counted;
        ReferenceViews.Counts current = store.read(tables ->
                known != null && known.corpusVersion() == tables.corpusState().version()
                        ? known
                        : tables.referenceViews().count());
        counted = current;
        cache.lookAgain();
        Answers.json(ctx, 200, current);
    }

    private void list(Context ctx) {
        int limit = Parameters.limit(ctx);
        String cursor = Parameters.optional(ctx, "after");
        List<String> after = cursor == null ? List.of() : Cursor.parse(cursor, 2);
        after.forEach(Cursor::printable);
        String type = gate.typeOfList(ctx, Parameters.optional(ctx, "type"));
        String prefix = Parameters.optional(ctx, "prefix");
        KeysetPage<ReferenceViews.Listed> page = KeysetPage.of(
                store.read(tables -> tables.referenceViews().list(type, prefix, after, limit + 1)),
                limit,
                last -> Cursor.of(last.documentType(), last.documentId()));
        Answers.json(ctx, 200, new DocumentPage(page.shown(), page.next()));
    }

    private void document(Context ctx) {
        String type = Parameters.path(ctx, "type");
        String id = Parameters.path(ctx, "id");
        Answers.json(
                ctx,
                200,
                store.read(tables -> tables.referenceViews().document(codec, type, id))
                        .filter(found -> gate.covers(ctx, type))
                        .orElseThrow(() -> ProblemException.notFound("there is no such reference document in force")));
    }
}
