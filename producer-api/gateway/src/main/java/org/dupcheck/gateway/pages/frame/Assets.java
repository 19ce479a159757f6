package org.dupcheck.gateway.pages.frame;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.dupcheck.gateway.common.Sha256;
import org.dupcheck.gateway.http.ProblemException;

/**
 * The style sheet and the scripts. Their names hold a hash of what is in them, so that a browser asks for each once.
 * Immutable.
 */
public final class Assets {
    private static final String FOLDER = "/assets/";
    private static final int HASH_CHARACTERS = 12;
    private static final Map<String, String> TYPES = Map.of(
            "pages.css", "text/css; charset=utf-8",
            "pages.js", "text/javascript; charset=utf-8",
            "htmx.min.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");

    private final Map<String, Asset> byPath = new LinkedHashMap<>();
    private final Map<String, String> paths = new LinkedHashMap<>();

    private record Asset(String content, String type) {}

    /** Reads them from the class path. */
    public Assets() {
        TYPES.forEach((name, type) -> {
            String content = read(name);
            String path = FOLDER + Sha256.of(content).substring(0, HASH_CHARACTERS) + "/" + name;
            byPath.put(path, new Asset(content, type));
            paths.put(name, path);
        });
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(
                Assets.class.getResourceAsStream("/org/dupcheck/gateway/pages/assets/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a page finds it. */
    public String path(String name) {
        return Objects.requireNonNull(paths.get(name), name);
    }

    /** Adds its route. */
    public void addTo(RoutesConfig routes) {
        routes.get(FOLDER + "{hash}/{name}", this::get);
    }

    private void get(Context ctx) {
        Asset asset = byPath.get(ctx.path());
        if (asset == null) {
            throw ProblemException.notFound("there is nothing at this path");
        }
        ctx.header("Cache-Control", "public, max-age=31536000, immutable")
                .contentType(asset.type())
                .result(asset.content());
    }
}
