package org.dupcheck.gateway.pages.operations;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.deadletters.DeadLetterService;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.gateway.retries.Lists;
import org.dupcheck.runtime.health.Health;
import org.dupcheck.store.Store;
import org.dupcheck.store.figures.SystemFigures;
import org.dupcheck.store.operators.FailedChecks;
import org.dupcheck.store.references.ReferenceViews;

/** How all nodes together and this one are doing; the page brings itself up to date. */
public final class OperationsPage {
    private static final String PATH = "/operations";
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int FAILED = 10;

    private final Store store;
    private final Lists lists;
    private final DeadLetterService deadLetters;
    private final MeterRegistry meters;
    private final Supplier<Map<String, Health>> components;

    /** @param components the health of every component of this process, by name */
    public OperationsPage(
            Store store,
            Lists lists,
            DeadLetterService deadLetters,
            MeterRegistry meters,
            Supplier<Map<String, Health>> components) {
        this.store = store;
        this.lists = lists;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.components = components;
    }

    /** Adds its routes. */
    public void addTo(PageRoutes routes) {
        routes.get(PATH, OPERATORS, this::show);
        routes.get(
                PATH + "/live",
                OPERATORS,
                request -> withCount(
                        request, count -> request.show("operations/live.jte", Map.of("seen", look(request, count)))));
    }

    /** Kafka is asked before the database: a connection is not to be held meanwhile. */
    private void withCount(PageRequest request, Consumer<OptionalLong> answer) {
        // the letters of all types are counted, so it is for operators of all types
        boolean isForAll = request.person().grants().types(OPERATORS).isEmpty();
        request.later(isForAll ? deadLetters.count() : CompletableFuture.completedFuture(OptionalLong.empty()), answer);
    }

    /**
     * All that is shown, of about one moment.
     *
     * @param speed of all nodes, as of the next two
     * @param deadLetters empty where it is not known, or is not for the reader
     * @param failed the newest of the checks that failed, of the types that the reader looks after
     */
    public record Seen(
            Map<String, Health> components,
            SystemFigures.Waiting waiting,
            SystemFigures.ToDo toDo,
            SystemFigures.Asked asked,
            SystemFigures.Speed speed,
            OptionalLong deadLetters,
            MinuteChart chart,
            List<FailedChecks.Failed> failed,
            List<SystemFigures.Count> deliveries,
            NodeFigures node) {}

    /** The reference set is counted once for the page: that takes its time where it is large. */
    private void show(PageRequest request) {
        withCount(request, count -> {
            Instant now = request.frame().now();
            ReferenceViews.Counts references =
                    store.read(tables -> tables.referenceViews().count());
            DayChart growth =
                    DayChart.of(store.read(tables -> tables.referenceViews().daysSince(DayChart.begin(now))), now);
            request.show(
                    "operations/page.jte",
                    Map.of("seen", look(request, count), "references", references, "growth", growth));
        });
    }

    private Seen look(PageRequest request, OptionalLong count) {
        Instant now = request.frame().now();
        // some look for themselves, and hold no connection meanwhile
        Map<String, Health> healths = new TreeMap<>(components.get());
        NodeFigures node = NodeFigures.of(meters);
        List<FailedChecks.Failed> failed = lists.failedChecks(
                        request.person().grants().types(OPERATORS).orElse(null), null, FAILED)
                .shown();
        return store.read(tables -> {
            SystemFigures figures = tables.systemFigures();
            return new Seen(
                    healths,
                    figures.waiting(),
                    figures.toDo(request.person().grants().types(OPERATORS).orElse(null)),
                    figures.asked(now.minus(DAY), now.minus(WEEK)),
                    figures.speedSince(now.minus(MinuteChart.SPAN)),
                    count,
                    MinuteChart.of(figures.submittedSince(now.minus(MinuteChart.SPAN)), now),
                    failed,
                    figures.deliveriesSince(now.minus(DAY)),
                    node);
        });
    }
}
