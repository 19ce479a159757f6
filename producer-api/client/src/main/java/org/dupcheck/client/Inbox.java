package org.dupcheck.client;

/**
 * Remembers which commands a business module has carried out, so that none is carried out twice. The mark and the module's
 * own change must be one transaction: both are there, or neither. Implementations must be thread-safe.
 *
 * @param <T> what the change needs to be part of the transaction, such as a {@link java.sql.Connection}
 */
public interface Inbox<T> {
    /**
     * Makes the change and marks the command, unless it is marked already.
     *
     * @param commandId 1 to 64 characters
     * @return true: the change has been made now; false: it had been made before
     * @throws Exception where neither came about, or it is not known whether both did; to be called again then
     */
    boolean apply(String commandId, Change<T> change) throws Exception;

    /** What a command brings about. */
    @FunctionalInterface
    interface Change<T> {
        /** @throws Exception undoes all that was done within the transaction */
        void in(T transaction) throws Exception;
    }
}
