package org.dupcheck.store.policies;

/** How far the preview of a policy is. */
public enum PreviewState {
    /** No node with the check role has taken it up. */
    QUEUED,
    RUNNING,
    FINISHED,
    /** Given up; its error says why. */
    FAILED;

    /** Whether nothing changes any more. */
    public boolean isEnd() {
        return this == FINISHED || this == FAILED;
    }
}
