package org.dupcheck.notifier.due;

import org.dupcheck.store.due.Due;

/** Does one kind of what is due. Called by several threads at once, for different subjects. */
@FunctionalInterface
public interface DueHandler {
    /**
     * Does it. It may have been done before, by a node that died before it could say so, unless the work and the end of the
     * claim are one transaction.
     *
     * @throws RuntimeException where it failed: it is done again after a pause that grows
     */
    Next handle(Due due);
}
