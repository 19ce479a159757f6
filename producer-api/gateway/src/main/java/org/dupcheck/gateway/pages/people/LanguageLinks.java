package org.dupcheck.gateway.pages.people;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.RequestBody;
import org.dupcheck.gateway.pages.frame.Language;
import org.jspecify.annotations.Nullable;

/**
 * Where a page is in the other language. What a form was answered with is at no address: there it is the page that the form is
 * on. Filled before the server starts.
 */
final class LanguageLinks {
    /** Of a form, what its page is found by. */
    private static final List<String> NAMES = List.of("type", "id");

    private final Set<String> pages = new HashSet<>();

    /** @param template of the path of a page */
    void add(String template) {
        pages.add(template);
    }

    /** The path and the query. */
    String of(Context ctx, Language other) {
        Map<String, @Nullable Object> query = new LinkedHashMap<>();
        query.put("lang", other.code());
        if (HandlerType.GET.equals(ctx.method()) || HandlerType.HEAD.equals(ctx.method())) {
            ctx.queryParamMap().forEach((name, values) -> {
                if (!name.equals("lang") && !values.isEmpty()) {
                    query.put(name, values.get(0));
                }
            });
            return Links.withQuery(ctx.path(), query);
        }
        if (RequestBody.isWhole(ctx)) {
            addNames(ctx, query);
        }
        return Links.withQuery(pageOfForm(ctx.endpoint().path, ctx.path()), query);
    }

    private static void addNames(Context ctx, Map<String, @Nullable Object> query) {
        for (String name : NAMES) {
            String value = formParam(ctx, name);
            if (value != null && !value.isEmpty()) {
                query.put(name, value);
            }
        }
    }

    /** Null too where the form cannot be read, which is told by whoever wants it. */
    private static @Nullable String formParam(Context ctx, String name) {
        try {
            return ctx.formParam(name);
        } catch (Exception e) {
            // the server's own, which it does not declare
            return null;
        }
    }

    /** The nearest page above the form's own path. */
    private String pageOfForm(String template, String path) {
        String above = template;
        String there = path;
        while (!above.isEmpty() && !pages.contains(above)) {
            above = above.substring(0, Math.max(0, above.lastIndexOf('/')));
            there = there.substring(0, Math.max(0, there.lastIndexOf('/')));
        }
        return above.isEmpty() || there.isEmpty() ? "/" : there;
    }
}
