package org.dupcheck.runtime.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.dupcheck.runtime.health.Health;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database behind a HikariCP pool. */
final class PooledDatabase implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(PooledDatabase.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration SOCKET_GRACE = Duration.ofSeconds(5);
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(1);
    private static final int MIN_IDLE = 2;

    /** Work that succeeded this lately, and none that failed since, shows that the database is up; an idle one is asked. */
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final DatabaseSettings settings;
    private final JdbcUrl url;
    private final RetryingDataSource source;
    private final HikariDataSource pool;

    /** Null as well once it was away since. */
    private volatile @Nullable Long lastSuccessNanos;

    PooledDatabase(DatabaseSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.url = JdbcUrl.parse(settings.url(), settings.user(), settings.password());
        PGSimpleDataSource driver = driver();
        boundStatements(driver, settings.statementTimeout());
        this.source = new RetryingDataSource(driver);
        HikariConfig config = new HikariConfig();
        config.setPoolName(DatabaseSettings.DEFAULT_APPLICATION_NAME);
        config.setDataSource(source);
        config.setMaximumPoolSize(settings.poolSize());
        // the server's connections are everybody's: what nobody needs goes back
        config.setMinimumIdle(Math.min(MIN_IDLE, settings.poolSize()));
        config.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        config.setConnectionTimeout(settings.connectionTimeout().toMillis());
        config.setValidationTimeout(Math.min(1_000, settings.connectionTimeout().toMillis()));
        // the pool starts without the server, and waits for it
        config.setInitializationFailTimeout(-1);
        // without auto-commit the driver sends BEGIN along with the first statement: no round trip for it
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        this.pool = new HikariDataSource(config);
    }

    /**
     * The server itself gives up what takes too long; a bound on the socket alone would leave it at work. The socket's comes
     * a little later, for a server that hangs. What the URL says of the same stands.
     */
    private static void boundStatements(PGSimpleDataSource driver, Duration timeout) {
        String bounds = "-c statement_timeout=" + timeout.toMillis() + " -c idle_in_transaction_session_timeout="
                + timeout.toMillis();
        String own = driver.getOptions();
        driver.setOptions(own == null ? bounds : bounds + " " + own);
        driver.setSocketTimeout((int) timeout.plus(SOCKET_GRACE).toSeconds());
    }

    /** The driver without a bound on how long a statement may take, as migrations need it. */
    private PGSimpleDataSource driver() {
        PGSimpleDataSource driver = new PGSimpleDataSource();
        driver.setUrl(url.jdbc());
        if (!url.user().isEmpty()) {
            driver.setUser(url.user());
        }
        if (!url.password().isEmpty()) {
            driver.setPassword(url.password());
        }
        driver.setCurrentSchema(settings.schema());
        driver.setApplicationName(settings.applicationName());
        driver.setTcpKeepAlive(true);
        driver.setConnectTimeout((int) CONNECT_TIMEOUT.toSeconds());
        driver.setReWriteBatchedInserts(true);
        // its messages would carry the values of rows and statements
        driver.setLogServerErrorDetail(false);
        return driver;
    }

    @Override
    public void start() {
        LOG.info("database {}, schema {}", url.address(), settings.schema());
    }

    @Override
    public <T> T inTransaction(Work<T> work) {
        try (Connection connection = connect()) {
            T result;
            try {
                result = work.run(new JdbcSession(connection));
                connection.commit();
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            }
            lastSuccessNanos = System.nanoTime();
            return result;
        } catch (SQLException e) {
            throw failed("in a transaction", e);
        }
    }

    @Override
    public <T> T read(Work<T> work) {
        try (Connection connection = connect()) {
            connection.setAutoCommit(true); // the pool sets it back
            T result = work.run(new JdbcSession(connection));
            lastSuccessNanos = System.nanoTime();
            return result;
        } catch (SQLException e) {
            throw failed("reading", e);
        }
    }

    private Connection connect() {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            lastSuccessNanos = null;
            // whatever the reason, a wrong password included: it is not the work's fault, and passes when mended
            SQLException reason = source.lastFailure();
            throw SqlFailures.unavailable(url.address(), reason == null ? e : reason);
        }
    }

    /**
     * A connection that broke seldom breaks alone: after a restart of the server all are dead, and the pool, which trusts
     * those used within the last half second, would hand them out one by one.
     */
    private RuntimeException failed(String doing, SQLException failure) {
        if (SqlFailures.brokeConnection(failure)) {
            lastSuccessNanos = null;
            pool.getHikariPoolMXBean().softEvictConnections();
        }
        return SqlFailures.translate(doing, failure);
    }

    private static void rollback(Connection connection, Throwable why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e); // a broken connection cannot roll back; the server does it, the pool evicts it
        }
    }

    @Override
    public void migrate(String schema, String location) {
        migrations(schema, location).migrate();
    }

    @Override
    public SchemaState schemaState(String schema, String location) {
        return migrations(schema, location).state();
    }

    private Migrations migrations(String schema, String location) {
        return new Migrations(driver(), schema, location);
    }

    @Override
    public Health health() {
        Long success = lastSuccessNanos;
        if (success != null && System.nanoTime() - success < FRESH_NANOS) {
            return Health.UP;
        }
        try {
            read(session -> session.queryOne("select 1", row -> row.getInt(1)));
            return Health.UP;
        } catch (RuntimeException e) {
            return Health.down(url.address() + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        source.close();
        pool.close();
    }
}
