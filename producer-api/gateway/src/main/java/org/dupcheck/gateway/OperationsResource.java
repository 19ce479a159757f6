package org.dupcheck.gateway;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.TreeMap;
import org.dupcheck.runtime.health.Health;

/** Health and metrics, at the root. */
final class OperationsResource {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Operations operations;

    OperationsResource(Operations operations) {
        this.operations = operations;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/health/live", this::live);
        routes.get("/health/ready", this::ready);
        routes.get(
                "/metrics",
                ctx -> ctx.contentType(PROMETHEUS_TEXT)
                        .result(operations.metrics().get()));
    }

    /** Down only where nothing but a restart of the process helps: what passes is no reason to restart it. */
    private void live(Context ctx) {
        Map<String, ComponentReport> broken = new TreeMap<>();
        operations.live().get().forEach((name, health) -> {
            if (health.broken()) {
                broken.put(name, ComponentReport.of(health));
            }
        });
        boolean up = broken.isEmpty();
        Answers.json(ctx, up ? 200 : 503, new Report(up ? "UP" : "DOWN", broken));
    }

    private void ready(Context ctx) {
        Map<String, ComponentReport> components = new TreeMap<>();
        operations.ready().get().forEach((name, health) -> components.put(name, ComponentReport.of(health)));
        boolean up = components.values().stream()
                .allMatch(component -> component.status().equals("UP"));
        Answers.json(ctx, up ? 200 : 503, new Report(up ? "UP" : "DOWN", components));
    }

    /** @param status UP or DOWN */
    record Report(String status, Map<String, ComponentReport> components) {}

    /** @param detail for people: what is wrong; empty when up */
    record ComponentReport(String status, String detail) {
        static ComponentReport of(Health health) {
            return new ComponentReport(health.up() ? "UP" : "DOWN", health.detail());
        }
    }
}
