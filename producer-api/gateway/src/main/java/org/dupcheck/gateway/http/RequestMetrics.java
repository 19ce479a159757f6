package org.dupcheck.gateway.http;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** The timer {@code dupcheck.http.requests} by method, status and route; the route's template, never the path. */
final class RequestMetrics {
    private static final String NAME = "dupcheck.http.requests";
    private static final String NO_ROUTE = "none";

    private final MeterRegistry meters;

    RequestMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void record(Context ctx, Float millis) {
        Endpoint endpoint = ctx.endpoints().lastHttpEndpoint();
        String route = endpoint == null ? NO_ROUTE : endpoint.path;
        // methods without a route may be any word: they get one name
        String method = endpoint == null
                ? "any"
                : MethodHandler.isHead(ctx) ? "HEAD" : ctx.method().name();
        Timer.builder(NAME)
                .description("HTTP requests by route, from their last byte to their answer")
                .tags("method", method, "route", route, "status", Integer.toString(ctx.statusCode()))
                .register(meters)
                .record((long) (millis * 1_000), TimeUnit.MICROSECONDS);
    }
}
