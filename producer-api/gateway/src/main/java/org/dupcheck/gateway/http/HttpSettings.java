package org.dupcheck.gateway.http;

import java.time.Duration;
import org.dupcheck.runtime.settings.Require;

/**
 * An HTTP server's address and bounds.
 *
 * @param host the address to listen on
 * @param port 0 to 65,535; 0 picks a free one
 * @param maxThreads threads that serve requests, 8 to 1,000; waiting requests hold none
 * @param maxConnections open at once, 16 to 100,000; further ones wait to be accepted. Bounds what may queue for a
 *     thread; must leave room for all who wait and all event streams
 * @param idleTimeout how long a connection may be silent, while a request is read too; at least 15 s, which is
 *     longer than the longest {@code waitMs}
 * @param shutdownTimeout how long running requests may take to finish when the server stops. A tenth of it, 1 s at most,
 *     is for connections on which nothing moves
 * @param maxHeaderBytes of a request line with its headers, 1,024 to 1 MiB
 * @param bodyTimeout how long a body may take to come in, from its headers to its last byte; at least 100 ms
 * @param bodyMemoryBytes held at most for all bodies that are coming in, at least 8 MiB: two of the largest
 */
public record HttpSettings(
        String host,
        int port,
        int maxThreads,
        int maxConnections,
        Duration idleTimeout,
        Duration shutdownTimeout,
        int maxHeaderBytes,
        Duration bodyTimeout,
        long bodyMemoryBytes) {
    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 8080;
    public static final int DEFAULT_MAX_THREADS = 32;
    public static final int DEFAULT_MAX_CONNECTIONS = 12_000;
    public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(30);
    public static final Duration DEFAULT_SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);
    public static final int DEFAULT_MAX_HEADER_BYTES = 16 << 10;
    public static final Duration DEFAULT_BODY_TIMEOUT = Duration.ofSeconds(30);

    private static final long MIN_BODY_MEMORY_BYTES = 8L << 20;

    /** An eighth of the heap, between 8 and 128 MiB. */
    public static final long DEFAULT_BODY_MEMORY_BYTES = Math.max(
            MIN_BODY_MEMORY_BYTES, Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 8));

    private static final int MANAGEMENT_THREADS = 8;
    private static final int MANAGEMENT_CONNECTIONS = 256;
    /** What they answer takes no time worth waiting for. */
    private static final Duration MANAGEMENT_SHUTDOWN_TIMEOUT = Duration.ofSeconds(1);

    /** The defaults. */
    public static final HttpSettings DEFAULT = new HttpSettings(
            DEFAULT_HOST,
            DEFAULT_PORT,
            DEFAULT_MAX_THREADS,
            DEFAULT_MAX_CONNECTIONS,
            DEFAULT_IDLE_TIMEOUT,
            DEFAULT_SHUTDOWN_TIMEOUT,
            DEFAULT_MAX_HEADER_BYTES,
            DEFAULT_BODY_TIMEOUT,
            DEFAULT_BODY_MEMORY_BYTES);

    public HttpSettings {
        Require.that(!host.isBlank(), "host: an address expected");
        Require.that(port >= 0 && port <= 65_535, "port: 0 to 65,535 expected");
        Require.that(maxThreads >= 8 && maxThreads <= 1_000, "maxThreads: 8 to 1,000 expected");
        Require.that(maxConnections >= 16 && maxConnections <= 100_000, "maxConnections: 16 to 100,000 expected");
        Require.that(idleTimeout.toSeconds() >= 15, "idleTimeout: at least 15 s expected");
        Require.that(!shutdownTimeout.isNegative(), "shutdownTimeout: not negative expected");
        Require.that(
                maxHeaderBytes >= 1_024 && maxHeaderBytes <= 1 << 20, "maxHeaderBytes: 1,024 to 1,048,576 expected");
        Require.that(bodyTimeout.toMillis() >= 100, "bodyTimeout: at least 100 ms expected");
        Require.that(bodyMemoryBytes >= MIN_BODY_MEMORY_BYTES, "bodyMemoryBytes: at least 8 MiB expected");
    }

    /** For health and metrics alone: few threads and connections of their own. */
    public static HttpSettings management(String host, int port) {
        return new HttpSettings(
                host,
                port,
                MANAGEMENT_THREADS,
                MANAGEMENT_CONNECTIONS,
                DEFAULT_IDLE_TIMEOUT,
                MANAGEMENT_SHUTDOWN_TIMEOUT,
                DEFAULT_MAX_HEADER_BYTES,
                DEFAULT_BODY_TIMEOUT,
                MIN_BODY_MEMORY_BYTES);
    }

    /** The same with other bounds for bodies. */
    public HttpSettings withBodies(Duration newBodyTimeout, long newBodyMemoryBytes) {
        return new HttpSettings(
                host,
                port,
                maxThreads,
                maxConnections,
                idleTimeout,
                shutdownTimeout,
                maxHeaderBytes,
                newBodyTimeout,
                newBodyMemoryBytes);
    }

    /** The same with other threads and another time to stop. */
    public HttpSettings withThreads(int newMaxThreads, Duration newShutdownTimeout) {
        return new HttpSettings(
                host,
                port,
                newMaxThreads,
                maxConnections,
                idleTimeout,
                newShutdownTimeout,
                maxHeaderBytes,
                bodyTimeout,
                bodyMemoryBytes);
    }

    /** The same at another address. */
    public HttpSettings withAddress(String newHost, int newPort) {
        return new HttpSettings(
                newHost,
                newPort,
                maxThreads,
                maxConnections,
                idleTimeout,
                shutdownTimeout,
                maxHeaderBytes,
                bodyTimeout,
                bodyMemoryBytes);
    }
}
