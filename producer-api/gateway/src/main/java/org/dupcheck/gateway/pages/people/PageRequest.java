package org.dupcheck.gateway.pages.people;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.dupcheck.contract.Problem;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.http.Problems;
import org.dupcheck.gateway.pages.frame.Texts;
import org.dupcheck.gateway.pages.frame.Views;
import org.jspecify.annotations.Nullable;

/** One request for a page. Belongs to the thread that serves it. */
public final class PageRequest {
    private final Context ctx;
    private final Views views;
    private final Frame frame;
    private final Executor executor;
    private final Consumer<Throwable> failures;

    /**
     * @param executor answers what takes its time
     * @param failures answers what failed
     */
    PageRequest(Context ctx, Views views, Frame frame, Executor executor, Consumer<Throwable> failures) {
        this.ctx = ctx;
        this.views = views;
        this.frame = frame;
        this.executor = executor;
        this.failures = failures;
    }

    public Context ctx() {
        return ctx;
    }

    public Frame frame() {
        return frame;
    }

    public Texts texts() {
        return frame.texts();
    }

    /** Who asks; only where the route is for those who are signed in. */
    public Caller person() {
        return Objects.requireNonNull(frame.person(), "this page is open to anybody");
    }

    /** Answers 200 with a page or a part of one; {@code frame} is among its parameters. */
    public void show(String template, Map<String, Object> parameters) {
        show(200, template, parameters);
    }

    /** As {@link #show(String, Map)}, with another status. */
    public void show(int status, String template, Map<String, Object> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("frame", frame);
        views.answer(ctx, status, template, all, frame.isEmbedded());
    }

    /** What a template makes of its parameters, to be sent in another form. */
    public String render(String template, Map<String, Object> parameters) {
        return views.render(template, parameters);
    }

    /** Answers when the future is done, and holds no thread until then; a failure becomes a page. */
    public <T> void later(CompletableFuture<T> future, Consumer<T> answer) {
        laterEither(future, answer, failures);
    }

    /**
     * As {@link #later}, with an answer of its own for a failure. Both run on a thread of the server, whatever thread
     * completes the future: that one must not be held up.
     */
    public <T> void laterEither(CompletableFuture<T> future, Consumer<T> answer, Consumer<Throwable> refusal) {
        ctx.future(() -> future.handleAsync(
                (value, failure) -> {
                    try {
                        if (failure == null) {
                            answer.accept(value);
                        } else {
                            refusal.accept(failure);
                        }
                    } catch (RuntimeException e) {
                        failures.accept(e);
                    }
                    return value;
                },
                executor));
    }

    /** Answers with a page that tells the failure. */
    public void fail(Throwable failure) {
        failures.accept(failure);
    }

    /** Sends the browser on to another page of ours, by GET. */
    public void goTo(String path) {
        if (isPart()) {
            ctx.header("HX-Redirect", path).status(204);
        } else {
            ctx.redirect(path, HttpStatus.SEE_OTHER);
        }
    }

    /** Whether a script asks for a part of a page. */
    public boolean isPart() {
        return ctx.header("HX-Request") != null;
    }

    /** What a failure means to who asks. */
    public Problem problem(Throwable failure) {
        return Problems.describe(ctx, failure);
    }

    /** What went wrong and what to do about it, in the reader's words, to be shown within a part of a page. */
    public String why(Throwable failure) {
        Problem problem = problem(failure);
        return texts().problem(problem.code(), problem.status());
    }

    /** A field of the form, or of the query; null where it is absent or blank. */
    public @Nullable String given(String name) {
        String value = HandlerType.GET.equals(ctx.method()) ? ctx.queryParam(name) : ctx.formParam(name);
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.chars().anyMatch(character -> character == 0)) {
            throw ProblemException.invalid(name, name + " holds a NUL");
        }
        return value;
    }

    /** What was typed into a field, without the blanks around it; empty where it is absent. */
    public String typed(String name) {
        String value = given(name);
        return value == null ? "" : value.strip();
    }
}
