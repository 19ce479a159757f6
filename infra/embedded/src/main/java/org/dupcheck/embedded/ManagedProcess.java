package org.dupcheck.embedded;

/**
 * A server in a child process: started, killed and started again on the same data and the same port.
 *
 * <p>All methods may be called from any thread; they exclude one another, but for the questions. A child process never
 * outlives the JVM that started it, even if that is killed by SIGKILL.
 */
public interface ManagedProcess extends AutoCloseable {
    /** What to call it in logs, for example {@code kafka-1} or {@code postgresql}. */
    String name();

    /**
     * Starts it, unless it runs, and returns when it answers.
     *
     * @throws LaunchException if it ends or does not answer within two minutes
     */
    void start();

    /** Starts it again if it has ended by itself, that is if it is wanted and does not run; else does nothing. */
    void revive();

    /** Stops it cleanly (by SIGKILL if that takes over 30 s); does nothing if it does not run. */
    void stop();

    /** Ends it by SIGKILL, as a crash would; returns when it and its own children are gone. */
    void kill();

    /** Stops it cleanly if it runs, and starts it. */
    void restart();

    /** Stops it where it stands (SIGSTOP) until {@link #resume}, as a long pause of the machine would. */
    void pause();

    /** Lets it go on after {@link #pause}. */
    void resume();

    /** Whether the process is there; it may still be starting. */
    boolean isRunning();

    /** Whether it should run: started and not stopped since. A killed or crashed one is wanted and not running. */
    boolean isWanted();

    /**
     * The server's process id.
     *
     * @throws IllegalStateException if it does not run
     */
    long pid();

    /** Stops it and, if its data was temporary, deletes that. May be called twice. */
    @Override
    void close();
}
