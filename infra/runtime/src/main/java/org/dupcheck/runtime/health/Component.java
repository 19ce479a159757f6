package org.dupcheck.runtime.health;

/** Something that is started, watched and stopped. {@link #close} stops it cleanly and may be called twice. */
public interface Component extends AutoCloseable {
    void start();

    /** How it is now; returns, never throws. */
    Health health();

    @Override
    void close();
}
