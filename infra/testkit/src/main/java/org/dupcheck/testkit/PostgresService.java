package org.dupcheck.testkit;

/**
 * A PostgreSQL 18 for tests, whoever provides it: a child process or a container. See {@link DupcheckServices}.
 *
 * <p>Tests that kill, stop or pause take one of their own, by {@link Own}.
 */
public interface PostgresService extends AutoCloseable {
    /**
     * The URL of the database made with the server, with user and password in it; the same after {@link #restart} and
     * after {@link #kill} and {@link #start}.
     */
    String jdbcUrl();

    /** Makes an empty database and returns its URL, with user and password in it. */
    String newDatabase();

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
