package org.dupcheck.gateway.pages.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.CheckState;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.KeysetPage;
import org.dupcheck.gateway.pages.people.Filters;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.gateway.retries.Lists;
import org.dupcheck.store.deliveries.DeliveryState;
import org.dupcheck.store.deliveries.DeliveryViews;
import org.dupcheck.store.operators.FailedChecks;
import org.dupcheck.store.workorders.CommandState;
import org.dupcheck.store.workorders.CommandViews;
import org.jspecify.annotations.Nullable;

/** Lists of failed checks, of commands and of messages, page by page. Thread-safe. */
public final class OperatorListPages {
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);
    private static final int SHOWN = 50;

    private final Lists lists;

    public OperatorListPages(Lists lists) {
        this.lists = lists;
    }

    /** Adds its routes. */
    public void addTo(PageRoutes routes) {
        routes.get(RetryPages.CHECKS, OPERATORS, this::checks);
        routes.get(RetryPages.COMMANDS, OPERATORS, this::commands);
        routes.get(RetryPages.DELIVERIES, OPERATORS, this::deliveries);
    }

    /**
     * A list as it is shown.
     *
     * @param state that was asked for; null for all, as of the next ones
     * @param channels to choose from; none where there is no such choice
     * @param types to choose from; none where any may be written
     * @param next the address of the lines after these; null where there are none
     */
    public record Listed<T, S>(
            List<T> shown,
            @Nullable S state,
            @Nullable String channel,
            List<String> channels,
            @Nullable String type,
            List<String> types,
            @Nullable String next) {
        /** Whether all that there is was asked for. */
        public boolean isEverything() {
            return state == null && channel == null && type == null;
        }
    }

    private void checks(PageRequest request) {
        String type = Filters.type(request, OPERATORS);
        KeysetPage<FailedChecks.Failed> found =
                lists.failedChecks(type == null ? null : Set.of(type), request.given("after"), SHOWN);
        String next = next(RetryPages.CHECKS, null, null, type, found.next());
        request.show(
                "operations/checks.jte",
                Map.of(
                        "listed",
                        new Listed<FailedChecks.Failed, CheckState>(
                                found.shown(), null, null, List.of(), type, Filters.types(request, OPERATORS), next)));
    }

    private void commands(PageRequest request) {
        CommandState state = Filters.constant(request, "state", CommandState.class);
        String type = Filters.type(request, OPERATORS);
        KeysetPage<CommandViews.Listed> found = lists.commands(state, type, request.given("after"), SHOWN);
        String next = next(RetryPages.COMMANDS, null, state, type, found.next());
        request.show(
                "operations/commands.jte",
                Map.of(
                        "listed",
                        new Listed<>(
                                found.shown(), state, null, List.of(), type, Filters.types(request, OPERATORS), next)));
    }

    private void deliveries(PageRequest request) {
        DeliveryState state = Filters.constant(request, "state", DeliveryState.class);
        String type = Filters.type(request, OPERATORS);
        String channel = request.given("channel");
        DeliveryViews.Filter filter = new DeliveryViews.Filter(channel, state, type, null);
        KeysetPage<DeliveryViews.Listed> found = lists.deliveries(filter, request.given("after"), SHOWN);
        String next = next(RetryPages.DELIVERIES, channel, state, type, found.next());
        request.show(
                "operations/deliveries.jte",
                Map.of(
                        "listed",
                        new Listed<>(
                                found.shown(),
                                state,
                                channel,
                                Lists.CHANNELS,
                                type,
                                Filters.types(request, OPERATORS),
                                next)));
    }

    /** The address of the lines after these; null where there are none. */
    private static @Nullable String next(
            String path,
            @Nullable String channel,
            @Nullable Enum<?> state,
            @Nullable String type,
            @Nullable String after) {
        if (after == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("channel", channel);
        fields.put("state", state);
        fields.put("type", type);
        fields.put("after", after);
        return Links.withQuery(path, fields);
    }
}
