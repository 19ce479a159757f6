package org.dupcheck.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dupcheck.embedded.LaunchException;
import org.dupcheck.embedded.Ports;
import org.dupcheck.embedded.PostgresProcess;
import org.dupcheck.embedded.PostgresService;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A server of the image postgres:18. */
final class PostgresContainerService implements PostgresService {
    static final String IMAGE = "postgres:18";
    private static final int INTERNAL_PORT = 5432;

    private final PostgreSQLContainer container;
    private final ContainerControl control;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresContainerService() {
        port = Ports.free(1).get(0);
        container = new PostgreSQLContainer(IMAGE)
                .withDatabaseName(PostgresProcess.DATABASE)
                .withUsername(PostgresProcess.USER)
                .withPassword(PostgresProcess.USER)
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        // a fixed port: Docker would give the container another one when it is started again
        container.setPortBindings(List.of(port + ":" + INTERNAL_PORT));
        control = new ContainerControl(container);
    }

    static PostgresContainerService launch() {
        PostgresContainerService service = new PostgresContainerService();
        service.container.start();
        return service;
    }

    @Override
    public String jdbcUrl() {
        return jdbcUrl(PostgresProcess.DATABASE);
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://" + container.getHost() + ":" + port + "/" + database + "?user="
                + PostgresProcess.USER + "&password=" + PostgresProcess.USER;
    }

    @Override
    public String newDatabase() {
        String database = "test_" + databases.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
            return jdbcUrl(database);
        } catch (SQLException e) {
            throw new LaunchException("cannot make the database " + database, e);
        }
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl())) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void start() {
        control.start(this::answers);
    }

    @Override
    public void stop() {
        control.stop();
    }

    @Override
    public void kill() {
        control.kill();
    }

    @Override
    public void restart() {
        stop();
        start();
    }

    @Override
    public void pause() {
        control.pause();
    }

    @Override
    public void resume() {
        control.resume();
    }

    @Override
    public void close() {
        control.close();
    }
}
