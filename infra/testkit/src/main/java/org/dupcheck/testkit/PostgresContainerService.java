package org.dupcheck.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.dupcheck.embedded.NewDatabases;
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
    private final NewDatabases databases;

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
        databases = new NewDatabases(jdbcUrl(), this::jdbcUrl);
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
        return databases.empty();
    }

    @Override
    public String copyOf(String template, Consumer<String> fill) {
        return databases.copyOf(template, fill);
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
