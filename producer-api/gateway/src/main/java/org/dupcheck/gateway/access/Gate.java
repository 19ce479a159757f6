package org.dupcheck.gateway.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.security.RouteRole;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dupcheck.contract.BusinessKey;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.limits.RateLimits;
import org.dupcheck.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * What every request of the API goes through. Each route names the roles that may call it; one that names none is called
 * by nobody. A role counts for the types that it is for, and an applicant's for own documents alone: what is not for the
 * caller is told as if it were not there. Thread-safe.
 */
public final class Gate {
    private static final String CALLER = "dupcheck.caller";

    private final Store store;
    private final List<Authenticator> ways;
    private final RateLimits limits;

    /**
     * @param ways are asked in turn who the caller is
     * @param limits how often one may call
     */
    public Gate(Store store, List<Authenticator> ways, RateLimits limits) {
        this.store = store;
        this.ways = List.copyOf(ways);
        this.limits = limits;
    }

    /** Adds itself before all routes of the API. */
    public void addTo(RoutesConfig routes) {
        routes.beforeMatched(Links.API + "/*", this::admit);
    }

    private void admit(Context ctx) {
        if (ctx.routeRoles().contains(Signed.BY_CALLER)) {
            return; // looks at the signature itself
        }
        Caller caller = ways.stream()
                .flatMap(way -> way.find(ctx).stream())
                .findFirst()
                .orElseThrow(() -> Bearer.of(ctx).isEmpty() ? Bearer.missing() : Bearer.invalid());
        if (!caller.grants().hasOneOf(ctx.routeRoles())) {
            throw forbidden(null, "this call is for other roles than yours");
        }
        // by the method, so that no call can be forgotten
        if (HandlerType.GET.equals(ctx.method())) {
            limits.read(caller.subject());
        } else {
            limits.work(caller.subject());
        }
        ctx.attribute(CALLER, caller);
    }

    /** Who sends the request. */
    public Caller caller(Context ctx) {
        Caller caller = ctx.attribute(CALLER);
        if (caller == null) {
            throw new IllegalStateException("this route does not go through the gate");
        }
        return caller;
    }

    /**
     * The business document that the path names by {@code type} and {@code id}.
     *
     * @throws ProblemException 404 where it is not for the caller
     */
    public BusinessKey document(Context ctx) {
        BusinessKey key = Parameters.businessKey(ctx);
        require(ctx, key, "nothing is known of this document");
        return key;
    }

    /** @throws ProblemException 404 with that detail where the document is not for the caller */
    public void require(Context ctx, BusinessKey key, String none) {
        if (!sees(ctx, key)) {
            throw ProblemException.notFound(none);
        }
    }

    /** Whether a document is for the caller: of a type that one of the route's roles is for, or an applicant's own. */
    public boolean sees(Context ctx, BusinessKey key) {
        return covers(ctx, key.businessType()) || isOwn(ctx, key);
    }

    /** Whether one of the route's roles, other than an applicant's, is for that type. */
    public boolean covers(Context ctx, String type) {
        return caller(ctx).grants().cover(others(ctx), type);
    }

    private boolean isOwn(Context ctx, BusinessKey key) {
        Caller caller = caller(ctx);
        return ctx.routeRoles().contains(Role.APPLICANT)
                && caller.isApplicant()
                && owner(key).filter(caller.subject()::equals).isPresent();
    }

    /** The applicant of the document's newest submission; empty where none is kept. */
    public Optional<String> owner(BusinessKey key) {
        return store.read(tables -> tables.ownSubmissions().ownerOf(key));
    }

    /**
     * A type that a body names.
     *
     * @param type null where it names none, which others refuse
     * @throws ProblemException 403 where the caller has no business with it; {@code path} names the field
     */
    public void requireType(Context ctx, @Nullable String type, String path) {
        if (type != null && !covers(ctx, type)) {
            throw forbidden(path, path + ": your roles are for other types");
        }
    }

    /** The types that the caller has to do with here; null for all. */
    public @Nullable Set<String> types(Context ctx) {
        return caller(ctx).grants().types(others(ctx)).orElse(null);
    }

    /**
     * The type that a list is of: whoever may see some types alone sees one at a time.
     *
     * @param asked by the query; null for all
     * @return null for all
     */
    public @Nullable String typeOfList(Context ctx, @Nullable String asked) {
        if (asked != null) {
            requireType(ctx, asked, "type");
            return asked;
        }
        Set<String> types = types(ctx);
        if (types == null) {
            return null;
        }
        if (types.size() == 1) {
            return types.iterator().next();
        }
        throw new ProblemException(
                ErrorCode.MISSING_FIELD, "type", "type is missing: yours are " + String.join(", ", types));
    }

    /**
     * In whose name an applicant's affair is seen to.
     *
     * @param given the user whom the request names; null for none
     * @return the caller where an applicant asks; else the user given
     * @throws ProblemException 403 where an applicant names somebody else
     */
    public @Nullable String actingFor(Context ctx, @Nullable String given) {
        if (actsForOthers(ctx)) {
            return given;
        }
        Caller caller = caller(ctx);
        if (given != null && !given.equals(caller.subject())) {
            throw forbidden("userId", "userId is not you");
        }
        return caller.subject();
    }

    /** Whether the caller sees to the affairs of applicants here, and not to own ones alone. */
    public boolean actsForOthers(Context ctx) {
        return caller(ctx).grants().hasOneOf(others(ctx));
    }

    private static List<RouteRole> others(Context ctx) {
        return ctx.routeRoles().stream().filter(role -> role != Role.APPLICANT).toList();
    }

    private static ProblemException forbidden(@Nullable String path, String detail) {
        return new ProblemException(ErrorCode.FORBIDDEN, path, detail);
    }
}
