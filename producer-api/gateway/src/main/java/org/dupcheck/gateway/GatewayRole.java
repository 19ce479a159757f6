package org.dupcheck.gateway;

import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import org.dupcheck.client.CheckClient;
import org.dupcheck.contract.JsonCodec;
import org.dupcheck.runtime.database.Database;
import org.dupcheck.runtime.health.Component;
import org.dupcheck.runtime.health.Health;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The gateway, put together: HTTP in front, {@link CheckClient} for writes, the database for reads. It closes neither,
 * as it opened neither.
 */
public final class GatewayRole implements Component {
    private final Deadlines deadlines = new Deadlines();
    private final JsonCodec codec = new JsonCodec();
    private final Database database;
    private final Clock clock;
    private final Operations operations;
    private final Publishing publishing;
    private final AcceptedSubmissions accepted;
    private final Checks checks;
    private final CheckWatch watch;
    private final VerdictWaits waits;
    private final CheckEventsResource events;
    private final Executor executor;
    private final HttpServer server;
    private volatile boolean running;

    /** Listens only once started. */
    public GatewayRole(
            GatewaySettings settings,
            Database database,
            CheckClient client,
            Operations operations,
            MeterRegistry meters,
            Clock clock) {
        this.database = database;
        this.operations = operations;
        this.clock = clock;
        this.publishing = new Publishing(client, deadlines, settings.brokerTimeout());
        this.accepted = new AcceptedSubmissions(settings.rememberedSubmissions(), settings.rememberedFor());
        this.checks = new Checks(database, accepted);
        this.watch = new CheckWatch(database, settings.pollPeriod());
        this.waits = new VerdictWaits(watch, deadlines, settings.maxWaiters());
        QueuedThreadPool threads = HttpServer.threads(settings.http());
        this.executor = threads;
        this.events = new CheckEventsResource(checks, watch, deadlines, codec, executor, settings);
        this.server = new HttpServer(settings.http(), threads, meters, this::addRoutes);
    }

    private void addRoutes(RoutesConfig routes) {
        new SubmissionResource(codec, publishing, accepted, waits, executor).addTo(routes);
        new CheckResource(database, checks).addTo(routes);
        events.addTo(routes);
        new VerdictResource(database).addTo(routes);
        new MatchResource(database, codec).addTo(routes);
        new ConfirmationResource(database, codec, publishing, accepted, clock, executor).addTo(routes);
        new ReferenceResource(database, codec, publishing, clock, executor).addTo(routes);
        new MessageResource(database, clock).addTo(routes);
        new WorkOrderResource(database).addTo(routes);
        new OperationsResource(operations).addTo(routes);
        new DocumentsResource().addTo(routes);
    }

    @Override
    public void start() {
        watch.start();
        server.start();
        running = true;
    }

    /** The port that is listened on; only once started. */
    public int port() {
        return server.port();
    }

    /** Every route as {@code METHOD /template}. */
    List<String> routes() {
        return server.routes();
    }

    @Override
    public Health health() {
        return running ? Health.UP : Health.down("the gateway does not listen");
    }

    /** Answers those who wait with what is known, ends the streams, lets running requests finish, and stops. */
    @Override
    public void close() {
        running = false;
        waits.close();
        events.close();
        server.close();
        watch.close();
        deadlines.close();
    }
}
