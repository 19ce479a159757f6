package org.dupcheck.embedded;

import java.util.function.Consumer;

/** A PostgreSQL 18 that can be stopped, killed and paused, whoever provides it: a child process, or a container in tests. */
public interface PostgresService extends AutoCloseable {
    /**
     * The URL of the database made with the server, with user and password in it; the same after {@link #restart} and
     * after {@link #kill} and {@link #start}.
     */
    String jdbcUrl();

    /** Makes an empty database and returns its URL, with user and password in it. */
    String newDatabase();

    /**
     * Makes a database as a copy of one that was filled once, and returns its URL, with user and password in it. To fill a
     * database may take a second, to copy it a tenth of that.
     *
     * @param template names what is copied among those of this server; lower-case letters, digits and underscores
     * @param fill is called the first time only, with the URL of what is to be copied; it leaves no connection open
     */
    String copyOf(String template, Consumer<String> fill);

    /** Starts it if it does not run, on the same data and port, and returns when it answers. */
    void start();

    /** Stops it cleanly; open connections are cut off. */
    void stop();

    /** Ends it by SIGKILL. */
    void kill();

    /** Stops it cleanly and starts it. */
    void restart();

    /** Stops the server where it stands until {@link #resume}: nobody new gets in. */
    void pause();

    /** Lets it go on after {@link #pause}. */
    void resume();

    @Override
    void close();
}
