package org.dupcheck.gateway.pages.operations;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dupcheck.contract.DrainRequest;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Problem;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.nodes.KnownNode;
import org.dupcheck.gateway.nodes.NodeService;
import org.dupcheck.gateway.pages.people.PageRequest;
import org.dupcheck.gateway.pages.people.PageRoutes;
import org.dupcheck.store.audit.AuditedEntry;

/**
 * The nodes: a list that brings itself up to date, and a page of each that asks before it takes no work, or some again.
 * Thread-safe.
 */
public final class NodePages {
    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);
    private static final String PATH = "/operations/nodes";
    private static final String ONE = PATH + "/{nodeId}";

    private final NodeService service;

    public NodePages(NodeService service) {
        this.service = service;
    }

    /** Adds its routes. */
    public void addTo(PageRoutes routes) {
        routes.get(PATH, OPERATORS, request -> request.show("operations/nodes.jte", Map.of("nodes", service.list())));
        routes.get(ONE, OPERATORS, request -> show(request, 200, "", ""));
        routes.post(ONE + "/drain", OPERATORS, this::drain);
        routes.post(ONE + "/resume", OPERATORS, this::resume);
    }

    /**
     * A node as it is shown.
     *
     * @param orders who had it take no work, or some again, the newest first
     * @param mayOrder whether who asks may do so
     * @param reason as it was typed
     * @param refusal empty where nothing was refused
     */
    public record Shown(KnownNode node, List<AuditedEntry> orders, boolean mayOrder, String reason, String refusal) {
        public Shown {
            orders = List.copyOf(orders);
        }
    }

    private void show(PageRequest request, int status, String reason, String refusal) {
        KnownNode node = service.find(id(request));
        Shown shown =
                new Shown(node, service.orders(node.row()), NodeService.mayOrder(request.person()), reason, refusal);
        request.show(status, "operations/node.jte", Map.of("shown", shown));
    }

    private void drain(PageRequest request) {
        String reason = request.typed("reason");
        boolean force = request.given("force") != null;
        order(request, reason, () -> service.drain(request.person(), id(request), new DrainRequest(reason, force)));
    }

    private void resume(PageRequest request) {
        order(request, "", () -> service.resume(request.person(), id(request)));
    }

    /** A refusal comes with what holds now, and with what was typed. */
    private void order(PageRequest request, String reason, Runnable order) {
        try {
            order.run();
        } catch (RuntimeException e) {
            Problem problem = request.problem(e);
            if (problem.status() == 409) {
                show(request, 409, reason, request.why(e));
            } else if ("reason".equals(problem.path())) {
                String why = problem.code() == ErrorCode.INVALID_FIELD ? "nodes.wrongReason" : "nodes.noReason";
                show(request, 422, reason, request.texts().lookup(why));
            } else {
                request.fail(e);
            }
            return;
        }
        request.goTo(PATH + "/" + id(request));
    }

    private static String id(PageRequest request) {
        return Parameters.path(request.ctx(), "nodeId");
    }
}
