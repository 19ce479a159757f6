package org.dupcheck.gateway.operations;

import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Hands out the descriptions of the interface: OpenAPI for HTTP, AsyncAPI for the topics. */
public final class DocumentsResource {
    static final String OPENAPI = "/openapi.yaml";
    static final String ASYNCAPI = "/asyncapi.yaml";

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        serve(routes, OPENAPI);
        serve(routes, ASYNCAPI);
    }

    private static void serve(RoutesConfig routes, String path) {
        byte[] document = load(path);
        routes.get(path, ctx -> ctx.contentType("application/yaml").result(document));
    }

    private static byte[] load(String path) {
        try (InputStream in = DocumentsResource.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
