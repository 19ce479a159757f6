package org.dupcheck.store.nodes;

/** How a node stands to work. */
public enum NodeState {
    /** It takes work. */
    RUNNING,
    /** It is to take no work, and has not said yet that it is at none. */
    DRAINING,
    /** It takes no work and is at none; everything else of it goes on. */
    DRAINED,
    /** Nothing was heard of it for {@link NodeRow#LOST_AFTER}. */
    LOST
}
