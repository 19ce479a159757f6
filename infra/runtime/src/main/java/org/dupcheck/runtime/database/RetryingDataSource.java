package org.dupcheck.runtime.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;

/**
 * Opens connections for the pool and, while the server is away, keeps trying at a short, steady pace.
 *
 * <p>HikariCP's own pace doubles up to 5 s, which would be the time to notice that the server is back. The pool's one
 * creating thread waits here instead; those who ask the pool for a connection still time out by the pool's clock, and
 * learn the reason from {@link #lastFailure}. Refusals that do not pass by themselves (a wrong password) go through to
 * the pool and its slow pace. {@link #close} ends the waiting.
 */
final class RetryingDataSource implements DataSource, AutoCloseable {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(RetryingDataSource.class);
    private static final Duration PACE = Duration.ofMillis(50);

    private final PGSimpleDataSource driver;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable SQLException lastFailure;

    RetryingDataSource(PGSimpleDataSource driver) {
        this.driver = driver;
    }

    @Override
    public Connection getConnection() throws SQLException {
        while (true) {
            try {
                Connection connection = driver.getConnection();
                lastFailure = null;
                return connection;
            } catch (SQLException e) {
                // once, for it may last: the pool goes on with the connections that it has
                if (SqlFailures.noConnectionFree(e) && !SqlFailures.noConnectionFree(lastFailure)) {
                    LOG.warn("{}", SqlFailures.moreConnections());
                }
                lastFailure = e;
                if (!SqlFailures.passes(e) || closedWithinPace()) {
                    throw e;
                }
            }
        }
    }

    private boolean closedWithinPace() {
        try {
            return closed.await(PACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Why the last try to connect failed; null where it did not. */
    @Nullable
    SQLException lastFailure() {
        return lastFailure;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the user is fixed");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return driver.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        driver.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // the pool derives one from its connection timeout; the settings' own stands
    }

    /** As long as one try may take: what the pool gives its creating thread to end when it is closed. */
    @Override
    public int getLoginTimeout() {
        return driver.getConnectTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("org.postgresql");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(driver)) {
            return type.cast(driver);
        }
        throw new SQLException("not a wrapper for " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(driver);
    }
}
