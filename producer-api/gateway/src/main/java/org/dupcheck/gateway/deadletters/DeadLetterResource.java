package org.dupcheck.gateway.deadletters;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.deadletters.DeadLetterService.SeenLetters;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.runtime.deadletter.DeadRecord;
import org.dupcheck.runtime.deadletter.DeadRecord.Place;
import org.dupcheck.store.deadletters.DeadLetterReplays.Replay;
import org.jspecify.annotations.Nullable;

/** Lists dead letters, shows one, and publishes one once more. */
public final class DeadLetterResource {
    private static final String PATH = Links.API + "/dead-letters";
    private static final String ONE = PATH + "/{topic}/{partition}/{offset}";

    private final Gate gate;
    private final DeadLetterService service;
    private final Executor executor;

    /** @param executor writes the answers */
    public DeadLetterResource(Gate gate, DeadLetterService service, Executor executor) {
        this.gate = gate;
        this.service = service;
        this.executor = executor;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, Parameters.only(this::list, "topic", "days", "limit"), Role.OPERATOR);
        routes.get(ONE, Parameters.only(this::get), Role.OPERATOR);
        routes.post(ONE + "/replay", Parameters.only(this::replay, "again"), Role.OPERATOR);
    }

    private void list(Context ctx) {
        int days = Parameters.number(ctx, "days", DeadLetterService.DEFAULT_DAYS, 1, DeadLetterService.MAX_DAYS);
        Answers.later(
                ctx,
                service.newest(gate.caller(ctx), Parameters.optional(ctx, "topic"), days, Parameters.limit(ctx)),
                executor,
                found -> Answers.json(ctx, 200, View.of(found)));
    }

    private void get(Context ctx) {
        Answers.later(
                ctx,
                service.find(gate.caller(ctx), place(ctx)),
                executor,
                found -> Answers.json(ctx, 200, View.of(found)));
    }

    private void replay(Context ctx) {
        Answers.later(
                ctx,
                service.replay(gate.caller(ctx), place(ctx), Parameters.flag(ctx, "again")),
                executor,
                found -> Answers.json(ctx, 200, View.of(found)));
    }

    /**
     * The place that a path names by {@code topic}, {@code partition} and {@code offset}.
     *
     * @throws ProblemException 404 where it names none
     */
    public static Place place(Context ctx) {
        try {
            return new Place(
                    Parameters.path(ctx, "topic"),
                    Integer.parseInt(Parameters.path(ctx, "partition")),
                    Long.parseLong(Parameters.path(ctx, "offset")));
        } catch (NumberFormatException e) {
            throw ProblemException.notFound("there is no such dead letter");
        }
    }

    /** A page of the list. */
    record Views(List<View> deadLetters, boolean hasMore) {}

    /** A letter as it is written; what a header does not tell is left out. */
    record View(
            String topic,
            int partition,
            long offset,
            String sourceTopic,
            @Nullable Long sourcePartition,
            @Nullable Long sourceOffset,
            @Nullable String key,
            @Nullable String code,
            @Nullable String path,
            @Nullable String message,
            long attempts,
            @Nullable Instant failedAt,
            Instant arrivedAt,
            long bytes,
            List<ReplayView> replays,
            @Nullable String text) {
        static Views of(SeenLetters found) {
            return new Views(found.letters().stream().map(View::of).toList(), found.hasMore());
        }

        static View of(SeenLetter seen) {
            DeadRecord record = seen.record();
            return new View(
                    record.place().topic(),
                    record.place().partition(),
                    record.place().offset(),
                    seen.sourceTopic(),
                    record.sourcePartition(),
                    record.sourceOffset(),
                    record.key(),
                    told(record.code()),
                    told(record.path()),
                    told(record.message()),
                    record.attempts(),
                    record.failedAt(),
                    record.arrivedAt(),
                    record.bytes(),
                    seen.replays().stream().map(ReplayView::of).toList(),
                    seen.text());
        }

        private static @Nullable String told(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    /** @param publishedAt absent where it is not known whether it went out */
    record ReplayView(
            String by, Instant requestedAt, @Nullable Instant publishedAt) {
        static ReplayView of(Replay replay) {
            return new ReplayView(replay.by(), replay.requestedAt(), replay.publishedAt());
        }
    }
}
