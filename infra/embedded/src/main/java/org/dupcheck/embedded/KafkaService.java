package org.dupcheck.embedded;

/** A Kafka that can be stopped, killed and paused, whoever provides it: child processes, or containers in tests. */
public interface KafkaService extends AutoCloseable {
    /** For {@code bootstrap.servers}; the same after {@link #restart} and after {@link #kill} and {@link #start}. */
    String bootstrapServers();

    /** Starts what does not run, on the same data and ports, and returns when it answers. */
    void start();

    /** Stops cleanly. */
    void stop();

    /** Ends it by SIGKILL. */
    void kill();

    /** Stops cleanly and starts. */
    default void restart() {
        stop();
        start();
    }

    /** Stops it where it stands until {@link #resume}: connections stay open, nothing is answered. */
    void pause();

    /** Lets it go on after {@link #pause}. */
    void resume();

    @Override
    void close();
}
