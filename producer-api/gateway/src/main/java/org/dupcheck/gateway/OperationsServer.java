package org.dupcheck.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Health;

/** An HTTP server with health and metrics only, for processes without the gateway role. */
public final class OperationsServer implements Component {
    private final HttpServer server;

    /** Listens only once started. */
    public OperationsServer(HttpSettings settings, Operations operations, MeterRegistry meters) {
        this.server = new HttpServer(
                settings,
                HttpServer.threads(settings),
                meters,
                routes -> new OperationsResource(operations).addTo(routes));
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
