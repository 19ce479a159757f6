package org.dupcheck.gateway.pages.people;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Problem;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
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
    /** Of an answer that is no part of the page: its code. */
    private static final String PROBLEM = "X-Problem";

    private final RoutesConfig routes;
    private final PageSessions sessions;
    private final RateLimits limits;
    private final Views views;
    private final Assets assets;
    private final Clock clock;
    private final ZoneId zone;
    private final Executor executor;
    private final LanguageLinks languageLinks = new LanguageLinks();

    /**
     * @param limits how much one may read; what forms begin is counted where it begins, so that they can tell it
     * @param zone for people who have named none
     * @param executor answers what takes its time
     */
    public PageRoutes(
            RoutesConfig routes,
            PageSessions sessions,
            RateLimits limits,
            Views views,
            Assets assets,
            Clock clock,
            ZoneId zone,
            Executor executor) {
        this.routes = routes;
        this.sessions = sessions;
        this.limits = limits;
        this.views = views;
        this.assets = assets;
        this.clock = clock;
        this.zone = zone;
        this.executor = executor;
    }

    /** What a route does. */
    @FunctionalInterface
    public interface Page {
        void show(PageRequest request) throws Exception;
    }

    /** A page for people of one of those roles. */
    public void get(String path, Set<Role> allowed, Page page) {
        languageLinks.add(path);
        getPart(path, allowed, page);
    }

    /** A part of a page, which is no address to open. */
    public void getPart(String path, Set<Role> allowed, Page page) {
        routes.get(path, ctx -> serve(ctx, allowed, page));
    }

    /** A form that people of one of those roles may send. */
    public void post(String path, Set<Role> allowed, Page page) {
        routes.post(path, ctx -> serve(ctx, allowed, page));
    }

    /** A page for anybody. */
    void getOpen(String path, Page page) {
        languageLinks.add(path);
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
            PageRequest request = request(ctx, who);
            if (request.isPart()) {
                FormTokens.tell(ctx, who.get().formToken());
            }
            if (!who.get().person().grants().hasOneOf(allowed) || (isForm(ctx) && Browsers.isFromElsewhere(ctx))) {
                throw new ForbiddenResponse();
            }
            if (isForm(ctx) && !FormTokens.hasToken(ctx, who.get().formToken())) {
                if (!request.isPart()) {
                    throw new ForbiddenResponse();
                }
                refuse(request, 403, ErrorCode.FORBIDDEN, "signed-in-part.jte", Map.of());
                return;
            }
            if (!isForm(ctx)) {
                limits.read(who.get().person().subject());
            }
            page.show(request);
        });
    }

    /**
     * The sign-in has a window of its own for a part of a page, where something typed may stand; and within another page, where
     * an issuer's may not be shown.
     */
    private static void askToSignIn(Context ctx, PageRequest request) {
        if (request.isPart()) {
            refuse(request, 401, ErrorCode.UNAUTHENTICATED, "signed-out-part.jte", Map.of());
        } else if (request.frame().isEmbedded()) {
            // of a form that was sent, the way back to what was typed is the browser's
            String here = isForm(ctx) ? request.frame().writePath() : whereFrom(ctx);
            request.show("signed-out.jte", Map.of("here", here));
        } else {
            request.goTo("/login?to=" + URLEncoder.encode(whereFrom(ctx), StandardCharsets.UTF_8));
        }
    }

    /** A part that a script puts beside a form and not in its place. */
    private static void refuse(
            PageRequest request, int status, ErrorCode code, String template, Map<String, Object> parameters) {
        request.ctx().header(PROBLEM, code.name());
        request.show(status, template, parameters);
    }

    /** Where to go on after the sign-in. */
    private static String whereFrom(Context ctx) {
        return isForm(ctx) ? "/" : ctx.path() + (ctx.queryString() == null ? "" : "?" + ctx.queryString());
    }

    private static boolean isForm(Context ctx) {
        return HandlerType.POST.equals(ctx.method());
    }

    private PageRequest request(Context ctx, Optional<SignedIn> who) {
        Language language = Language.of(ctx);
        Frame frame = new Frame(
                Texts.of(language).in(who.map(SignedIn::zone).orElse(zone)),
                assets,
                who.map(SignedIn::person).orElse(null),
                who.map(SignedIn::formToken).orElse(""),
                ctx.path(),
                languageLinks.of(ctx, language.other()),
                views.ancestors(),
                clock.instant());
        return new PageRequest(ctx, views, frame, executor, failure -> answerError(ctx, failure));
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

    /** What goes wrong outside of the pages' own routes is a page too, for whoever reads it in a browser. */
    public void addErrors() {
        routes.exception(Exception.class, this::answerOutside);
        // Javalin has a handler of its own for these
        routes.exception(HttpResponseException.class, this::answerOutside);
    }

    private void answerOutside(Exception failure, Context ctx) {
        if (Browsers.wantsPage(ctx) && !ctx.path().startsWith(Links.API)) {
            answerError(ctx, failure);
        } else {
            Problems.answer(ctx, failure);
        }
    }

    /** Says what happened, in the reader's language. */
    private void answerError(Context ctx, Throwable failure) {
        Problem problem = Problems.describe(ctx, failure);
        PageRequest request = request(ctx, whoIfKnown(ctx));
        if (request.isPart()) {
            refuse(request, problem.status(), problem.code(), "error-part.jte", Map.of("problem", problem));
        } else {
            request.show(problem.status(), "error.jte", Map.of("problem", problem));
        }
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
