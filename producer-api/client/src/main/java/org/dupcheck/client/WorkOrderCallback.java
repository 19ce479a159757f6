package org.dupcheck.client;

import org.dupcheck.contract.WorkOrderCommand;

/** Carries out a command that may come more than once. */
@FunctionalInterface
public interface WorkOrderCallback {
    /**
     * Called on the listener's thread, never twice at once.
     *
     * @throws Exception where the command was not carried out; it comes again then
     */
    void accept(WorkOrderCommand command) throws Exception;
}
