package org.dupcheck.client;

/** Told of a record that a listener gives up: to store it, or to raise an alarm. */
@FunctionalInterface
public interface SetAsideCallback {
    /**
     * Called on the listener's thread, as its callback is.
     *
     * @throws Exception where it could not be kept; the record is tried again then, and not lost
     */
    void accept(SetAside record) throws Exception;
}
