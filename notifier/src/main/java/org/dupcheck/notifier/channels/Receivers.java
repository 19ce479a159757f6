package org.dupcheck.notifier.channels;

import java.util.Set;

/** The servers that a channel calls, where there are many, and each is somebody else's. Thread-safe. */
@FunctionalInterface
public interface Receivers {
    /** Those to which nothing is to be offered for now, as {@link OutgoingMessage#recipient} names them. Asked often. */
    Set<String> suspended();
}
