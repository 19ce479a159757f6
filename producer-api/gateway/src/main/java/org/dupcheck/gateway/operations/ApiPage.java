package org.dupcheck.gateway.operations;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** Shows openapi.yaml to programmers, who can try its calls there. Open to all, as that file is. */
public final class ApiPage {
    private static final String PATH = "/api";

    /** React sets styles by the script, and its icons are data. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "swagger-ui.css", "text/css; charset=utf-8",
            "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
            "api.css", "text/css; charset=utf-8",
            "api.js", "text/javascript; charset=utf-8");

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        serve(routes, PATH, "api.html", "text/html; charset=utf-8", "no-cache");
        TYPES.forEach((name, type) -> serve(routes, PATH + "/" + name, name, type, "public, max-age=3600"));
    }

    private static void serve(RoutesConfig routes, String path, String name, String type, String caching) {
        byte[] content = load(name);
        routes.get(
                path,
                ctx -> ctx.header("Content-Security-Policy", POLICY)
                        // "try it out" sends from here: the gate is told so
                        .header("Referrer-Policy", "same-origin")
                        .header("Cache-Control", caching)
                        .contentType(type)
                        .result(content));
    }

    private static byte[] load(String name) {
        try (InputStream in = Objects.requireNonNull(
                ApiPage.class.getResourceAsStream("/org/dupcheck/gateway/operations/api/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
