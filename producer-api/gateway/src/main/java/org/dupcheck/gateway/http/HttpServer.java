package org.dupcheck.gateway.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.dupcheck.contract.Problem;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Javalin on Jetty, set up alike for every role: bounds, headers, problems, metrics, and a shutdown that drains. */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    /** Below this an answer fits a packet or two, and compressing it only costs. */
    private static final int MIN_COMPRESSED_BYTES = 4 << 10;

    private static final int GZIP_LEVEL = 4;
    private static final int IDLE_THREAD_MILLIS = 60_000;
    private static final int MIN_THREADS = 4;
    private static final long MAX_SHUTDOWN_IDLE_MILLIS = 1_000;
    private static final int SHUTDOWN_SHARE_OF_SILENCE = 10;
    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 1;

    private final HttpSettings settings;
    private final LargeBodies large;
    private final Javalin javalin;
    private boolean started;

    /**
     * Listens only once started.
     *
     * @param threads of {@link #threads}, which the server starts and stops
     * @param large where bodies may be larger than a message
     */
    public HttpServer(
            HttpSettings settings,
            QueuedThreadPool threads,
            MeterRegistry meters,
            LargeBodies large,
            Consumer<RoutesConfig> routes) {
        this.settings = settings;
        this.large = large;
        RequestMetrics metrics = new RequestMetrics(meters);
        this.javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.http.prefer405over404 = true;
            // of forms; what comes in is bounded by BodyReader
            config.http.maxRequestSize = large.maxBytes();
            // no part of a form ever becomes a file
            config.jetty.multipartConfig.maxInMemoryFileSize((int) large.maxBytes(), SizeUnit.BYTES);
            config.http.compressionStrategy = compression();
            config.jetty.threadPool = threads;
            jetty(config);
            config.requestLogger.http(metrics::record);
            config.routes.before(HttpServer::commonHeaders);
            config.routes.before(QueryString::requireReadable);
            config.routes.exception(Exception.class, (failure, ctx) -> Problems.answer(ctx, failure));
            // Javalin has a handler of its own for these
            config.routes.exception(HttpResponseException.class, (failure, ctx) -> Problems.answer(ctx, failure));
            config.router.javaLangErrorHandler(HttpServer::answerError);
            routes.accept(config.routes);
        });
    }

    /**
     * The threads of one server, named and bounded. Jetty warns against a bounded queue before them; what bounds the
     * queue is the number of connections, each of which has a task or two.
     */
    public static QueuedThreadPool threads(HttpSettings settings, String name) {
        QueuedThreadPool threads = new QueuedThreadPool(settings.maxThreads(), MIN_THREADS, IDLE_THREAD_MILLIS);
        threads.setName(name);
        return threads;
    }

    private void jetty(JavalinConfig config) {
        JettyProblems problems = new JettyProblems();
        config.jetty.modifyServer(server -> {
            server.setStopTimeout(settings.shutdownTimeout().toMillis());
            server.insertHandler(new MethodHandler());
            server.insertHandler(new BodyReader(settings.bodyTimeout(), settings.bodyMemoryBytes(), large));
            server.insertHandler(new GracefulHandler());
            server.setErrorHandler(problems);
            server.addBean(new NetworkConnectionLimit(settings.maxConnections(), server));
        });
        config.jetty.modifyServletContextHandler(handler -> {
            handler.setErrorHandler(problems);
            // of the fields beside a file; what comes in is bounded by BodyReader
            handler.setMaxFormContentSize((int) large.maxBytes());
        });
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(settings.maxHeaderBytes());
        });
        config.jetty.addConnector(this::connector);
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, ACCEPTORS, SELECTORS, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        // a connection that is kept open and silent is no running request: stopping does not wait for it for long
        connector.setShutdownIdleTimeout(
                Math.min(MAX_SHUTDOWN_IDLE_MILLIS, settings.shutdownTimeout().toMillis() / SHUTDOWN_SHARE_OF_SILENCE));
        connector.setAcceptQueueSize(1_024);
        return connector;
    }

    private static CompressionStrategy compression() {
        CompressionStrategy gzip = new CompressionStrategy(null, new Gzip(GZIP_LEVEL));
        gzip.setDefaultMinSizeForCompression(MIN_COMPRESSED_BYTES);
        return gzip;
    }

    private static void commonHeaders(Context ctx) {
        ctx.header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .header("Cache-Control", "no-store")
                .header("Vary", "Accept-Encoding");
    }

    /** For what is thrown as an Error: the answer needs no framework that may be part of the trouble. */
    private static void answerError(HttpServletResponse response, Error error) {
        Problem problem = Problems.unexpected(error);
        if (!response.isCommitted()) {
            try {
                response.setStatus(problem.status());
                response.setContentType(Problems.CONTENT_TYPE);
                response.getOutputStream().write(Problems.json(problem));
            } catch (IOException e) {
                LOG.debug("the client has gone", e);
            }
        }
    }

    /** Whether only the headers of the answer are wanted; such a request is worked out as a GET. */
    public static boolean isHead(Context ctx) {
        return MethodHandler.isHead(ctx);
    }

    /** Listens from now on. */
    public void start() {
        javalin.start();
        started = true;
        LOG.info("http at {}:{}", settings.host(), port());
    }

    /** The port that is listened on; only once started. */
    public int port() {
        return javalin.port();
    }

    /** Every route as {@code METHOD /template}. */
    public List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .toList();
    }

    /** Stops to accept, lets running requests finish within the bound, and stops. */
    @Override
    public void close() {
        if (started) {
            started = false;
            Duration bound = settings.shutdownTimeout();
            LOG.info("http stops, waiting {} for running requests at most", bound);
            javalin.stop();
        }
    }
}
