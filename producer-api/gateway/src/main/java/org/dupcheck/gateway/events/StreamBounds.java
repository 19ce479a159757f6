package org.dupcheck.gateway.events;

import java.time.Duration;

/** The bounds of event streams. */
public interface StreamBounds {
    /** Streams open at once; further ones are refused. */
    int maxStreams();

    /** After which a stream ends; the client opens a new one. */
    Duration streamDuration();

    /** How often a silent stream sends a comment. */
    Duration heartbeat();
}
