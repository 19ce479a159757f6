package org.dupcheck.gateway.nodes;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.dupcheck.contract.DrainRequest;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.gateway.access.Gate;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.common.Links;
import org.dupcheck.gateway.http.Answers;
import org.dupcheck.gateway.http.Parameters;
import org.dupcheck.gateway.http.RequestBody;
import org.dupcheck.store.Store;
import org.dupcheck.store.nodes.NodeRow;
import org.dupcheck.store.nodes.NodeState;
import org.jspecify.annotations.Nullable;

/** Lists the nodes, and tells one to take no work, or some again. */
public final class NodeResource {
    private static final String PATH = Links.API + "/nodes";
    private static final String ONE = PATH + "/{nodeId}";

    private final Gate gate;
    private final NodeService service;
    private final JsonCodec requests;

    /** @param requests that refuses fields it does not know */
    public NodeResource(Gate gate, Store store, JsonCodec requests) {
        this.gate = gate;
        this.service = new NodeService(store);
        this.requests = requests;
    }

    /** Adds its routes. */
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, Parameters.only(this::list), Role.OPERATOR);
        routes.post(ONE + "/drain", Parameters.only(this::drain), Role.OPERATOR);
        routes.post(ONE + "/resume", Parameters.only(this::resume), Role.OPERATOR);
    }

    private void list(Context ctx) {
        Answers.json(
                ctx, 200, new NodeList(service.list().stream().map(NodeView::of).toList()));
    }

    private void drain(Context ctx) throws IOException {
        DrainRequest request = requests.read(RequestBody.read(ctx), DrainRequest.class);
        Answers.json(ctx, 202, NodeView.of(service.drain(gate.caller(ctx), id(ctx), request)));
    }

    private void resume(Context ctx) {
        Answers.json(ctx, 202, NodeView.of(service.resume(gate.caller(ctx), id(ctx))));
    }

    private static String id(Context ctx) {
        return Parameters.path(ctx, "nodeId");
    }

    /** All that are known. */
    private record NodeList(List<NodeView> nodes) {}

    /** A node as it is written. */
    private record NodeView(
            String nodeId,
            String name,
            List<String> roles,
            String version,
            @Nullable String http,
            @Nullable String management,
            Instant startedAt,
            Instant seenAt,
            long silentSeconds,
            NodeState state,
            List<String> atWork,
            int inFlight,
            List<String> soleRoles) {
        static NodeView of(KnownNode node) {
            NodeRow row = node.row();
            return new NodeView(
                    row.nodeId(),
                    row.name(),
                    row.roles(),
                    row.version(),
                    row.http(),
                    row.management(),
                    row.startedAt(),
                    row.seenAt(),
                    row.silence().toSeconds(),
                    node.state(),
                    row.atWork(),
                    row.inFlight(),
                    node.soleRoles().stream().sorted().toList());
        }
    }
}
