package org.dupcheck.gateway.operations;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.operations.Operations.Capabilities;
import org.dupcheck.runtime.health.Health;
import org.jspecify.annotations.Nullable;

/**
 * Health and metrics, at the root. Looking takes its time where something is away, so one look answers all who ask
 * meanwhile, and only the one who looks holds a thread.
 */
public final class OperationsResource {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Operations operations;
    private final Executor executor;
    private final Shared<State> state;
    private final Shared<String> metrics;

    /** @param executor looks, and writes the answers */
    public OperationsResource(Operations operations, Executor executor) {
        this.operations = operations;
        this.executor = executor;
        this.state = new Shared<>(this::look, executor);
        this.metrics = new Shared<>(operations.metrics(), executor);
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get("/health/live", this::live);
        routes.get("/health/ready", ctx -> ready(ctx, State::ready));
        routes.get("/health/ready/writes", ctx -> ready(ctx, State::writes));
        routes.get("/health/ready/reads", ctx -> ready(ctx, State::reads));
        routes.get(
                "/metrics",
                ctx -> Answers.later(
                        ctx,
                        metrics.get(),
                        executor,
                        text -> ctx.contentType(PROMETHEUS_TEXT).result(text)));
    }

    /** Down only where nothing but a restart of the process helps: what passes is no reason to restart it. */
    private void live(Context ctx) {
        Map<String, Health> broken = new TreeMap<>();
        operations.live().get().forEach((name, health) -> {
            if (health.broken()) {
                broken.put(name, health);
            }
        });
        answer(ctx, broken.isEmpty(), new HealthReport(status(broken.isEmpty()), null, reports(broken)));
    }

    private void ready(Context ctx, Function<State, Boolean> which) {
        Answers.later(ctx, state.get(), executor, seen -> {
            boolean up = which.apply(seen);
            answer(ctx, up, new HealthReport(status(up), seen.abilities(), reports(seen.components())));
        });
    }

    private State look() {
        Supplier<Capabilities> capabilities = operations.capabilities();
        return new State(
                capabilities == null ? null : capabilities.get(),
                operations.components().get());
    }

    private static void answer(Context ctx, boolean up, HealthReport report) {
        Answers.json(ctx, up ? 200 : 503, report);
    }

    private static String status(boolean up) {
        return up ? "UP" : "DOWN";
    }

    private static Map<String, ComponentReport> reports(Map<String, Health> healths) {
        Map<String, ComponentReport> reports = new TreeMap<>();
        healths.forEach((name, health) -> reports.put(name, ComponentReport.of(health)));
        return reports;
    }

    /** How things are at one look. */
    private record State(@Nullable Capabilities capabilities, Map<String, Health> components) {
        /**
         * A gateway is ready as long as it takes submissions, which wait for whatever else is away. Without a gateway,
         * all must be up.
         */
        boolean ready() {
            return capabilities == null ? allUp() : capabilities.writes().up();
        }

        boolean writes() {
            return capabilities != null && capabilities.writes().up();
        }

        boolean reads() {
            return capabilities != null && capabilities.reads().up();
        }

        private boolean allUp() {
            return components.values().stream().allMatch(Health::up);
        }

        @Nullable
        Map<String, ComponentReport> abilities() {
            return capabilities == null
                    ? null
                    : reports(Map.of("writes", capabilities.writes(), "reads", capabilities.reads()));
        }
    }

    /** One computation at a time, whose result all get who ask while it runs. */
    private static final class Shared<T> {
        private final Supplier<T> work;
        private final Executor executor;
        private @Nullable CompletableFuture<T> running;

        Shared(Supplier<T> work, Executor executor) {
            this.work = work;
            this.executor = executor;
        }

        synchronized CompletableFuture<T> get() {
            CompletableFuture<T> current = running;
            if (current == null || current.isDone()) {
                current = CompletableFuture.supplyAsync(work, executor);
                running = current;
            }
            return current;
        }
    }

    /**
     * The answer.
     *
     * @param status UP or DOWN
     * @param capabilities of a gateway: reads and writes; absent without one, and where it was not asked for
     * @param components each by name
     */
    record HealthReport(
            String status,
            @Nullable Map<String, ComponentReport> capabilities,
            Map<String, ComponentReport> components) {}

    /** @param detail for people: what is wrong; empty when up */
    record ComponentReport(String status, String detail) {
        static ComponentReport of(Health health) {
            return new ComponentReport(OperationsResource.status(health.up()), health.detail());
        }
    }
}
