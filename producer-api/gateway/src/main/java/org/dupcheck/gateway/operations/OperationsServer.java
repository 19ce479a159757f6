package org.dupcheck.gateway.operations;

import io.micrometer.core.instrument.MeterRegistry;
import org.dupcheck.gateway.http.HttpServer;
import org.dupcheck.gateway.http.HttpSettings;
import org.dupcheck.gateway.http.LargeBodies;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Health;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * An HTTP server with health and metrics only. Every process has one of its own threads and connections, so that it
 * answers whatever the API does; one without the gateway role has another at the API's port.
 */
public final class OperationsServer implements Component {
    private final HttpServer server;

    /** Listens only once started. */
    public OperationsServer(HttpSettings settings, Operations operations, MeterRegistry meters) {
        QueuedThreadPool threads = HttpServer.threads(settings, "dupcheck-management");
        this.server = new HttpServer(
                settings,
                threads,
                meters,
                LargeBodies.NONE,
                routes -> new OperationsResource(operations, threads).addTo(routes));
    }

    @Override
    public void start() {
        server.start();
    }

    /** The port that is listened on; only once started. */
    public int port() {
        return server.port();
    }

    @Override
    public Health health() {
        return Health.UP;
    }

    @Override
    public void close() {
        server.close();
    }
}
