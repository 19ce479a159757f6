package org.dupcheck.gateway.nodes;

import java.util.Set;
import org.dupcheck.store.nodes.NodeRow;
import org.dupcheck.store.nodes.NodeState;

/**
 * A node among the others.
 *
 * @param soleRoles roles whose work nobody would take if this one took none, in the order of their names
 */
public record KnownNode(NodeRow row, NodeState state, Set<String> soleRoles) {
    public KnownNode {
        soleRoles = Set.copyOf(soleRoles);
    }

    /** Whether it takes work now, and can be told to take none. */
    public boolean isDrainable() {
        return state == NodeState.RUNNING && !row.workingRoles().isEmpty();
    }

    /** Whether it takes none, and can be told to take some again. */
    public boolean isResumable() {
        return state == NodeState.DRAINING || state == NodeState.DRAINED;
    }
}
