package org.dupcheck.gateway.pages.operations;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.Store;
import org.dupcheck.store.figures.SystemFigures;
import org.dupcheck.store.references.ReferenceViews;

/** How all nodes together and this one are doing; the page brings itself up to date. */
public final class OperationsPage {
    private static final String PATH = "/operations";
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int FAILED = 20;

    private final Store store;
    private final MeterRegistry meters;
    private final Supplier<Map<String, Health>> components;

    /** @param components the health of every component of this process, by name */
    public OperationsPage(Store store, MeterRegistry meters, Supplier<Map<String, Health>> components) {
        this.store = store;
        this.meters = meters;
        this.components = components;
    }

    /** Adds its routes. */
    public void addTo(PageRoutes routes) {
        routes.get(PATH, OPERATORS, this::show);
        routes.get(
                PATH + "/live",
                OPERATORS,
                request -> request.show("operations/live.jte", Map.of("seen", look(request))));
    }

    /** All that is shown, of about one moment. */
    public record Seen(
            Map<String, Health> components,
            SystemFigures.Waiting waiting,
            SystemFigures.Asked asked,
            MinuteChart chart,
            List<SystemFigures.Failed> failed,
            List<SystemFigures.Count> deliveries,
            NodeFigures node) {}

    /** The reference set is counted once for the page: that takes its time where it is large. */
    private void show(PageRequest request) {
        ReferenceViews.Counts references =
                store.read(tables -> tables.referenceViews().count());
        request.show("operations/page.jte", Map.of("seen", look(request), "references", references));
    }

    private Seen look(PageRequest request) {
        Instant now = request.frame().now();
        // some look for themselves, and hold no connection meanwhile
        Map<String, Health> healths = new TreeMap<>(components.get());
        NodeFigures node = NodeFigures.of(meters);
        return store.read(tables -> {
            SystemFigures figures = tables.systemFigures();
            return new Seen(
                    healths,
                    figures.waiting(),
                    figures.asked(now.minus(DAY), now.minus(WEEK)),
                    MinuteChart.of(figures.submittedSince(now.minus(MinuteChart.SPAN)), now),
                    figures.failed(FAILED),
                    figures.deliveriesSince(now.minus(DAY)),
                    node);
        });
    }
}
