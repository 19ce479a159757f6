package org.dupcheck.gateway.checks;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.Check;
import org.dupcheck.contract.CheckState;
import org.dupcheck.contract.ResultState;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Cursor;
import org.dupcheck.gateway.http.KeysetPage;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.checks.CheckQueries;
import org.dupcheck.store.checks.CheckQueries.Filter;
import org.dupcheck.store.checks.CheckQueries.Listed;
import org.dupcheck.store.checks.CheckQueries.Position;
import org.jspecify.annotations.Nullable;

/** Tells where checks stand. */
public final class CheckResource {
    private final Gate gate;
    private final CheckQueries queries;
    private final Checks checks;

    /** @param queries for the list, which shows rows alone */
    public CheckResource(Gate gate, CheckQueries queries, Checks checks) {
        this.gate = gate;
        this.queries = queries;
        this.checks = checks;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(
                Links.API + "/checks",
                Parameters.only(this::list, "state", "resultState", "type", "after", "limit"),
                Role.MODULE,
                Role.REVIEWER,
                Role.OPERATOR,
                Role.AUDITOR);
        routes.get(Links.API + "/checks/{type}/{id}", Parameters.only(this::get), CheckEventsResource.READERS);
    }

    private void get(Context ctx) {
        BusinessKey key = gate.document(ctx);
        Check check =
                checks.find(key).orElseThrow(() -> ProblemException.notFound("no check is known of this document"));
        Answers.json(ctx, 200, check);
    }

    private void list(Context ctx) {
        int limit = Parameters.limit(ctx);
        Filter filter = new Filter(
                Parameters.optionalEnum(ctx, "state", CheckState.class),
                Parameters.optionalEnum(ctx, "resultState", ResultState.class),
                gate.typeOfList(ctx, Parameters.optional(ctx, "type")),
                after(ctx));
        KeysetPage<Listed> page =
                KeysetPage.of(queries.list(filter, limit + 1), limit, last -> cursor(last.position()));
        Answers.json(ctx, 200, new CheckPage(page.shownAs(listed -> Checks.check(listed.check())), page.next()));
    }

    private static @Nullable Position after(Context ctx) {
        String cursor = Parameters.optional(ctx, "after");
        if (cursor == null) {
            return null;
        }
        List<String> parts = Cursor.parse(cursor, 2);
        return new Position(Cursor.time(parts.get(0)), Cursor.number(parts.get(1)));
    }

    private static String cursor(Position position) {
        // microseconds are what the table keeps
        return Cursor.of(position.createTime(), position.id());
    }

    /** @param next what to send as {@code after} for the next page; absent on the last */
    record CheckPage(List<Check> checks, @Nullable String next) {}
}
