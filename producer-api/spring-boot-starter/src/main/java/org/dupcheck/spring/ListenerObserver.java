package org.dupcheck.spring;

/** Told of each listener before it starts for the first time. */
interface ListenerObserver {
    void observe(RunningListener listener);
}
