package org.dupcheck.gateway.pages.operations;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Problem;
import org.dupcheck.contract.WebhookEvent;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.gateway.pages.people.Filters;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.gateway.retries.Lists;
import org.dupcheck.gateway.webhooks.WebhookService;
import org.dupcheck.store.deliveries.DeliveryViews;
import org.dupcheck.store.webhooks.WebhookEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that hear of documents: a list with a form for a new one, and a page of each with what was sent to it, which
 * asks before anything ends. Thread-safe.
 */
public final class WebhookPages {
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);
    private static final String PATH = "/operations/webhooks";
    private static final String ONE = PATH + "/{webhookId}";
    private static final int DELIVERIES = 20;
    private static final Typed NOTHING = new Typed("", "", List.of());

    private final WebhookService service;
    private final Lists lists;

    public WebhookPages(WebhookService service, Lists lists) {
        this.service = service;
        this.lists = lists;
    }

    /** Adds its routes. */
    public void addTo(PageRoutes routes) {
        routes.get(PATH, OPERATORS, request -> list(request, 200, NOTHING, null, ""));
        routes.post(PATH, OPERATORS, this::add);
        routes.get(ONE, OPERATORS, request -> one(request, 200, ""));
        routes.post(ONE + "/rotate", OPERATORS, this::rotate);
        routes.post(ONE + "/test", OPERATORS, this::test);
        routes.post(ONE + "/disable", OPERATORS, this::disable);
        routes.post(ONE + "/delete", OPERATORS, this::delete);
    }

    /** What the form holds, as it was typed. */
    public record Typed(String type, String url, List<String> events) {
        public Typed {
            events = List.copyOf(events);
        }
    }

    /**
     * The list as it is shown.
     *
     * @param types to choose from; none where any may be written
     * @param events that one can choose
     * @param secret that was just made; null for none
     */
    public record Listed(
            List<WebhookEndpoint> webhooks,
            List<String> types,
            List<String> events,
            Typed typed,
            @Nullable String secret,
            String refusal) {}

    private void list(PageRequest request, int status, Typed typed, @Nullable String secret, String refusal) {
        List<String> types = Filters.types(request, OPERATORS);
        List<WebhookEndpoint> all = types.isEmpty()
                ? service.list(null)
                : types.stream().flatMap(type -> service.list(type).stream()).toList();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("listed", new Listed(all, types, WebhookEvent.TYPES, typed, secret, refusal));
        request.show(status, "operations/webhooks.jte", parameters);
    }

    private void add(PageRequest request) {
        Typed typed = new Typed(
                request.typed("type"), request.typed("url"), request.ctx().formParams("event"));
        try {
            String type = typed.type().isEmpty() ? null : typed.type();
            if (type != null && !request.person().grants().cover(OPERATORS, type)) {
                throw new ProblemException(ErrorCode.FORBIDDEN, "businessType", "your role is for other types");
            }
            String secret = service.add(
                            request.person(),
                            type,
                            typed.url(),
                            Arrays.asList(typed.events().toArray(String[]::new)))
                    .secret();
            list(request, 200, NOTHING, secret, "");
        } catch (RuntimeException e) {
            Problem problem = request.problem(e);
            if (problem.status() >= 500) {
                throw e;
            }
            list(request, 422, typed, null, refusal(request, problem));
        }
    }

    private static String refusal(PageRequest request, Problem problem) {
        if (problem.code() == ErrorCode.TOO_MANY_WEBHOOKS) {
            return request.texts().lookup("webhooks.tooMany");
        }
        return switch (String.valueOf(problem.path())) {
            case "url" -> request.texts().lookup("webhooks.wrongUrl");
            case "businessType" -> request.texts().lookup("webhooks.wrongType");
            default -> request.texts().lookup("webhooks.wrongEvent");
        };
    }

    /** One as it is shown. */
    public record Shown(WebhookEndpoint webhook, List<DeliveryViews.Listed> deliveries, String refusal) {}

    private void one(PageRequest request, int status, String refusal) {
        WebhookEndpoint webhook = service.find(request.person(), id(request));
        DeliveryViews.Filter filter = new DeliveryViews.Filter(null, null, null, webhook.endpointId());
        List<DeliveryViews.Listed> sent =
                lists.deliveries(filter, null, DELIVERIES).shown();
        request.show(status, "operations/webhook.jte", Map.of("shown", new Shown(webhook, sent, refusal)));
    }

    private void rotate(PageRequest request) {
        list(
                request,
                200,
                NOTHING,
                service.rotate(request.person(), id(request)).secret(),
                "");
    }

    private void test(PageRequest request) {
        try {
            service.test(request.person(), id(request));
            request.goTo(PATH + "/" + id(request));
        } catch (ProblemException e) {
            if (request.problem(e).status() != 409) {
                throw e;
            }
            one(request, 409, request.why(e));
        }
    }

    private void disable(PageRequest request) {
        service.disable(request.person(), id(request));
        request.goTo(PATH + "/" + id(request));
    }

    private void delete(PageRequest request) {
        service.delete(request.person(), id(request));
        request.goTo(PATH);
    }

    private static String id(PageRequest request) {
        return Parameters.path(request.ctx(), "webhookId");
    }
}
