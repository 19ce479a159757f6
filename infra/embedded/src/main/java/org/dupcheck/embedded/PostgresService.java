package org.dupcheck.embedded;

/** A PostgreSQL 18 that can be stopped, killed and paused, whoever provides it: a child process, or a container in tests. */
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
