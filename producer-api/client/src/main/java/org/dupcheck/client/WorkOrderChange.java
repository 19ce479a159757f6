package org.dupcheck.client;

import org.dupcheck.contract.WorkOrderCommand;

/**
 * Carries out a command within the transaction of an {@link Inbox}.
 *
 * @param <T> what the inbox hands in, such as a {@link java.sql.Connection}
 */
@FunctionalInterface
public interface WorkOrderChange<T> {
    /**
     * Called on the listener's thread, never twice at once.
     *
     * @throws Exception where the command was not carried out; all is undone, and the command comes again
     */
    void apply(T transaction, WorkOrderCommand command) throws Exception;
}
