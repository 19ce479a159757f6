package org.dupcheck.gateway.nodes;

import java.util.List;
import java.util.Set;
import org.dupcheck.contract.DrainRequest;
import org.dupcheck.contract.ErrorCode;
import org.dupcheck.contract.Validator;
import org.dupcheck.gateway.access.Caller;
import org.dupcheck.gateway.access.Role;
import org.dupcheck.gateway.http.ProblemException;
import org.dupcheck.store.Store;
import org.dupcheck.store.Tables;
import org.dupcheck.store.audit.AuditAction;
import org.dupcheck.store.audit.AuditEntry;
import org.dupcheck.store.audit.AuditedEntry;
import org.dupcheck.store.nodes.NodeRow;
import org.dupcheck.store.nodes.NodeState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of the nodes, and tells one to take no work, or some again: each node looks at its row and does as it says. A node
 * works for all types, so this is for operators of all types. Thread-safe.
 */
public final class NodeService {
    /** Nodes that are listed; more never run in one place. */
    private static final int MAX_LISTED = 500;

    private static final int MAX_ID_LENGTH = 36;

    /** Entries of the audit log that are looked through for what was ordered before. */
    private static final int MAX_BEFORE = 100;

    private static final Set<Role> OPERATORS = Set.of(Role.OPERATOR);
    private static final Set<String> ORDERS = Set.of(AuditAction.NODE_DRAINED.name(), AuditAction.NODE_RESUMED.name());
    private static final Logger LOG = LoggerFactory.getLogger(NodeService.class);

    private final Store store;

    public NodeService(Store store) {
        this.store = store;
    }

    /** All that are known, by name, the longest running first. */
    public List<KnownNode> list() {
        List<NodeRow> rows = store.read(tables -> tables.nodes().list(MAX_LISTED));
        return rows.stream().map(row -> known(row, rows)).toList();
    }

    /** @throws ProblemException 404 where there is none of that id */
    public KnownNode find(String nodeId) {
        return store.read(tables -> find(tables, nodeId));
    }

    private static KnownNode find(Tables tables, String nodeId) {
        if (nodeId.length() > MAX_ID_LENGTH) {
            throw absent();
        }
        NodeRow row = tables.nodes().find(nodeId).orElseThrow(NodeService::absent);
        return known(row, tables.nodes().list(MAX_LISTED));
    }

    private static KnownNode known(NodeRow row, List<NodeRow> all) {
        return new KnownNode(row, row.state(), row.soleRoles(all));
    }

    private static ProblemException absent() {
        return ProblemException.notFound("there is no such node");
    }

    /** What operators have ordered of it, the newest first: as much as the audit log has of its name, within bounds. */
    public List<AuditedEntry> orders(NodeRow node) {
        return store.read(tables -> tables.auditLog().before(null, node.name(), Long.MAX_VALUE, MAX_BEFORE)).stream()
                .filter(entry -> ORDERS.contains(entry.action())
                        && String.valueOf(entry.detail()).startsWith(node.nodeId()))
                .toList();
    }

    /** Whether the caller may tell nodes what to do. */
    public static boolean mayOrder(Caller caller) {
        return caller.isOperator() && caller.grants().types(OPERATORS).isEmpty();
    }

    /**
     * Has a node take no work; where it takes none already, nothing changes.
     *
     * @return the node as it is then: it hears of it within seconds
     * @throws ProblemException FORBIDDEN, NOT_FOUND, NODE_NOT_SEEN, NOTHING_TO_DRAIN, or LAST_OF_ROLE unless it is forced
     */
    public KnownNode drain(Caller caller, String nodeId, DrainRequest request) {
        requireOperator(caller);
        Validator.check(request);
        return store.inTransaction(tables -> {
            tables.nodes().lockOrders();
            KnownNode node = requireSeen(find(tables, nodeId));
            if (node.row().workingRoles().isEmpty()) {
                throw new ProblemException(
                        ErrorCode.NOTHING_TO_DRAIN,
                        null,
                        "the node has no role that takes work; it can be stopped as it is");
            }
            if (node.row().drain()) {
                return node;
            }
            String sole = String.join(", ", node.soleRoles().stream().sorted().toList());
            if (!sole.isEmpty() && !Boolean.TRUE.equals(request.force())) {
                throw new ProblemException(
                        ErrorCode.LAST_OF_ROLE, null, "no other node takes the work of: " + sole + "; it would wait");
            }
            tables.nodes().order(nodeId, true);
            String detail = nodeId + (sole.isEmpty() ? "" : "; no other node has: " + sole);
            return ordered(tables, caller, AuditAction.NODE_DRAINED, node.row(), detail, request.reason());
        });
    }

    /**
     * Has a node take work again; where it takes some already, nothing changes.
     *
     * @return the node as it is then: it hears of it within seconds
     * @throws ProblemException FORBIDDEN, NOT_FOUND or NODE_NOT_SEEN
     */
    public KnownNode resume(Caller caller, String nodeId) {
        requireOperator(caller);
        return store.inTransaction(tables -> {
            tables.nodes().lockOrders();
            KnownNode node = requireSeen(find(tables, nodeId));
            return tables.nodes().order(nodeId, false)
                    ? ordered(tables, caller, AuditAction.NODE_RESUMED, node.row(), nodeId, null)
                    : node;
        });
    }

    private static KnownNode ordered(
            Tables tables, Caller caller, AuditAction action, NodeRow node, String detail, @Nullable String reason) {
        tables.auditLog().add(new AuditEntry(action, null, node.name(), null, null, detail, caller.subject(), reason));
        LOG.info("{} ordered {} of {} ({})", caller.subject(), action, node.name(), node.nodeId());
        return find(tables, node.nodeId());
    }

    private static void requireOperator(Caller caller) {
        if (!mayOrder(caller)) {
            throw new ProblemException(
                    ErrorCode.FORBIDDEN, null, "nodes work for all types; this is for operators of all types");
        }
    }

    private static KnownNode requireSeen(KnownNode node) {
        if (node.state() == NodeState.LOST) {
            throw new ProblemException(
                    ErrorCode.NODE_NOT_SEEN,
                    null,
                    "nothing was heard of the node for " + node.row().silence().toSeconds() + " s");
        }
        return node;
    }
}
