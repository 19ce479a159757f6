package org.dupcheck.gateway.pages.people;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.dupcheck.contract.Problem;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.http.Browsers;
import org.dupcheck.gateway.http.Problems;
import org.dupcheck.gateway.http.RequestBody;
import org.dupcheck.gateway.limits.RateLimits;
import org.dupcheck.gateway.pages.frame.Assets;
import org.dupcheck.gateway.pages.frame.Language;
import org.dupcheck.gateway.pages.frame.Texts;
import org.dupcheck.gateway.pages.frame.Views;
import org.dupcheck.runtime.failure.RetryLaterException;

/**
 * Adds the routes of pages. Each says who may open it; whoever is not signed in is asked to, and forms that come from
 * another site or without the session's token are refused. Failures become pages.
 */
public final class PageRoutes {
    private final RoutesConfig routes;
    private final PageSessions sessions;
    private final RateLimits limits;
    private final Views views;
    private final Assets assets;
    private final Clock clock;
    private final Executor executor;

    /**
     * @param limits how much one may read; what forms begin is counted where it begins, so that they can tell it
     * @param executor answers what takes its time
     */
    public PageRoutes(
            RoutesConfig routes,
            PageSessions sessions,
            RateLimits limits,
            Views views,
            Assets assets,
            Clock clock,
            Executor executor) {
        this.routes = routes;
        this.sessions = sessions;
        this.limits = limits;
        this.views = views;
        this.assets = assets;
        this.clock = clock;
        this.executor = executor;
    }

    /** What a route does. */
    @FunctionalInterface
    public interface Page {
        void show(PageRequest request) throws Exception;
    }

    /** A page for people of one of those roles. */
    public void get(String path, Set<Role> allowed, Page page) {
        routes.get(path, ctx -> serve(ctx, allowed, page));
    }

    /** A form that people of one of those roles may send. */
    public void post(String path, Set<Role> allowed, Page page) {
        routes.post(path, ctx -> serve(ctx, allowed, page));
    }

    /** A page for anybody. */
    void getOpen(String path, Page page) {
        routes.get(path, ctx -> serveOpen(ctx, page));
    }

    /** A form that anybody may send from a page of ours. */
    void postOpen(String path, Page page) {
        routes.post(path, ctx -> serveOpen(ctx, page));
    }

    private void serveOpen(Context ctx, Page page) {
        withErrors(ctx, () -> {
            Optional<SignedIn> who = sessions.find(ctx);
            if (isForm(ctx) && Browsers.isFromElsewhere(ctx)) {
                throw new ForbiddenResponse();
            }
            page.show(request(ctx, who));
        });
    }

    private void serve(Context ctx, Set<Role> allowed, Page page) {
        withErrors(ctx, () -> {
            Optional<SignedIn> who = sessions.find(ctx);
            if (who.isEmpty()) {
                askToSignIn(ctx, request(ctx, who));
                return;
            }
            RequestBody.requireWhole(ctx);
            if (!who.get().person().grants().hasOneOf(allowed)
                    || (isForm(ctx)
                            && (Browsers.isFromElsewhere(ctx)
                                    || !FormTokens.hasToken(ctx, who.get().formToken())))) {
                throw new ForbiddenResponse();
            }
            if (!isForm(ctx)) {
                limits.read(who.get().person().subject());
            }
            page.show(request(ctx, who));
        });
    }

    /** An issuer's page may not be shown within another, so there the sign-in has a window of its own. */
    private static void askToSignIn(Context ctx, PageRequest request) {
        if (request.frame().isEmbedded()) {
            // of a form that was sent, the way back to what was typed is the browser's
            String here = isForm(ctx) ? request.frame().writePath() : whereFrom(ctx);
            request.show(request.isPart() ? "signed-out-part.jte" : "signed-out.jte", Map.of("here", here));
        } else {
            request.goTo("/login?to=" + URLEncoder.encode(whereFrom(ctx), StandardCharsets.UTF_8));
        }
    }

    /** Where to go on after the sign-in: of a part, the page that it is on. */
    private static String whereFrom(Context ctx) {
        String page = ctx.header("HX-Current-URL");
        if (page != null) {
            try {
                URI uri = URI.create(page);
                return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            } catch (IllegalArgumentException e) {
                return "/";
            }
        }
        return isForm(ctx) ? "/" : ctx.path() + (ctx.queryString() == null ? "" : "?" + ctx.queryString());
    }

    private static boolean isForm(Context ctx) {
        return HandlerType.POST.equals(ctx.method());
    }

    private PageRequest request(Context ctx, Optional<SignedIn> who) {
        Language language = Language.of(ctx);
        Frame frame = new Frame(
                Texts.of(language),
                assets,
                who.map(SignedIn::person).orElse(null),
                who.map(SignedIn::formToken).orElse(""),
                ctx.path(),
                inOtherLanguage(ctx, language.other()),
                views.ancestors(),
                clock.instant());
        return new PageRequest(ctx, views, frame, executor, failure -> answerError(ctx, failure));
    }

    private static String inOtherLanguage(Context ctx, Language other) {
        StringBuilder query = new StringBuilder("?lang=" + other.code());
        ctx.queryParamMap().forEach((name, values) -> {
            if (!name.equals("lang") && !values.isEmpty()) {
                query.append('&').append(encode(name)).append('=').append(encode(values.get(0)));
            }
        });
        return ctx.path() + query;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private interface Work {
        void run() throws Exception;
    }

    private void withErrors(Context ctx, Work work) {
        try {
            work.run();
        } catch (Exception e) {
            answerError(ctx, e);
        }
    }

    /** Says what happened, in the reader's language. */
    private void answerError(Context ctx, Throwable failure) {
        Problem problem = Problems.describe(ctx, failure);
        PageRequest request = request(ctx, whoIfKnown(ctx));
        String template = request.isPart() ? "error-part.jte" : "error.jte";
        request.show(problem.status(), template, Map.of("problem", problem));
    }

    /** Nobody where the sessions cannot be asked: what cannot be served for now is told all the same. */
    private Optional<SignedIn> whoIfKnown(Context ctx) {
        try {
            return sessions.find(ctx);
        } catch (RetryLaterException e) {
            return Optional.empty();
        }
    }
}
