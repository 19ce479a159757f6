package org.dupcheck.gateway.messages;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Set;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Cursor;
import org.dupcheck.gateway.http.KeysetPage;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.Store;
import org.dupcheck.store.messages.SiteMessage;
import org.jspecify.annotations.Nullable;

/** A user's site messages. Marking one as read is written to the database at once: no topic knows of it. */
public final class MessageResource {
    private final Gate gate;
    private final Store store;
    private final Clock clock;

    /** @param clock for when a message was read */
    public MessageResource(Gate gate, Store store, Clock clock) {
        this.gate = gate;
        this.store = store;
        this.clock = clock;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(
                Links.API + "/messages",
                Parameters.only(this::list, "userId", "after", "limit"),
                Role.MODULE,
                Role.APPLICANT);
        routes.post(
                Links.API + "/messages/{id}/read",
                Parameters.only(this::markRead, "userId"),
                Role.MODULE,
                Role.APPLICANT);
    }

    private void list(Context ctx) {
        String userId = gate.actingFor(ctx, Parameters.optional(ctx, "userId"));
        if (userId == null) {
            throw new ProblemException(ErrorCode.MISSING_FIELD, "userId", "userId is missing");
        }
        Set<String> types = typesOfModule(ctx);
        int limit = Parameters.limit(ctx);
        long before = Cursor.before(Parameters.optional(ctx, "after"));
        KeysetPage<SiteMessage> page = KeysetPage.of(
                store.read(tables -> tables.siteMessages().list(userId, types, before, limit + 1)),
                limit,
                last -> Cursor.of(last.id()));
        Answers.json(ctx, 200, new MessagePage(page.shown(), page.next()));
    }

    private void markRead(Context ctx) {
        long id = id(ctx);
        String userId = gate.actingFor(ctx, Parameters.optional(ctx, "userId"));
        Set<String> types = typesOfModule(ctx);
        boolean found =
                store.inTransaction(tables -> tables.siteMessages().markRead(id, userId, types, clock.instant()));
        if (!found) {
            throw ProblemException.notFound("there is no such message");
        }
        ctx.status(204);
    }

    /** Of which types a module has messages seen to; null for all. An applicant's own may be of any. */
    private @Nullable Set<String> typesOfModule(Context ctx) {
        return gate.actsForOthers(ctx) ? gate.types(ctx) : null;
    }

    private static long id(Context ctx) {
        try {
            return Long.parseLong(Parameters.path(ctx, "id"));
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("id", "id is not a whole number");
        }
    }
}
