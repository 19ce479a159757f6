package org.dupcheck.store.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One start of a node.
 *
 * @param http where it is reached; null until it is ready, as of the next
 * @param silence since something was heard of it, by the database's clock
 * @param drain whether it is to take no work
 * @param drained whether it has said that it is at none
 * @param atWork what it is at where it is to take no work, as it said last
 * @param inFlight records that it has read and not done, as it said last
 */
public record NodeRow(
        String nodeId,
        String name,
        List<String> roles,
        String version,
        @Nullable String http,
        @Nullable String management,
        Instant startedAt,
        Instant seenAt,
        Duration silence,
        boolean drain,
        boolean drained,
        List<String> atWork,
        int inFlight) {
    /** After that long without a word nobody knows how a node is: it was killed, or is cut off from the database. */
    public static final Duration LOST_AFTER = Duration.ofSeconds(30);

    /** The role that takes no work: it answers who asks. */
    private static final String GATEWAY = "gateway";

    public NodeRow {
        roles = List.copyOf(roles);
        atWork = List.copyOf(atWork);
    }

    public NodeState state() {
        if (silence.compareTo(LOST_AFTER) >= 0) {
            return NodeState.LOST;
        }
        return !drain ? NodeState.RUNNING : drained ? NodeState.DRAINED : NodeState.DRAINING;
    }

    /** Its roles that take work, in the order of their names. */
    public Set<String> workingRoles() {
        Set<String> working = new TreeSet<>(roles);
        working.remove(GATEWAY);
        return working;
    }

    /** Its roles whose work none of these nodes takes but itself, in the order of their names. */
    public Set<String> soleRoles(Collection<NodeRow> all) {
        Set<String> sole = workingRoles();
        for (NodeRow other : all) {
            if (!other.nodeId.equals(nodeId) && other.state() == NodeState.RUNNING) {
                sole.removeAll(other.roles);
            }
        }
        return sole;
    }
}
